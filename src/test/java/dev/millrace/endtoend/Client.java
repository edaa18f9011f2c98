package dev.millrace.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A merchant's client of one node. */
public final class Client {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final String base;
    private final String key;

    /** @param http shared by the clients of a test */
    public Client(HttpClient http, int port, String key) {
        this.http = http;
        this.base = "http://127.0.0.1:" + port;
        this.key = key;
    }

    public static HttpClient http() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        return send(posting(path, body, headers));
    }

    /**
     * Sends anything, without waiting for the answer.
     *
     * @param body null for none
     * @param headers names and values in turn
     */
    public CompletableFuture<HttpResponse<String>> sending(
            String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = request(path)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Places an order without waiting for the answer. */
    public CompletableFuture<HttpResponse<String>> placing(String idempotencyKey, String body) {
        return http.sendAsync(
                posting("/v1/orders", body, "Idempotency-Key", idempotencyKey), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> place(String idempotencyKey, String body) {
        return post("/v1/orders", body, "Idempotency-Key", idempotencyKey);
    }

    /** Makes a product with so many units on hand. */
    public void stock(String product, String sku, long units) {
        expect(201, post("/v1/products", product));
        expect(
                200,
                post(
                        "/v1/stock/adjustments",
                        "{\"reason\":\"test\",\"lines\":[{\"sku\":\"" + sku + "\",\"set\":" + units + "}]}",
                        "Idempotency-Key",
                        "stock-" + sku));
    }

    /** Makes a product of policy {@code reject} with so many units on hand. */
    public void stock(String sku, long units) {
        stock("{\"sku\":\"" + sku + "\",\"price\":{\"amount\":100,\"currency\":\"EUR\"}}", sku, units);
    }

    /** The body of an order of one line. */
    public static String order(String sku, long quantity) {
        return "{\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}]}";
    }

    private static void expect(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new AssertionError(response.statusCode() + " (expected: " + status + ") " + response.body());
        }
    }

    private HttpRequest posting(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
