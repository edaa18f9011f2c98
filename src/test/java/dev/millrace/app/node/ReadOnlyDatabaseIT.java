package dev.millrace.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.Soon;
import dev.millrace.access.AccessConfig;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.database.Migrations;
import dev.millrace.app.database.TestCluster;
import dev.millrace.app.node.TestNode.TestTenant;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.RawConnection.Answer;
import dev.millrace.store.DatabaseConfig;
import dev.millrace.telemetry.ManagementConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A database whose sessions become read-only under a server, as its clients and its operator see it. */
class ReadOnlyDatabaseIT {
    private static final Duration NOTICED = Duration.ofSeconds(5);
    private static final Duration BACK = Duration.ofSeconds(15);

    @Test
    void isSaidToBeUnavailableAndNotReadyAndTakesTheOrderWhenItIsBack() throws Exception {
        Path home = Path.of("target", "read-only");
        try (TestCluster cluster = TestCluster.make(home, Path.of("target", "nemesis", "binaries"))) {
            DatabaseConfig database = DatabaseConfig.at(cluster.url());
            new Migrations(database).migrate();
            MillraceConfig config = MillraceConfig.defaults()
                    .with(ApiConfig.defaults().withPort(0))
                    .with(new ManagementConfig("127.0.0.1", 0))
                    .with(database)
                    .with(AccessConfig.with(TestNode.PEPPER));
            TestTenant acme = TestNode.tenant(cluster.url(), "acme");
            try (TestNode node = TestNode.with(config)) {
                ApiClient client = node.client(acme);
                client.stock("LAMP", 5);

                cluster.set("default_transaction_read_only", "on");
                Soon.await("lanes and pools that are down")
                        .atMost(NOTICED)
                        .until(() -> isDown(node, "lanes") && isDown(node, "pools"));
                assertUnavailable(client.get("/v1/stock/LAMP"));
                assertUnavailable(client.get("/v1/products"));
                assertUnavailable(client.place("key-1", ApiClient.order("LAMP", 1)));

                cluster.set("default_transaction_read_only", "off");
                Soon.await("a node that is ready again")
                        .atMost(BACK)
                        .until(() -> node.manage("/health/ready").status() == 200);
                assertThat(client.place("key-1", ApiClient.order("LAMP", 1)).status())
                        .isEqualTo(201);
            }
        }
    }

    private static boolean isDown(TestNode node, String check) throws Exception {
        Answer ready = node.manage("/health/ready");
        return ready.status() == 503 && ready.body().contains("\"" + check + "\":\"down\"");
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"store_unavailable\"").contains("\"not_executed\":true");
    }
}
