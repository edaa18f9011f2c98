package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.TestDatabase;
import dev.millrace.app.database.Jdbc;
import dev.millrace.app.node.Millrace;
import dev.millrace.app.node.TestNode;
import dev.millrace.feed.audit.Audit;
import dev.millrace.feed.audit.Check;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same wish sent many times at once, to two nodes: it comes true once, and everybody is told so. */
class PurchaseTwinsIT {
    private static final int TWINS = 12;

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @AutoClose
    private final Millrace one = Millrace.start(TestNode.config(database));

    @AutoClose
    private final Millrace two = Millrace.start(TestNode.config(database));

    @AutoClose
    private final HttpClient http = Client.http();

    private final Shop shop = Shop.open(database, "twins");
    private final List<Client> clients =
            List.of(new Client(http, one.apiPort(), shop.key()), new Client(http, two.apiPort(), shop.key()));
    private final Client client = clients.getFirst();

    @BeforeEach
    void aProductThatIsBought() {
        client.post("/v1/suppliers", "{\"id\":\"clay\",\"name\":\"Clay\"}");
        client.stock(
                "{\"sku\":\"MUG\",\"price\":{\"amount\":100,\"currency\":\"EUR\"},\"policy\":\"backorder\","
                        + "\"supplier_id\":\"clay\"}",
                "MUG",
                10);
    }

    @Test
    void whatIsOwedIsBoughtOnceByWhoeverGathersIt() throws SQLException {
        for (int order = 0; order < 40; order++) {
            client.place("order-" + order, Client.order("MUG", 5));
        }
        List<HttpResponse<String>> gathered = together("/v1/purchase-orders", "{\"supplier_id\":\"clay\"}");

        assertThat(gathered).extracting(HttpResponse::statusCode).isSubsetOf(200, 201, 409);
        assertThat(shop.number("SELECT count(*) FROM replenishments WHERE merchant_id = ? AND status = 'owed'"))
                .isZero();
        // 38 orders of 5 are short of all 5 and buy 6 each; the first two took what was there.
        assertThat(shop.number("SELECT incoming FROM stock WHERE merchant_id = ?"))
                .isEqualTo(38 * 6);
        assertThat(auditFindings()).isEmpty();
    }

    @Test
    void aDeliveryAndAParcelAreCountedOnce() throws SQLException {
        String order = place("order", 40);
        String purchase = location(client.post("/v1/purchase-orders", "{\"supplier_id\":\"clay\",\"submit\":true}"));
        client.post(purchase + "/resolve", "{\"outcome\":\"sent\"}");

        // Twice as much would be refused, so a twin must be told of the first before it is decided.
        List<HttpResponse<String>> received = together(
                purchase + "/receipts", "{\"delivery_note\":\"L-1\",\"lines\":[{\"sku\":\"MUG\",\"quantity\":25}]}");
        List<HttpResponse<String>> shipped = together(
                order + "/shipments", "{\"lines\":[{\"line\":0,\"quantity\":7}]}", "Idempotency-Key", "parcel");
        List<HttpResponse<String>> returned = together(
                order + "/returns",
                "{\"lines\":[{\"line\":0,\"quantity\":2,\"restock\":false}]}",
                "Idempotency-Key",
                "back");

        for (List<HttpResponse<String>> twins : List.of(received, shipped, returned)) {
            assertThat(twins)
                    .extracting(HttpResponse::body)
                    .containsOnly(twins.getFirst().body());
            assertThat(twins.stream()
                            .filter(answer -> answer.headers()
                                    .firstValue("Idempotent-Replayed")
                                    .isPresent()))
                    .hasSize(TWINS - 1);
        }
        assertThat(received).extracting(HttpResponse::statusCode).containsOnly(201);
        assertThat(shop.number("SELECT received FROM stock WHERE merchant_id = ?"))
                .isEqualTo(25);
        assertThat(shop.number("SELECT shipped FROM stock WHERE merchant_id = ?"))
                .isEqualTo(7);
        assertThat(shop.number("SELECT on_hand FROM stock WHERE merchant_id = ?"))
                .isEqualTo(28);
        assertThat(auditFindings()).isEmpty();
    }

    private List<HttpResponse<String>> together(String path, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int twin = 0; twin < TWINS; twin++) {
            sent.add(clients.get(twin % clients.size()).sending("POST", path, body, all));
        }
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private String place(String key, int units) {
        return location(client.place(key, Client.order("MUG", units)));
    }

    private static String location(HttpResponse<String> made) {
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return made.headers().firstValue("Location").orElseThrow();
    }

    private Iterable<Check> auditFindings() throws SQLException {
        return new Audit(Jdbc.dataSource(database.config()), Audit.ROWS_PER_PASS_MAX)
                .run(_ -> {}).checks().stream().filter(check -> !check.holds()).toList();
    }
}
