package dev.millrace.attack.overload;

import dev.millrace.ApiClient;
import dev.millrace.endtoend.Shop;
import dev.millrace.http.RawConnection.Answer;
import dev.millrace.store.DatabaseUrl;
import java.net.http.HttpClient;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A merchant with products of which there is more than any run can order. */
public record Merchant(Shop shop) {
    public static final int SKUS = 100;
    private static final long UNITS = 1_000_000_000;

    /** Opens one and stocks it. */
    static Merchant open(DatabaseUrl database, HttpClient http, int port, String name) {
        Merchant merchant = new Merchant(Shop.open(database, name));
        ApiClient client = new ApiClient(http, port, merchant.apiKey());
        for (int product = 0; product < SKUS; product++) {
            expect(
                    201,
                    client.post(
                            "/v1/products",
                            "{\"sku\":\"" + sku(product) + "\",\"price\":{\"amount\":100,\"currency\":\"EUR\"}}"));
        }
        String lines = IntStream.range(0, SKUS)
                .mapToObj(product -> "{\"sku\":\"" + sku(product) + "\",\"set\":" + UNITS + "}")
                .collect(Collectors.joining(","));
        expect(
                200,
                client.post(
                        "/v1/stock/adjustments",
                        "{\"reason\":\"overload\",\"lines\":[" + lines + "]}",
                        "Idempotency-Key: stock"));
        return merchant;
    }

    static String sku(int product) {
        return "SKU-" + product;
    }

    public String apiKey() {
        return shop.key();
    }

    private static void expect(int status, Answer response) {
        if (response.status() != status) {
            throw new IllegalStateException(response.status() + " " + response.body());
        }
    }
}
