package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.ApiClient;
import dev.millrace.EventLoop;
import dev.millrace.Soon;
import dev.millrace.TestDatabase;
import dev.millrace.app.database.Jdbc;
import dev.millrace.feed.audit.Audit;
import dev.millrace.purchasing.OpenSandbox;
import dev.millrace.purchasing.TestSuppliers;
import dev.millrace.sandbox.FaultRule.Asked;
import dev.millrace.sandbox.InjectedFault;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two servers as they are run, killed in turn with SIGKILL at any moment while they buy from a supplier that loses answers:
 * its book holds one purchase order for each of ours, told once, of exactly what was owed.
 */
@ExtendWith(VertxExtension.class)
class BuyingKillIT {
    private static final int KILLS = 4;
    private static final int ORDERS = 12;
    private static final long SEED = 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Test
    void buysOnceWhoeverIsKilledWhenever(Vertx vertx) throws Exception {
        Random random = new Random(SEED);
        try (TestDatabase database = TestDatabase.create();
                HttpClient http = ApiClient.http();
                OpenSandbox sandbox = OpenSandbox.open(new EventLoop(vertx))) {
            ServerPlan mortal = plan(database);
            Shop shop = Shop.open(database, "killed");
            try (ServerProcess standing = ServerProcess.start(plan(database), http)) {
                ApiClient client = new ApiClient(http, standing.apiPort(), shop.key());
                prepare(client, sandbox.address());
                ServerProcess killed = ServerProcess.start(mortal, http);
                for (int kill = 0; kill < KILLS; kill++) {
                    sandbox.injectFaults(InjectedFault.DROP_AFTER, Asked.SUBMIT, 2, 0);
                    sandbox.injectFaults(InjectedFault.ERROR, Asked.ASK, 1, 0);
                    for (int order = 0; order < ORDERS; order++) {
                        assertThat(client.place("order-" + kill + "-" + order, ApiClient.order("A", 5))
                                        .status())
                                .isEqualTo(201);
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(400)));
                    killed.kill();
                    killed = ServerProcess.start(mortal, http);
                }
                awaitNothingOpen(shop);
                killed.close();
            }
            assertBoughtOnce(shop, sandbox.book());
            assertThat(new Audit(Jdbc.dataSource(database.config()), Audit.ROWS_PER_PASS_MAX)
                            .run(_ -> {})
                            .checks())
                    .allMatch(check -> check.holds());
        }
    }

    private static void assertBoughtOnce(Shop shop, JsonNode book) {
        long ours = shop.number("SELECT count(*) FROM purchase_orders WHERE merchant_id = ?");
        assertThat(book.get("items")).hasSize((int) ours);
        assertThat(book.get("submissions").asLong()).isEqualTo(ours);
        long units = 0;
        for (JsonNode order : book.get("items")) {
            units += order.at("/lines/0/quantity").asLong();
        }
        assertThat(units).isEqualTo((long) KILLS * ORDERS * 6);
    }

    private static void awaitNothingOpen(Shop shop) {
        Soon.await("nothing that is still open")
                .atMost(TIMEOUT)
                .until(() ->
                        shop.number("SELECT count(*) FROM replenishments WHERE merchant_id = ? AND status = 'owed'")
                                        == 0
                                && shop.number(
                                                "SELECT count(*) FROM purchase_orders WHERE merchant_id = ? AND status <> 'acknowledged'")
                                        == 0);
    }

    private static void prepare(ApiClient client, String sandbox) {
        client.post("/v1/suppliers", "{\"id\":\"acme\",\"name\":\"Acme\"}");
        assertThat(client.put(
                                "/v1/suppliers/acme/connection",
                                "{\"kind\":\"rest\",\"address\":\"" + sandbox + "\",\"secret\":\""
                                        + TestSuppliers.SECRET.reveal()
                                        + "\",\"connect_timeout_ms\":1000,\"exchange_timeout_ms\":1000}")
                        .status())
                .isEqualTo(200);
        client.post(
                "/v1/products",
                "{\"sku\":\"A\",\"price\":{\"amount\":100,\"currency\":\"EUR\"},\"policy\":\"backorder\","
                        + "\"supplier_id\":\"acme\"}");
    }

    private static ServerPlan plan(TestDatabase database) throws Exception {
        return ServerPlan.on(database.url())
                .with("suppliers.allowed_networks", "127.0.0.0/8")
                .with("dispatcher.interval", "5ms")
                .with("dispatcher.command_deadline", "2s")
                .with("dispatcher.left_behind_margin", "3s")
                .with("dispatcher.backoff_first", "50ms")
                .with("dispatcher.backoff_max", "500ms");
    }
}
