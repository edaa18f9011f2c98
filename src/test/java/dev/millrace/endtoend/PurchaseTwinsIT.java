package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.TestDatabase;
import dev.millrace.app.database.Jdbc;
import dev.millrace.app.node.Millrace;
import dev.millrace.app.node.TestNode;
import dev.millrace.feed.audit.Audit;
import dev.millrace.feed.audit.Check;
import dev.millrace.http.RawConnection.Answer;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
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
    private final HttpClient http = ApiClient.http();

    private final Shop shop = Shop.open(database, "twins");
    private final List<ApiClient> clients =
            List.of(new ApiClient(http, one.apiPort(), shop.key()), new ApiClient(http, two.apiPort(), shop.key()));
    private final ApiClient client = clients.getFirst();

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
            client.place("order-" + order, ApiClient.order("MUG", 5));
        }
        List<Answer> gathered = together("/v1/purchase-orders", "{\"supplier_id\":\"clay\"}");

        assertThat(gathered).extracting(Answer::status).isSubsetOf(200, 201, 409);
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
        List<Answer> received = together(
                purchase + "/receipts", "{\"delivery_note\":\"L-1\",\"lines\":[{\"sku\":\"MUG\",\"quantity\":25}]}");
        List<Answer> shipped =
                together(order + "/shipments", "{\"lines\":[{\"line\":0,\"quantity\":7}]}", "Idempotency-Key: parcel");
        List<Answer> returned = together(
                order + "/returns",
                "{\"lines\":[{\"line\":0,\"quantity\":2,\"restock\":false}]}",
                "Idempotency-Key: back");

        for (List<Answer> twins : List.of(received, shipped, returned)) {
            assertThat(twins)
                    .extracting(Answer::body)
                    .containsOnly(twins.getFirst().body());
            assertThat(twins.stream()
                            .filter(answer ->
                                    !answer.header("Idempotent-Replayed").isEmpty()))
                    .hasSize(TWINS - 1);
        }
        assertThat(received).extracting(Answer::status).containsOnly(201);
        assertThat(shop.number("SELECT received FROM stock WHERE merchant_id = ?"))
                .isEqualTo(25);
        assertThat(shop.number("SELECT shipped FROM stock WHERE merchant_id = ?"))
                .isEqualTo(7);
        assertThat(shop.number("SELECT on_hand FROM stock WHERE merchant_id = ?"))
                .isEqualTo(28);
        assertThat(auditFindings()).isEmpty();
    }

    private List<Answer> together(String path, String body, String... headers) {
        String[] all = Stream.concat(Stream.of("Content-Type: application/json"), Stream.of(headers))
                .toArray(String[]::new);
        List<CompletableFuture<Answer>> sent = new ArrayList<>();
        for (int twin = 0; twin < TWINS; twin++) {
            sent.add(clients.get(twin % clients.size()).sending("POST", path, body, all));
        }
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private String place(String key, int units) {
        return location(client.place(key, ApiClient.order("MUG", units)));
    }

    private static String location(Answer made) {
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.required("Location");
    }

    private Iterable<Check> auditFindings() throws SQLException {
        return new Audit(Jdbc.dataSource(database.config()), Audit.ROWS_PER_PASS_MAX)
                .run(_ -> {}).checks().stream().filter(check -> !check.holds()).toList();
    }
}
