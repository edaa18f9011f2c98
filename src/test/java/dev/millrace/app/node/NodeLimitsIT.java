package dev.millrace.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.Soon;
import dev.millrace.TestDatabase;
import dev.millrace.access.RequestLimitsConfig;
import dev.millrace.app.node.TestNode.TestTenant;
import dev.millrace.http.RawConnection.Answer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Limits on requests, on a whole node. */
class NodeLimitsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final RequestLimitsConfig NOTHING = RequestLimitsConfig.defaults();

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void aDecidedOrderIsNeverRefusedByALimitThoughItsRepetitionMayBe() throws Exception {
        try (TestNode node = node(writes(1, 3, 0), NOTHING)) {
            TestTenant acme = TestNode.tenant(database, "acme");
            node.client(acme).stock("LAMP", 100);
            TestTenant shop = new TestTenant(acme.merchantId(), TestNode.key(database, acme, "read", "write"));
            Supplier<Answer> ordering = () -> node.client(shop).place("key-1", ApiClient.order("LAMP", 2));
            Answer first = ordering.get();
            assertThat(first.status()).isEqualTo(201);

            Answer refused = until(ordering, answer -> answer.status() == 429);
            Answer other = node.client(shop).place("key-2", ApiClient.order("LAMP", 1));
            Answer repeated = until(ordering, answer -> answer.status() != 429);

            assertThat(refused.body())
                    .contains("\"not_executed\":true", "an earlier request with that key keeps its outcome");
            assertThat(repeated.status()).isEqualTo(201);
            assertThat(repeated.body()).isEqualTo(first.body());
            assertThat(repeated.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(keysOfOrders())
                    .containsExactlyElementsOf(other.status() == 429 ? List.of("key-1") : List.of("key-1", "key-2"));
            assertThat(node.client(shop).get("/v1/stock/LAMP").status()).isEqualTo(200);
        }
    }

    @Test
    void aMerchantIsCountedOverAllEventLoopsAndKeysAndItsNeighbourIsNot() throws Exception {
        try (TestNode node = node(NOTHING, writes(1, 40, 0))) {
            TestTenant acme = TestNode.tenant(database, "acme");
            TestTenant rival = TestNode.tenant(database, "rival");
            node.client(acme).stock("LAMP", 1_000);
            node.client(rival).stock("LAMP", 1_000);
            TestTenant acmesOtherKey = new TestTenant(acme.merchantId(), TestNode.key(database, acme, "write"));
            long beganNanos = System.nanoTime();

            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                ApiClient client = node.client(i % 2 == 0 ? acme : acmesOtherKey);
                answers.add(client.placing("key-" + i, ApiClient.order("LAMP", 1)));
            }
            long placed = answers.stream()
                    .map(answer -> answer.join().status())
                    .filter(status -> status == 201)
                    .count();

            long secondsAtMost =
                    Duration.ofNanos(System.nanoTime() - beganNanos).toSeconds() + 1;
            assertThat(placed).isBetween(38L, 40L + secondsAtMost);
            assertThat(keysOfOrders()).hasSize((int) placed);
            assertThat(node.client(rival)
                            .place("key", ApiClient.order("LAMP", 1))
                            .status())
                    .isEqualTo(201);
            assertThat(node.manage("/metrics").body())
                    .contains("millrace_limits_refused_total{limit=\"merchant-writes\"} " + (200 - placed) + ".0");
        }
    }

    private TestNode node(RequestLimitsConfig keys, RequestLimitsConfig merchants) {
        return TestNode.with(TestNode.config(database).withKeyLimits(keys).withMerchantLimits(merchants));
    }

    private static RequestLimitsConfig writes(int perSecond, int burst, int concurrentMax) {
        return new RequestLimitsConfig(perSecond, burst, concurrentMax, 0, 0, 0, 0, 0, 0);
    }

    private static Answer until(Supplier<Answer> asking, Predicate<Answer> wanted) {
        return Soon.await("another answer").atMost(TIMEOUT).until(asking::get, wanted);
    }

    private List<String> keysOfOrders() throws SQLException {
        List<String> keys = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT idempotency_key FROM orders ORDER BY idempotency_key")) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return keys;
    }
}
