package dev.millrace.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.ApiClient;
import dev.millrace.TestDatabase;
import dev.millrace.app.config.ConfigSources;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.node.TestNode.TestTenant;
import dev.millrace.console.Failure;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.RawConnection.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The whole server, as its clients and its operator see it. */
class MillraceIT {
    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void takesAnOrderOnceAndRepeatsItsAnswer() throws Exception {
        try (TestNode node = TestNode.on(database)) {
            TestTenant acme = TestNode.tenant(database, "acme");
            node.client(acme).stock("LAMP", 5);

            Answer first = node.client(acme)
                    .placing("key-1", ApiClient.order("LAMP", 2))
                    .join();
            Answer again = node.client(acme)
                    .placing("key-1", ApiClient.order("LAMP", 2))
                    .join();

            assertThat(first.status()).isEqualTo(201);
            assertThat(again.status()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(node.client(acme).get("/v1/stock/LAMP").body()).contains("\"allocated\":2,\"available\":3");
            String location = first.required("Location");
            assertThat(node.client(acme).get(location).body()).isEqualTo(first.body());
        }
    }

    @Test
    void showsAMerchantNothingOfAnother() throws Exception {
        try (TestNode node = TestNode.on(database)) {
            TestTenant acme = TestNode.tenant(database, "acme");
            TestTenant rival = TestNode.tenant(database, "rival");
            node.client(acme).stock("LAMP", 5);
            String location = node.client(acme)
                    .placing("key-1", ApiClient.order("LAMP", 2))
                    .join()
                    .required("Location");

            assertThat(node.client(rival).get(location).status()).isEqualTo(404);
            assertThat(node.client(rival).get("/v1/stock/LAMP").status()).isEqualTo(404);
            assertThat(node.client(rival)
                            .get("/v1/orders?idempotency_key=key-1")
                            .body())
                    .startsWith("{\"orders\":[]");
        }
    }

    @Test
    void goesOnWhenTablesAreAlteredUnderIt() throws Exception {
        try (TestNode node = TestNode.on(database)) {
            TestTenant acme = TestNode.tenant(database, "acme");
            ApiClient client = node.client(acme);
            client.stock("LAMP", 5);
            client.stock("VASE", 5);
            String order = client.place("key-1", ApiClient.order("LAMP", 1)).required("Location");
            List<String> reads = List.of(
                    order,
                    "/v1/orders",
                    "/v1/orders?idempotency_key=key-1",
                    "/v1/products",
                    "/v1/products/LAMP",
                    "/v1/stock/LAMP",
                    "/v1/events");
            reads.forEach(path -> assertThat(client.get(path).status()).isEqualTo(200));

            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("ALTER TABLE heads ALTER COLUMN history TYPE varchar(40)");
                statement.execute("ALTER TABLE products ALTER COLUMN name TYPE varchar(400)");
                statement.execute("ALTER TABLE orders ALTER COLUMN status TYPE varchar(40)");
                // Another writer, so that the lane has to load again.
                statement.execute("UPDATE heads SET batch_id = gen_random_uuid()");
            }

            for (int again = 0; again < 3; again++) {
                reads.forEach(
                        path -> assertThat(client.get(path).status()).as(path).isEqualTo(200));
            }
            assertThat(client.place("key-2", ApiClient.order("VASE", 1)).status())
                    .isEqualTo(201);
        }
    }

    @Test
    void neverSellsMoreThanThereIsThroughTwoNodesThatFight() throws Exception {
        try (TestNode one = TestNode.on(database);
                TestNode other = TestNode.on(database)) {
            TestTenant acme = TestNode.tenant(database, "acme");
            one.client(acme).stock("LAMP", 20);
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                answers.add((i % 2 == 0 ? one : other).client(acme).placing("key-" + i, ApiClient.order("LAMP", 1)));
            }

            List<Integer> statuses =
                    answers.stream().map(answer -> answer.join().status()).toList();

            assertThat(statuses).containsOnly(201, 409);
            assertThat(statuses.stream().filter(status -> status == 201)).hasSize(20);
            assertThat(other.client(acme).get("/v1/stock/LAMP").body()).contains("\"allocated\":20,\"available\":0");
        }
    }

    @Test
    void keepsEveryOrderThatItAcknowledgedWhileItWentDown() throws Exception {
        TestTenant acme = TestNode.tenant(database, "acme");
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        try (TestNode node = TestNode.on(database)) {
            node.client(acme).stock("LAMP", 10_000);
            for (int i = 0; i < 400; i++) {
                answers.add(node.client(acme).placing("key-" + i, ApiClient.order("LAMP", 1)));
            }
            answers.getFirst().join();
            node.millrace().close();
        }
        Set<String> acknowledged = new HashSet<>();
        for (int i = 0; i < answers.size(); i++) {
            CompletableFuture<Answer> answer = answers.get(i);
            if (!answer.isCompletedExceptionally() && answer.join().status() == 201) {
                acknowledged.add("key-" + i);
            }
        }

        assertThat(acknowledged).isNotEmpty();
        assertThat(keysOfOrders()).containsAll(acknowledged);
    }

    @Test
    void tellsItsOperatorThatItIsReadyAndThenThatItIsNot() throws Exception {
        ConfigSources slowDrain = new ConfigSources().flag("api.drain_delay", "1s");
        ApiConfig api = slowDrain.load().api().withPort(0);
        try (TestNode node = TestNode.with(TestNode.config(database).with(api))) {
            assertThat(node.manage("/health/ready").status()).isEqualTo(200);
            assertThat(node.manage("/health/live").status()).isEqualTo(200);
            assertThat(node.manage("/metrics").body())
                    .contains(
                            "millrace_lane_queue_commands", "millrace_eventloop_lag_seconds", "jvm_memory_used_bytes");

            CompletableFuture<Void> closing = CompletableFuture.runAsync(node.millrace()::close);
            Answer ready = node.manage("/health/ready");
            while (ready.status() == 200 && !closing.isDone()) {
                ready = node.manage("/health/ready");
            }

            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.body()).contains("\"serving\":\"down\"");
            closing.join();
        }
    }

    @Test
    void servesTheDocumentThatDescribesIt() throws Exception {
        try (TestNode node = TestNode.on(database)) {
            TestTenant nobody = new TestTenant(0, "none");
            assertThat(node.client(nobody).get("/openapi.yaml").body()).startsWith("openapi: 3.1");
            assertThat(node.client(nobody).get("/docs").status()).isIn(200, 301, 302, 308);
        }
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            MillraceConfig config =
                    TestNode.config(database).with(ApiConfig.defaults().withPort(taken.getLocalPort()));

            assertThatThrownBy(() -> Millrace.start(config))
                    .isInstanceOf(Failure.class)
                    .hasMessage("Port " + taken.getLocalPort() + " is taken; choose another one with api.port");
        }
    }

    private Set<String> keysOfOrders() throws SQLException {
        Set<String> keys = new HashSet<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT idempotency_key FROM orders")) {
            while (result.next()) {
                keys.add(result.getString(1));
            }
        }
        return keys;
    }
}
