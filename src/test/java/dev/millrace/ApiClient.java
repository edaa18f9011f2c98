package dev.millrace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.http.MediaTypes;
import dev.millrace.http.RawConnection.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The client of tests that speak HTTP as everybody does. Those that test bytes have a {@code RawConnection}. */
public final class ApiClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final String base;
    private final @Nullable String key;
    private final BiConsumer<String, Answer> check;

    /** @param http shared by the clients of a test */
    public ApiClient(HttpClient http, int port, String key) {
        this(http, port, key, (_, _) -> {});
    }

    /** @param check gets every answer that is waited for, with what was asked, as in {@code GET /v1/orders} */
    public ApiClient(HttpClient http, int port, String key, BiConsumer<String, Answer> check) {
        this(http, "http://127.0.0.1:" + port, key, check);
    }

    private ApiClient(HttpClient http, String base, @Nullable String key, BiConsumer<String, Answer> check) {
        this.http = http;
        this.base = base;
        this.key = key;
        this.check = check;
    }

    /** One that names nobody, as the management port is asked. */
    public static ApiClient anonymous(HttpClient http, int port) {
        return anonymous(http, "http://127.0.0.1:" + port);
    }

    /** @param base the address that each path comes after */
    public static ApiClient anonymous(HttpClient http, String base) {
        return new ApiClient(http, base, null, (_, _) -> {});
    }

    public static HttpClient http() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** @param headers each {@code Name: value} */
    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** Posts what its path takes: lines to {@code /bulk}, and else JSON; an empty text is no body. */
    public Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Answer put(String path, String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    /**
     * Sends anything, without waiting for the answer.
     *
     * @param body null for none; its type is among the headers
     */
    public CompletableFuture<Answer> sending(String method, String path, @Nullable String body, String... headers) {
        return http.sendAsync(request(method, path, body, headers).build(), BodyHandlers.ofString())
                .thenApply(ApiClient::answer);
    }

    /** Places an order without waiting for the answer. */
    public CompletableFuture<Answer> placing(String idempotencyKey, String body) {
        return sending(
                "POST", "/v1/orders", body, "Content-Type: " + MediaTypes.JSON, "Idempotency-Key: " + idempotencyKey);
    }

    public Answer place(String idempotencyKey, String body) {
        return post("/v1/orders", body, "Idempotency-Key: " + idempotencyKey);
    }

    /** Makes a product with so many units on hand. */
    public void stock(String product, String sku, long units) {
        expect(201, post("/v1/products", product));
        expect(
                200,
                post(
                        "/v1/stock/adjustments",
                        "{\"reason\":\"test\",\"lines\":[{\"sku\":\"" + sku + "\",\"set\":" + units + "}]}",
                        "Idempotency-Key: stock-" + sku));
    }

    /** Makes a product of policy {@code reject} with so many units on hand. */
    public void stock(String sku, long units) {
        stock("{\"sku\":\"" + sku + "\",\"price\":{\"amount\":100,\"currency\":\"EUR\"}}", sku, units);
    }

    /** The body of an order of one line. */
    public static String order(String sku, long quantity) {
        return "{\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}]}";
    }

    /** A body as JSON. */
    public static JsonNode json(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + answer.body(), e);
        }
    }

    /** The values at a pointer below each element of an array. */
    public static List<String> each(Answer answer, String array, String field) {
        return json(answer).path(array).findValuesAsText(field);
    }

    private static void expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError(answer.status() + " (expected: " + status + ") " + answer.body());
        }
    }

    private HttpRequest.Builder request(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        for (String header : headers) {
            String[] parts = header.split(": ", 2);
            request.header(parts[0], parts[1]);
        }
        return request;
    }

    private Answer send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = request(method, path, body, headers);
        if (body != null && !body.isEmpty()) {
            request.setHeader("Content-Type", path.endsWith("/bulk") ? MediaTypes.NDJSON : MediaTypes.JSON);
        }
        Answer answer;
        try {
            answer = answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        check.accept(method + " " + path, answer);
        return answer;
    }

    private static Answer answer(HttpResponse<String> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return new Answer("HTTP/1.1", response.statusCode(), headers, response.body());
    }
}
