package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.Soon;
import dev.millrace.TestDatabase;
import dev.millrace.app.node.Millrace;
import dev.millrace.app.node.TestNode;
import dev.millrace.domain.model.Limits;
import dev.millrace.http.RawConnection.Answer;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** More lines wait than one decision fills: the rest is filled by the job that finds it, and nobody slips past. */
class LongBacklogIT {
    private static final int ORDERS = Limits.FILL_LINES_MAX + 200;
    private static final Duration FILLED_MAX = Duration.ofSeconds(60);

    @Test
    void fillsEveryWaitingLineInTheEndAndShowsNothingAvailableUntilThen() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                HttpClient http = ApiClient.http();
                Millrace node = Millrace.start(TestNode.config(database))) {
            Shop shop = Shop.open(database, "long backlog");
            ApiClient client = new ApiClient(http, node.apiPort(), shop.key());
            client.post("/v1/suppliers", "{\"id\":\"s\",\"name\":\"S\"}");
            client.stock(
                    "{\"sku\":\"B\",\"price\":{\"amount\":1,\"currency\":\"EUR\"},\"policy\":\"backorder\","
                            + "\"supplier_id\":\"s\"}",
                    "B",
                    0);
            List<CompletableFuture<Answer>> placed = new ArrayList<>();
            for (int order = 0; order < ORDERS; order++) {
                placed.add(client.placing("waits-" + order, ApiClient.order("B", 1)));
            }
            placed.forEach(answer -> assertThat(answer.join().status()).isEqualTo(201));

            Answer adjusted = client.post(
                    "/v1/stock/adjustments",
                    "{\"reason\":\"goods came\",\"lines\":[{\"sku\":\"B\",\"delta\":" + (ORDERS + 7) + "}]}",
                    "Idempotency-Key: goods");

            assertThat(adjusted.body())
                    .contains("\"allocated\":" + Limits.FILL_LINES_MAX + ",\"available\":0,\"backordered\":200");
            assertThat(stockOnceNobodyWaits(client))
                    .contains("\"allocated\":" + ORDERS + ",\"available\":7,\"backordered\":0");
            assertThat(shop.number("SELECT count(*) FROM backorders WHERE merchant_id = ?"))
                    .isZero();
        }
    }

    private static String stockOnceNobodyWaits(ApiClient client) {
        return Soon.await("a backlog that is filled")
                .atMost(FILLED_MAX)
                .until(() -> client.get("/v1/stock/B").body(), LongBacklogIT::isFilled);
    }

    private static boolean isFilled(String stock) {
        boolean isFilled = stock.contains("\"backordered\":0");
        if (!isFilled) {
            assertThat(stock).contains("\"available\":0");
        }
        return isFilled;
    }
}
