package dev.millrace.attack.model;

import dev.millrace.ApiClient;
import dev.millrace.TestDatabase;
import dev.millrace.app.database.Jdbc;
import dev.millrace.app.node.TestNode;
import dev.millrace.endtoend.Shop;
import dev.millrace.feed.audit.Audit;
import dev.millrace.feed.audit.Check;
import dev.millrace.wire.TypeId;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The real service on a real PostgreSQL: one node, or several that share the database. */
final class Stand implements AutoCloseable {
    /** More than a lane needs to trust its memory again. */
    private static final int BATCHES_TO_REST = 10;

    private final TestDatabase database = TestDatabase.create();
    private final HttpClient http = ApiClient.http();
    private final AtomicInteger merchants = new AtomicInteger();
    private final List<TestNode> nodes;

    Stand(int nodes) {
        this.nodes =
                IntStream.range(0, nodes).mapToObj(_ -> TestNode.on(database)).toList();
    }

    int nodes() {
        return nodes.size();
    }

    /** The service for a merchant that nobody has used yet. */
    Service freshMerchant() {
        String key =
                Shop.open(database, "merchant " + merchants.incrementAndGet()).key();
        List<ApiClient> clients = nodes.stream()
                .map(node -> new ApiClient(http, node.millrace().apiPort(), key))
                .toList();
        return (node, call) -> send(clients.get(node), call);
    }

    /** The same, after every node had the time to forget that nodes ever fought, so that tries are alike. */
    Service quietMerchant() {
        Service service = freshMerchant();
        for (int node = 0; nodes.size() > 1 && node < nodes.size(); node++) {
            for (int command = 0; command < BATCHES_TO_REST; command++) {
                service.send(node, Call.post("/v1/orders/" + TypeId.ORDER.of(new UUID(0, 0)) + "/cancel"))
                        .join();
            }
        }
        return service;
    }

    private static CompletableFuture<Answer> send(ApiClient client, Call call) {
        String[] headers = IntStream.range(0, call.headers().size() / 2)
                .mapToObj(each ->
                        call.headers().get(2 * each) + ": " + call.headers().get(2 * each + 1))
                .toArray(String[]::new);
        return client.sending(call.method(), call.path(), call.body(), headers).thenApply(Answer::of);
    }

    /** What the audit finds wrong, of all merchants. */
    List<Check> auditFindings() {
        try {
            return new Audit(Jdbc.dataSource(database.config()), Audit.ROWS_PER_PASS_MAX)
                    .run(_ -> {}).checks().stream()
                            .filter(check -> !check.holds())
                            .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        nodes.forEach(TestNode::close);
        http.close();
        database.close();
    }
}
