package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.ApiClient;
import dev.millrace.EventLoop;
import dev.millrace.Soon;
import dev.millrace.TestDatabase;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.database.Jdbc;
import dev.millrace.app.node.Millrace;
import dev.millrace.app.node.TestNode;
import dev.millrace.feed.audit.Audit;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.RawConnection.Answer;
import dev.millrace.purchasing.ConnectorConfig;
import dev.millrace.purchasing.OpenSandbox;
import dev.millrace.purchasing.TestSuppliers;
import dev.millrace.purchasing.dispatch.DispatcherConfig;
import dev.millrace.sandbox.SandboxConfig;
import dev.millrace.sandbox.SandboxConfig.Acknowledge;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole circle, over HTTP and PostgreSQL: an order for more than there is, a purchase order for the difference and a
 * fifth more, its delivery in two parts, the order's units, and what is left.
 */
@ExtendWith(VertxExtension.class)
class BuyingCircleIT {

    @ParameterizedTest
    @CsvSource({"rest, RESPONSE", "rest, CALLBACK", "soap11, RESPONSE", "soap12, CALLBACK"})
    void turns(String kind, Acknowledge acknowledge, Vertx vertx) throws Exception {
        try (TestDatabase database = TestDatabase.create();
                HttpClient http = ApiClient.http();
                OpenSandbox sandbox = OpenSandbox.open(
                        new EventLoop(vertx),
                        acknowledge,
                        new SandboxConfig.Pace(Duration.ofMillis(50), Duration.ofMillis(200), 2))) {
            try (Millrace node = Millrace.start(config(database, freePort()))) {
                Shop shop = Shop.open(database, "circle");
                ApiClient client = new ApiClient(http, node.apiPort(), shop.key());
                prepare(client, kind, sandbox.address());

                Answer placed = client.place("order", ApiClient.order("A", 130));
                assertThat(placed.body()).contains("\"allocated\":100", "\"backordered\":30");
                String path = placed.required("Location");
                Soon.await("all that was owed")
                        .until(() -> client.get("/v1/stock/A").body().contains("\"backordered\":0,\"incoming\":0"));

                assertThat(client.get("/v1/stock/A").body())
                        .contains("\"on_hand\":136", "\"allocated\":130", "\"available\":6");
                assertThat(client.get(path).body()).contains("\"allocated\":130", "\"backordered\":0");
                assertOnePurchaseOrder(client, sandbox);
            }
            assertThat(new Audit(Jdbc.dataSource(database.config()), Audit.ROWS_PER_PASS_MAX)
                            .run(_ -> {})
                            .checks())
                    .allMatch(check -> check.holds());
        }
    }

    private static void prepare(ApiClient client, String kind, String sandbox) {
        client.post("/v1/suppliers", "{\"id\":\"acme\",\"name\":\"Acme\"}");
        Answer connected = client.put(
                "/v1/suppliers/acme/connection",
                "{\"kind\":\"" + kind + "\",\"address\":\"" + sandbox + (kind.equals("rest") ? "" : "/soap")
                        + "\",\"secret\":\"" + TestSuppliers.SECRET.reveal() + "\"}");
        assertThat(connected.status()).as(connected.body()).isEqualTo(200);
        assertThat(connected.body()).contains("/v1/supplier-callbacks/");
        client.stock(
                "{\"sku\":\"A\",\"price\":{\"amount\":100,\"currency\":\"EUR\"},\"policy\":\"backorder\","
                        + "\"supplier_id\":\"acme\"}",
                "A",
                100);
    }

    private static void assertOnePurchaseOrder(ApiClient client, OpenSandbox sandbox) throws IOException {
        JsonNode orders = new ObjectMapper()
                .readTree(client.get("/v1/purchase-orders").body())
                .get("purchase_orders");
        assertThat(orders).hasSize(1);
        assertThat(orders.get(0).get("status").asText()).isEqualTo("received");
        String id = orders.get(0).get("id").asText();
        JsonNode receipts = new ObjectMapper()
                .readTree(client.get("/v1/purchase-orders/" + id + "/receipts").body())
                .get("receipts");
        assertThat(receipts).hasSize(2);
        JsonNode book = sandbox.book();
        assertThat(book.get("items")).hasSize(1);
        assertThat(book.at("/items/0/number").asText()).isEqualTo(id);
        assertThat(book.at("/items/0/lines/0/quantity").asLong()).isEqualTo(36);
        assertThat(book.get("submissions").asInt()).isEqualTo(1);
    }

    private static MillraceConfig config(TestDatabase database, int port) {
        return TestNode.config(database)
                .with(ApiConfig.defaults().withPort(port))
                .with(ConnectorConfig.defaults().allowing("127.0.0.0/8"))
                .with(DispatcherConfig.defaults().callingBack("http://127.0.0.1:" + port));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
