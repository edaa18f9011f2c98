package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** From a shortfall to goods with the customer, where a person does what no connector does. */
class ManualPurchaseIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @AutoClose
    private final Millrace node = Millrace.start(TestNode.config(database));

    @AutoClose
    private final HttpClient http = ApiClient.http();

    private final Shop shop = Shop.open(database, "potter");
    private final ApiClient client = new ApiClient(http, node.apiPort(), shop.key());

    @Test
    void whatIsShortIsBoughtReceivedAndShipped() throws Exception {
        client.post("/v1/suppliers", "{\"id\":\"clay\",\"name\":\"Clay & Co\"}");
        client.stock(
                "{\"sku\":\"MUG\",\"price\":{\"amount\":1250,\"currency\":\"EUR\"},\"policy\":\"backorder\","
                        + "\"supplier_id\":\"clay\"}",
                "MUG",
                100);
        JsonNode placed = expect(201, client.place("order", ApiClient.order("MUG", 130)));
        String order = "/v1/orders/" + placed.path("id").asText();
        assertThat(line(placed)).isEqualTo("100 allocated, 30 backordered, 0 shipped");
        assertThat(stock()).isEqualTo("100 on hand, 0 available, 30 backordered, 0 incoming");

        JsonNode gathered = expect(201, client.post("/v1/purchase-orders", "{\"supplier_id\":\"clay\"}"));
        String purchase = "/v1/purchase-orders/" + gathered.path("id").asText();
        assertThat(gathered.path("status").asText()).isEqualTo("draft");
        assertThat(gathered.at("/lines/0/quantity").asLong()).isEqualTo(36);
        assertThat(stock()).isEqualTo("100 on hand, 0 available, 30 backordered, 36 incoming");
        assertThat(client.get(purchase + "/export").body()).contains(",clay,MUG,MUG,36,0\r\n");

        assertThat(status(client.post(purchase + "/submit", ""))).isEqualTo("queued");
        assertThat(status(client.post(purchase + "/resolve", "{\"outcome\":\"sent\"}")))
                .isEqualTo("sent");
        assertThat(
                        status(
                                client.post(
                                        purchase + "/resolve",
                                        "{\"outcome\":\"acknowledged\",\"reference\":\"C-7\",\"expected_at\":\"2026-12-01T00:00:00Z\"}")))
                .isEqualTo("acknowledged");
        JsonNode expected = expect(200, client.get(order + "/replenishments")).at("/replenishments/0");
        assertThat(expected.path("expected_at").asText()).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(expected.path("backordered").asLong()).isEqualTo(30);
        assertThat(purchase).endsWith(expected.path("purchase_order_id").asText());

        JsonNode receipt = expect(
                201,
                client.post(
                        purchase + "/receipts",
                        "{\"delivery_note\":\"L-1\",\"lines\":[{\"sku\":\"MUG\",\"quantity\":36}]}"));
        assertThat(receipt.at("/lines/0/filled").asLong()).isEqualTo(30);
        assertThat(stock()).isEqualTo("136 on hand, 6 available, 0 backordered, 0 incoming");
        assertThat(status(client.get(purchase))).isEqualTo("received");

        JsonNode shipped = expect(200, client.post(order + "/shipments", "", "Idempotency-Key: parcel"));
        assertThat(line(shipped)).isEqualTo("0 allocated, 0 backordered, 130 shipped");
        assertThat(shipped.path("status").asText()).isEqualTo("completed");
        assertThat(stock()).isEqualTo("6 on hand, 6 available, 0 backordered, 0 incoming");
        assertThat(auditFindings()).isEmpty();
    }

    private String stock() {
        JsonNode stock = expect(200, client.get("/v1/stock/MUG"));
        return "%d on hand, %d available, %d backordered, %d incoming"
                .formatted(
                        stock.path("on_hand").asLong(),
                        stock.path("available").asLong(),
                        stock.path("backordered").asLong(),
                        stock.path("incoming").asLong());
    }

    private static String line(JsonNode order) {
        JsonNode line = order.at("/lines/0");
        return "%d allocated, %d backordered, %d shipped"
                .formatted(
                        line.path("allocated").asLong(),
                        line.path("backordered").asLong(),
                        line.path("shipped").asLong());
    }

    private static String status(Answer answer) {
        return expect(200, answer).path("status").asText();
    }

    private static JsonNode expect(int status, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + answer.body(), e);
        }
    }

    private Iterable<Check> auditFindings() throws SQLException {
        return new Audit(Jdbc.dataSource(database.config()), Audit.ROWS_PER_PASS_MAX)
                .run(_ -> {}).checks().stream().filter(check -> !check.holds()).toList();
    }
}
