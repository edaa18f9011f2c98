package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.TestDatabase;
import dev.millrace.app.node.Millrace;
import dev.millrace.app.node.TestNode;
import dev.millrace.http.RawConnection.Answer;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lines that wait, from the request to the rows: what the lane loads must be all that the rules read. */
class BacklogIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final HttpClient HTTP = ApiClient.http();
    private static Millrace node;

    @BeforeAll
    static void start() {
        node = Millrace.start(TestNode.config(DATABASE));
    }

    @AfterAll
    static void stop() {
        node.close();
        DATABASE.close();
    }

    @Test
    void anOrderThatWasFilledInPartAndThenCancelledOwesNothingMore() {
        Shop shop = Shop.open(DATABASE, "filled and cancelled");
        ApiClient client = new ApiClient(HTTP, node.apiPort(), shop.key());
        client.post("/v1/suppliers", "{\"id\":\"acme\",\"name\":\"Acme\"}");
        client.stock(
                "{\"sku\":\"A\",\"price\":{\"amount\":100,\"currency\":\"EUR\"},\"policy\":\"backorder\","
                        + "\"supplier_id\":\"acme\"}",
                "A",
                1);
        Answer placed = client.place("order", ApiClient.order("A", 6));
        String path = placed.required("Location");

        Answer adjusted = client.post(
                "/v1/stock/adjustments",
                "{\"reason\":\"found\",\"lines\":[{\"sku\":\"A\",\"delta\":2}]}",
                "Idempotency-Key: found");
        Answer cancelled = client.post(path + "/cancel", "{}");

        assertThat(adjusted.status()).isEqualTo(200);
        assertThat(placed.body()).contains("\"replenishment\"");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.body()).doesNotContain("\"replenishment\"");
        assertThat(shop.number("SELECT count(*) FROM replenishments WHERE merchant_id = ?"))
                .isEqualTo(1);
        assertThat(shop.number("SELECT count(*) FROM replenishments WHERE merchant_id = ? AND status = 'owed'"))
                .isZero();
        assertThat(shop.number("SELECT on_hand - allocated FROM stock WHERE merchant_id = ?"))
                .isEqualTo(3);
        assertThat(shop.number("SELECT count(*) FROM backorders WHERE merchant_id = ?"))
                .isZero();
    }
}
