package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.TestDatabase;
import dev.millrace.app.node.TestNode;
import dev.millrace.http.RawConnection.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a client sends, it gets a precise 4xx and never a 5xx, its connection stays usable or is closed cleanly, and
 * the orders of others that came at the same moment are taken.
 */
class BadInputIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SKU = "SKU-0001";
    private static final String GOOD = order("{\"sku\":\"" + SKU + "\",\"quantity\":1}");
    private static final int BODY_BYTES_MAX = ApiConfig.defaults().requests().bodyBytesMax();
    private static final int BULK_BYTES_MAX = ApiConfig.defaults().requests().bulkBytesMax();

    private static TestDatabase database;
    private static TestNode node;
    private static String authorization;
    private static int keys;

    @BeforeAll
    static void serve() throws Exception {
        database = TestDatabase.create();
        node = TestNode.on(database);
        authorization = "Authorization: Bearer "
                + TestNode.tenant(database, "bad-input").key() + "\r\n";
        try (RawConnection connection = new RawConnection(node.millrace().apiPort())) {
            assertThat(connection
                            .send(post(
                                    "/v1/products",
                                    "",
                                    "{\"sku\":\"" + SKU + "\",\"price\":{\"amount\":1999,\"currency\":\"EUR\"}}"))
                            .read()
                            .status())
                    .isEqualTo(201);
            assertThat(connection
                            .send(post(
                                    "/v1/stock/adjustments",
                                    key("stock"),
                                    "{\"reason\":\"delivery\",\"lines\":[{\"sku\":\"" + SKU + "\",\"set\":1000000}]}"))
                            .read()
                            .status())
                    .isEqualTo(200);
        }
    }

    @AfterAll
    static void stop() {
        node.close();
        database.close();
    }

    static Stream<Arguments> badOrders() {
        return Stream.of(
                bad("no body", "", 400, "body_required"),
                bad("white space", "  \n", 400, "body_required"),
                bad("malformed", "{\"lines\":[}", 400, "malformed_json"),
                bad("cut", "{\"lines\":[{\"sku\":\"A\"", 400, "malformed_json"),
                bad("trailing", GOOD + "{}", 400, "malformed_json"),
                bad("not an object", "[]", 400, "wrong_type"),
                bad("null", "null", 400, "wrong_type"),
                bad("empty object", "{}", 400, "missing_field"),
                bad("lines of the wrong type", "{\"lines\":5}", 400, "wrong_type"),
                bad("no lines", "{\"lines\":[]}", 422, "validation_failed"),
                bad("a line of the wrong type", order("7"), 400, "wrong_type"),
                bad("a SKU of the wrong type", order("{\"sku\":7,\"quantity\":1}"), 400, "wrong_type"),
                bad("a quantity in quotes", quantity("\"1\""), 400, "wrong_type"),
                bad("a fraction", quantity("1.5"), 400, "not_an_integer"),
                bad("an idle fraction", quantity("1.0"), 400, "not_an_integer"),
                bad("an exponent", quantity("1e2"), 400, "not_an_integer"),
                bad("zero", quantity("0"), 422, "validation_failed"),
                bad("negative", quantity("-1"), 422, "validation_failed"),
                bad("too many", quantity("1000001"), 422, "validation_failed"),
                bad("2^63", quantity("9223372036854775808"), 400, "out_of_64_bits"),
                bad("-2^63", quantity("-9223372036854775808"), 422, "validation_failed"),
                bad("200,000 digits", quantity("9".repeat(200_000)), 400, "out_of_64_bits"),
                bad("NaN", quantity("NaN"), 400, "malformed_json"),
                bad("U+0000 in a SKU", order("{\"sku\":\"A\\u0000\",\"quantity\":1}"), 400, "invalid_character"),
                bad("a lone surrogate", order("{\"sku\":\"\\ud800\",\"quantity\":1}"), 400, "invalid_character"),
                bad("U+0000 in a name", "{\"\\u0000\":1," + GOOD.substring(1), 400, "invalid_character"),
                bad("a surrogate in a name", "{\"\\udfff\":1," + GOOD.substring(1), 400, "invalid_character"),
                bad(
                        "U+0000 in the ref",
                        "{\"customer_ref\":\"\\u0000\"," + GOOD.substring(1),
                        400,
                        "invalid_character"),
                bad("a byte order mark", "\ufeff" + GOOD, 400, "malformed_json"),
                bad("a depth bomb", "[".repeat(100_000), 400, "wrong_type"),
                bad("a depth bomb in a field", "{\"x\":" + "{\"x\":".repeat(20_000), 400, "unknown_field"),
                bad("an unknown field", "{\"x\":1," + GOOD.substring(1), 400, "unknown_field"),
                bad("a field twice", "{\"lines\":[]," + GOOD.substring(1), 400, "duplicate_field"),
                bad("a SKU twice", order("{\"sku\":\"A\",\"sku\":\"B\",\"quantity\":1}"), 400, "duplicate_field"),
                bad(
                        "a SKU that is too long",
                        order("{\"sku\":\"" + "s".repeat(65) + "\",\"quantity\":1}"),
                        422,
                        "validation_failed"),
                bad("an unknown SKU", order("{\"sku\":\"nothing\",\"quantity\":1}"), 422, "validation_failed"),
                bad(
                        "another price",
                        order("{\"sku\":\"" + SKU
                                + "\",\"quantity\":1,\"unit_price\":{\"amount\":1,\"currency\":\"EUR\"}}"),
                        422,
                        "validation_failed"),
                bad(
                        "101 lines",
                        order("{\"sku\":\"A\",\"quantity\":1},".repeat(100) + "{\"sku\":\"A\",\"quantity\":1}"),
                        422,
                        "validation_failed"),
                bad("one byte too much", " ".repeat(BODY_BYTES_MAX + 1 - GOOD.length()) + GOOD, 413, "body_too_large"),
                bad("a million digits", quantity("9".repeat(1_000_000)), 413, "body_too_large"));
    }

    private static Arguments bad(String what, String body, int status, String code) {
        return arguments(what, body, status, code);
    }

    @ParameterizedTest(name = "{0}: {2} {3}")
    @MethodSource("badOrders")
    void aBadOrderGetsItsProblemAndTheNextOneIsTaken(String what, String body, int status, String code)
            throws IOException {
        try (RawConnection connection = new RawConnection(node.millrace().apiPort())) {
            Answer answer =
                    connection.send(post("/v1/orders", key(nextKey()), body)).read();
            assertProblem(answer, status, code);
            assertUsableOrClosed(connection, answer);
        }
    }

    static Stream<Arguments> badRequests() {
        String bigHeaders = "X-Big: " + "x".repeat(20_000) + "\r\n";
        return Stream.of(
                request("no key", post("/v1/orders", "", GOOD), 400, "missing_idempotency_key"),
                request(
                        "an empty key",
                        post("/v1/orders", "Idempotency-Key: \r\n", GOOD),
                        400,
                        "invalid_idempotency_key"),
                request("a long key", post("/v1/orders", key("k".repeat(256)), GOOD), 400, "invalid_idempotency_key"),
                request("a key with a space", post("/v1/orders", key("a b"), GOOD), 400, "invalid_idempotency_key"),
                request("a key that is not ASCII", post("/v1/orders", key("é"), GOOD), 400, "invalid_idempotency_key"),
                request(
                        "a key with an open quote",
                        post("/v1/orders", key("\"a"), GOOD),
                        400,
                        "invalid_idempotency_key"),
                request("two keys", post("/v1/orders", key("a") + key("b"), GOOD), 400, "invalid_idempotency_key"),
                request(
                        "no content type",
                        raw("POST /v1/orders", authorization + key("a"), GOOD),
                        415,
                        "unsupported_media_type"),
                request(
                        "text",
                        raw("POST /v1/orders", authorization + key("a") + "Content-Type: text/plain\r\n", GOOD),
                        415,
                        "unsupported_media_type"),
                request(
                        "a form",
                        raw(
                                "POST /v1/orders",
                                authorization + key("a") + "Content-Type: application/x-www-form-urlencoded\r\n",
                                "a=b"),
                        415,
                        "unsupported_media_type"),
                request(
                        "another charset",
                        raw(
                                "POST /v1/orders",
                                authorization + key("a") + "Content-Type: application/json; charset=utf-16\r\n",
                                GOOD),
                        415,
                        "unsupported_media_type"),
                request(
                        "compressed",
                        raw(
                                "POST /v1/orders",
                                authorization + key("a")
                                        + "Content-Type: application/json\r\nContent-Encoding: gzip\r\n",
                                GOOD),
                        415,
                        "unsupported_media_type"),
                request(
                        "no API key",
                        raw("POST /v1/orders", key("a") + "Content-Type: application/json\r\n", GOOD),
                        401,
                        "missing_key"),
                request(
                        "a junk API key",
                        raw(
                                "POST /v1/orders",
                                "Authorization: Bearer junk\r\n" + key("a") + "Content-Type: application/json\r\n",
                                GOOD),
                        401,
                        "invalid_key"),
                request(
                        "basic authentication",
                        raw("GET /v1/orders", "Authorization: Basic YTpi\r\n", ""),
                        401,
                        "invalid_key"),
                request("an unknown route", get("/v1/nothing"), 404, "not_found"),
                request("an unknown route of no key", raw("GET /nothing", "", ""), 404, "not_found"),
                request("an unknown method", raw("DELETE /v1/orders", authorization, ""), 405, "method_not_allowed"),
                request("a method nobody knows", raw("BREW /v1/orders", authorization, ""), 405, "method_not_allowed"),
                request("an unknown parameter", get("/v1/orders?colour=red"), 400, "unsupported_parameter"),
                request(
                        "a parameter on a POST",
                        post("/v1/orders?dry_run=true", key("a"), GOOD),
                        400,
                        "unsupported_parameter"),
                request("a parameter twice", get("/v1/orders?limit=1&limit=2"), 400, "invalid_parameter"),
                request("a limit of 0", get("/v1/orders?limit=0"), 400, "invalid_parameter"),
                request("a limit of 2^63", get("/v1/orders?limit=9223372036854775808"), 400, "invalid_parameter"),
                request("a limit in words", get("/v1/products?limit=ten"), 400, "invalid_parameter"),
                request("a status that is none", get("/v1/orders?status=lost"), 400, "invalid_parameter"),
                request("a time that is none", get("/v1/orders?created_from=yesterday"), 400, "invalid_parameter"),
                request("a cursor that is none", get("/v1/orders?after=x"), 400, "invalid_parameter"),
                request("a cursor of another history", get("/v1/orders?after=zzzzzzzzzz:1"), 410, "history_gone"),
                request("events of another history", get("/v1/events?after=zzzzzzzzzz:1"), 410, "history_gone"),
                request("events beyond the head", get("/v1/events?after=999999999"), 410, "history_gone"),
                request("orders beyond the head", get("/v1/orders?after=999999999"), 410, "history_gone"),
                request("a number beyond the head", get("/v1/orders?min_number=999999999"), 410, "history_gone"),
                request("events after nothing", get("/v1/events?after=-1"), 400, "invalid_parameter"),
                request("a wait that is too long", get("/v1/events?wait=21"), 400, "invalid_parameter"),
                request("U+0000 in a parameter", get("/v1/orders?sku=%00"), 400, "invalid_character"),
                request("no UTF-8 in a parameter", get("/v1/orders?sku=%FF"), 400, "invalid_character"),
                request("half an escape in a path", get("/v1/products/%2"), 400, "invalid_character"),
                request("an overlong path segment", get("/v1/products/" + "s".repeat(65)), 404, "not_found"),
                request("an order's id that is none", get("/v1/orders/1"), 404, "not_found"),
                request(
                        "an order that is not there",
                        get("/v1/orders/order_01h455vb4pex5vsknk084sn02q"),
                        404,
                        "not_found"),
                request("a stock that is not there", get("/v1/stock?sku=" + SKU + "&sku=nothing"), 404, "not_found"),
                request("no SKU", get("/v1/stock"), 400, "invalid_parameter"),
                request("101 SKUs", get("/v1/stock?sku=a" + "&sku=a".repeat(100)), 400, "invalid_parameter"),
                request(
                        "a cancellation that says something",
                        post("/v1/orders/order_01h455vb4pex5vsknk084sn02q/cancel", "", "{\"x\":1}"),
                        400,
                        "unknown_field"),
                request(
                        "a cancellation of nothing",
                        raw("POST /v1/orders/order_01h455vb4pex5vsknk084sn02q/cancel", authorization, ""),
                        404,
                        "not_found"),
                request(
                        "an If-Match that is none",
                        raw("POST /v1/products/" + SKU + "/deactivate", authorization + "If-Match: 1\r\n", ""),
                        400,
                        "invalid_parameter"),
                request(
                        "an If-Match of nothing",
                        raw("POST /v1/products/" + SKU + "/deactivate", authorization + "If-Match: \"x\"\r\n", ""),
                        412,
                        "precondition_failed"),
                request(
                        "a condition on an order that is placed",
                        post("/v1/orders", key("conditional") + "If-None-Match: *\r\n", GOOD),
                        400,
                        "invalid_parameter"),
                request(
                        "a condition on an adjustment",
                        post(
                                "/v1/stock/adjustments",
                                key("conditional") + "If-Match: \"x\"\r\n",
                                "{\"reason\":\"r\",\"lines\":[{\"sku\":\"" + SKU + "\",\"delta\":1}]}"),
                        400,
                        "invalid_parameter"),
                request(
                        "a condition on a shipment",
                        post(
                                "/v1/orders/order_01h455vb4pex5vsknk084sn02q/shipments",
                                key("conditional") + "If-Match: *\r\n",
                                "{}"),
                        400,
                        "invalid_parameter"),
                request(
                        "a condition on many products",
                        raw(
                                "POST /v1/products/bulk",
                                authorization + "If-None-Match: *\r\nContent-Type: application/x-ndjson\r\n",
                                "{\"sku\":\"B\",\"price\":{\"amount\":1,\"currency\":\"EUR\"}}\n"),
                        400,
                        "invalid_parameter"),
                request(
                        "a second coding of the body",
                        raw(
                                "POST /v1/orders",
                                authorization + key("a")
                                        + "Content-Type: application/json\r\nContent-Encoding: identity\r\nContent-Encoding: gzip\r\n",
                                GOOD),
                        415,
                        "unsupported_media_type"),
                request(
                        "a replacement without If-Match",
                        raw(
                                "PUT /v1/products/" + SKU,
                                authorization + "Content-Type: application/json\r\n",
                                "{\"price\":{\"amount\":1,\"currency\":\"EUR\"}}"),
                        428,
                        "precondition_required"),
                request(
                        "a policy without supplier",
                        post(
                                "/v1/products",
                                "",
                                "{\"sku\":\"B\",\"policy\":\"backorder\",\"price\":{\"amount\":1,\"currency\":\"EUR\"}}"),
                        422,
                        "validation_failed"),
                request(
                        "an unknown supplier",
                        post(
                                "/v1/products",
                                "",
                                "{\"sku\":\"B\",\"supplier_id\":\"nobody\",\"price\":{\"amount\":1,\"currency\":\"EUR\"}}"),
                        422,
                        "validation_failed"),
                request(
                        "a SKU adjusted twice",
                        post(
                                "/v1/stock/adjustments",
                                key("twice"),
                                "{\"reason\":\"r\",\"lines\":[{\"sku\":\"A\",\"set\":1},{\"sku\":\"A\",\"set\":2}]}"),
                        422,
                        "validation_failed"),
                request(
                        "an adjustment without a key",
                        post("/v1/stock/adjustments", "", "{\"reason\":\"r\",\"lines\":[{\"sku\":\"A\",\"set\":1}]}"),
                        400,
                        "missing_idempotency_key"),
                request(
                        "headers that are too large",
                        raw("GET /v1/orders", authorization + bigHeaders, ""),
                        431,
                        "headers_too_large"),
                request(
                        "a request line that is too long",
                        get("/v1/orders?sku="
                                + "s".repeat(ApiConfig.defaults().requests().initialLineBytesMax())),
                        414,
                        "uri_too_long"),
                request("no HTTP", "Hello, world\r\n\r\n", 400, "malformed_request"));
    }

    private static Arguments request(String what, String text, int status, String code) {
        return arguments(what, text, status, code);
    }

    @ParameterizedTest(name = "{0}: {2} {3}")
    @MethodSource("badRequests")
    void aBadRequestGetsItsProblemAndTheConnectionIsUsableOrClosed(String what, String text, int status, String code)
            throws IOException {
        try (RawConnection connection = new RawConnection(node.millrace().apiPort())) {
            Answer answer = connection.send(text).read();
            assertProblem(answer, status, code);
            assertUsableOrClosed(connection, answer);
        }
    }

    @Test
    void invalidUtf8IsNoJson() throws IOException {
        byte[] body = order("{\"sku\":\"é\",\"quantity\":1}").getBytes(StandardCharsets.ISO_8859_1);
        try (RawConnection connection = new RawConnection(node.millrace().apiPort())) {
            String head = "POST /v1/orders HTTP/1.1\r\nHost: test\r\n" + authorization + key(nextKey())
                    + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
            assertProblem(connection.send(head).send(body).read(), 400, "malformed_json");
            assertThat(connection
                            .send(post("/v1/orders", key(nextKey()), GOOD))
                            .read()
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void whatWasRefusedUsesUpNoKey() throws IOException {
        String key = key(nextKey());
        try (RawConnection connection = new RawConnection(node.millrace().apiPort())) {
            assertProblem(
                    connection.send(post("/v1/orders", key, quantity("0"))).read(), 422, "validation_failed");
            assertProblem(
                    connection
                            .send(post("/v1/orders", key, order("{\"sku\":\"nothing\",\"quantity\":1}")))
                            .read(),
                    422,
                    "validation_failed");
            Answer first = connection.send(post("/v1/orders", key, GOOD)).read();
            assertThat(first.status()).isEqualTo(201);
            assertProblem(
                    connection.send(post("/v1/orders", key, quantity("2"))).read(), 422, "idempotency_key_reused");
            Answer again = connection.send(post("/v1/orders", key, GOOD)).read();
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        }
    }

    @Test
    void aBulkRequestBeyondItsLimitsIsRefusedAsAWhole() throws IOException {
        String line = "{\"sku\":\"bulk\",\"price\":{\"amount\":1,\"currency\":\"EUR\"}}\n";
        try (RawConnection connection = new RawConnection(node.millrace().apiPort())) {
            assertProblem(connection.send(bulk(line.repeat(1_001))).read(), 422, "validation_failed");
            Answer tooLarge =
                    connection.send(bulk(line + " ".repeat(BULK_BYTES_MAX))).read();
            assertProblem(tooLarge, 413, "body_too_large");
            assertUsableOrClosed(connection, tooLarge);
        }
    }

    @Test
    void badLinesOfABulkRequestLeaveTheOthersAsTheyAre() throws IOException {
        String good = "{\"sku\":\"bulk-%d\",\"price\":{\"amount\":1,\"currency\":\"EUR\"}}\n";
        try (RawConnection connection = new RawConnection(node.millrace().apiPort())) {
            Answer answer = connection
                    .send(bulk(good.formatted(1) + "{\"sku\":\"\\u0000\"}\n" + "9".repeat(1_000_000) + "\n"
                            + good.formatted(2)))
                    .read();

            assertThat(answer.status()).isEqualTo(200);
            List<Integer> statuses = new ArrayList<>();
            for (String line : answer.body().lines().toList()) {
                statuses.add(JSON.readTree(line).path("status").asInt());
            }
            assertThat(statuses).containsExactly(200, 400, 400, 200);
            assertThat(connection.send(get("/v1/products/bulk-2")).read().status())
                    .isEqualTo(200);
        }
    }

    /** Poison and good orders arrive together on many connections, so that they meet in batches. */
    @Test
    void goodOrdersAreTakenBesidePoison() throws Exception {
        List<String> poison = List.of(
                quantity("0"),
                quantity("9223372036854775808"),
                order("{\"sku\":\"A\\u0000\",\"quantity\":1}"),
                order("{\"sku\":\"\\ud800\",\"quantity\":1}"),
                order("{\"sku\":\"nothing\",\"quantity\":1}"),
                order("{\"sku\":\"" + SKU + "\",\"quantity\":1000000},{\"sku\":\"" + SKU + "\",\"quantity\":1000000}"),
                "[".repeat(10_000));
        int clients = 16;
        int ordersEach = 40;
        CyclicBarrier together = new CyclicBarrier(clients);
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<List<Integer>>> statuses = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                boolean good = client % 2 == 0;
                Callable<List<Integer>> sender = () -> sendAll(together, ordersEach, good ? List.of(GOOD) : poison);
                statuses.add(threads.submit(sender));
            }
            for (int client = 0; client < clients; client++) {
                List<Integer> seen = statuses.get(client).get();
                if (client % 2 == 0) {
                    assertThat(seen).hasSize(ordersEach).containsOnly(201);
                } else {
                    assertThat(seen).hasSize(ordersEach).allMatch(status -> status >= 400 && status < 500);
                }
            }
        }
    }

    private static List<Integer> sendAll(CyclicBarrier together, int count, List<String> bodies) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (RawConnection connection = new RawConnection(node.millrace().apiPort())) {
            for (int i = 0; i < count; i++) {
                together.await(30, TimeUnit.SECONDS);
                String body = bodies.get(i % bodies.size());
                statuses.add(connection
                        .send(post("/v1/orders", key(nextKey()), body))
                        .read()
                        .status());
            }
        }
        return statuses;
    }

    /** A connection that was not given up takes the next order, and one that was says so and ends. */
    private static void assertUsableOrClosed(RawConnection connection, Answer answer) {
        if (answer.header("Connection").equalsIgnoreCase("close")) {
            assertThat(connection.isClosedByServer()).isTrue();
        } else {
            assertThat(connection
                            .send(post("/v1/orders", key(nextKey()), GOOD))
                            .read()
                            .status())
                    .isEqualTo(201);
        }
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Request-Id")).isNotEmpty();
        try {
            JsonNode problem = JSON.readTree(answer.body());
            assertThat(problem.path("code").asText()).as(answer.body()).isEqualTo(code);
            assertThat(problem.path("status").asInt()).isEqualTo(status);
            assertThat(problem.path("type").asText()).isEqualTo("https://millrace.dev/problems/" + code);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + answer.body(), e);
        }
    }

    private static String order(String lines) {
        return "{\"lines\":[" + lines + "]}";
    }

    private static String quantity(String text) {
        return order("{\"sku\":\"" + SKU + "\",\"quantity\":" + text + "}");
    }

    private static synchronized String nextKey() {
        return "key-" + keys++;
    }

    /** Clients that keep ETags send them with whatever they repeat, and what stands here has none. */
    @Test
    void tagsThatCannotMatchHoldNobodyUp() throws Exception {
        try (RawConnection connection = new RawConnection(node.millrace().apiPort())) {
            var answer = connection
                    .send(post("/v1/orders", key("tags") + "If-None-Match: \"a\", W/\"b\"\r\n", GOOD))
                    .read();
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        }
    }

    private static String key(String key) {
        return "Idempotency-Key: " + key + "\r\n";
    }

    private static String get(String target) {
        return raw("GET " + target, authorization, "");
    }

    private static String post(String target, String headers, String body) {
        return raw("POST " + target, authorization + headers + "Content-Type: application/json\r\n", body);
    }

    private static String bulk(String body) {
        return raw("POST /v1/products/bulk", authorization + "Content-Type: application/x-ndjson\r\n", body);
    }

    private static String raw(String line, String headers, String body) {
        String length = body.isEmpty() && line.startsWith("GET")
                ? ""
                : "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n";
        return line + " HTTP/1.1\r\nHost: test\r\n" + headers + length + "\r\n" + body;
    }
}
