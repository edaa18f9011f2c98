package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.access.Access;
import dev.millrace.access.AccessConfig;
import dev.millrace.access.KeyHasher;
import dev.millrace.access.KeyText;
import dev.millrace.access.Traffic;
import dev.millrace.config.Secret;
import dev.millrace.store.ApiKey;
import dev.millrace.store.OperationFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every request meets before an endpoint does, over real sockets. */
@ExtendWith(VertxExtension.class)
class ApiServerIT {
    private static final Secret PEPPER = Secret.of("a pepper that is used in this test alone");
    private static final KeyText KEY = KeyText.generate(new SecureRandom());
    private static final KeyText READ_ONLY_KEY = KeyText.generate(new SecureRandom());
    private static final String AUTHORIZED = "Authorization: Bearer " + KEY.reveal() + "\r\n";
    private static final int BODY_BYTES_MAX = 256 * 1_024;

    private static final ConcurrentLinkedQueue<String> ENDED = new ConcurrentLinkedQueue<>();
    private static final Promise<Void> GONE = Promise.promise();
    private static int port;

    private static Vertx vertx;

    @BeforeAll
    static void serve(Vertx vertx) throws Exception {
        ApiServerIT.vertx = vertx;
        ApiConfig config = ApiConfig.defaults().withPort(0);
        List<Route> routes = List.of(
                new Route(HttpMethod.GET, "/v1/products/{sku}", Traffic.READ, BodyRule.NONE, ApiServerIT::echoSku),
                new Route(
                        HttpMethod.POST, "/v1/products/bulk", Traffic.WRITE, BodyRule.NDJSON, ApiServerIT::echoLength),
                new Route(HttpMethod.POST, "/v1/orders", Traffic.WRITE, BodyRule.JSON, ApiServerIT::echoLength),
                new Route(
                        HttpMethod.POST,
                        "/v1/orders/{id}/cancel",
                        Traffic.WRITE,
                        BodyRule.OPTIONAL_JSON,
                        ApiServerIT::echoLength),
                new Route(HttpMethod.GET, "/bug", Traffic.OPEN, BodyRule.NONE, _ -> {
                    throw new IllegalStateException("secret");
                }),
                new Route(HttpMethod.GET, "/waits", Traffic.OPEN, BodyRule.NONE, ApiServerIT::waitUntilGone),
                new Route(
                        HttpMethod.GET,
                        "/overloaded",
                        Traffic.OPEN,
                        BodyRule.NONE,
                        _ -> Future.failedFuture(new OperationFailure.Overloaded("full"))),
                new Route(
                        HttpMethod.GET,
                        "/unknown-outcome",
                        Traffic.OPEN,
                        BodyRule.NONE,
                        _ -> Future.failedFuture(new OperationFailure.DeadlineExceeded(false))));
        Access access =
                new Access(AccessConfig.with(PEPPER), ApiServerIT::find, InstantSource.system(), System::nanoTime);
        ApiVerticle verticle = new ApiVerticle(
                config,
                routes,
                access,
                (route, method, status, _) -> ENDED.add(method + " " + route + " " + status),
                Listeners.of(config, MemoryConfig.defaults()));
        vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
        port = verticle.port();
    }

    @Test
    void answersAnUnknownPathWithAProblem() {
        var answer = ask("GET /v2/orders HTTP/1.1\r\n");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .isEqualTo("{\"type\":\"https://millrace.dev/problems/not_found\",\"title\":\"Not found\","
                        + "\"status\":404,\"detail\":\"There is nothing under this path.\",\"instance\":\"/v2/orders\","
                        + "\"code\":\"not_found\"}");
    }

    @Test
    void namesTheMethodsThatAPathHas() {
        var answer = ask("DELETE /v1/products/bulk HTTP/1.1\r\n");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST");
    }

    @Test
    void answersHeadAsGetWithoutABody() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            var head = connection
                    .send("HEAD /v1/products/abc HTTP/1.1\r\nHost: x\r\n" + AUTHORIZED + "\r\n")
                    .readHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).isEqualTo("3");
            assertThat(connection
                            .send("GET /v1/products/abc HTTP/1.1\r\nHost: x\r\n" + AUTHORIZED + "\r\n")
                            .read()
                            .body())
                    .isEqualTo("abc");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a%2Fb, a/b",
        "a%20b, a b",
        "a+b, a+b",
        "a%2Bb, a+b",
        "%C3%BC-%E2%82%AC, ü-€",
        "ü, ü",
        "., .",
        ".., ..",
        "%2e%2e, ..",
        "%2E, .",
        "100%25, 100%",
        "%252e, %2e",
        "bulk, bulk",
        "a;b=c, a;b=c",
        "%F0%9F%98%80, \uD83D\uDE00"
    })
    void takesASkuFromThePathAsItWasMeant(String sent, String sku) {
        var answer = ask("GET /v1/products/" + sent + " HTTP/1.1\r\n" + AUTHORIZED);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(sku);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "%ff", "%C3", "%00", "%ED%A0%80", "%C0%80"})
    void refusesAPathThatIsNotPercentEncodedUtf8(String sent) {
        var answer = ask("GET /v1/products/" + sent + " HTTP/1.1\r\n" + AUTHORIZED);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"invalid_character\"");
    }

    @Test
    void refusesAQueryThatIsNotPercentEncodedUtf8() {
        assertThat(ask("GET /v1/products/a?limit=%f HTTP/1.1\r\n" + AUTHORIZED).status())
                .isEqualTo(400);
    }

    @Test
    void wantsAKey() {
        var answer = ask("GET /v1/products/a HTTP/1.1\r\n");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"millrace\"");
        assertThat(answer.body()).contains("\"code\":\"missing_key\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Basic eDp5",
                "Bearer mr_live_000000000000000000000000000000000000"
            })
    void refusesJunkKeys(String authorization) {
        var answer = ask("GET /v1/products/a HTTP/1.1\r\nAuthorization: " + authorization + "\r\n");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"invalid_key\"");
    }

    @Test
    void refusesAnUnknownKey() {
        String unknown = KeyText.generate(new SecureRandom()).reveal();
        var answer = ask("GET /v1/products/a HTTP/1.1\r\nAuthorization: Bearer " + unknown + "\r\n");
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void refusesAKeyWithoutTheScope() {
        var answer = ask(
                "POST /v1/orders HTTP/1.1\r\nAuthorization: Bearer " + READ_ONLY_KEY.reveal()
                        + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n",
                "{}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"missing_scope\"");
    }

    @Test
    void givesEveryAnswerARequestId() {
        assertThat(ask("GET /nothing HTTP/1.1\r\n").header("Request-Id")).matches("req_[0-9a-f]{24}");
        assertThat(ask("GET /nothing HTTP/1.1\r\nRequest-Id: my.own_id-1\r\n").header("Request-Id"))
                .isEqualTo("my.own_id-1");
        assertThat(ask("GET /nothing HTTP/1.1\r\nRequest-Id: not usable\r\n").header("Request-Id"))
                .startsWith("req_");
        assertThat(ask("GET /nothing HTTP/1.1\r\nRequest-Id: " + "a".repeat(65) + "\r\n")
                        .header("Request-Id"))
                .startsWith("req_");
    }

    @Test
    void takesABodyUpToItsLimit() {
        assertThat(post("/v1/orders", "application/json", "x".repeat(BODY_BYTES_MAX))
                        .body())
                .isEqualTo(Integer.toString(BODY_BYTES_MAX));
        assertThat(post("/v1/orders", "application/json", "x".repeat(BODY_BYTES_MAX + 1))
                        .status())
                .isEqualTo(413);
        assertThat(post("/v1/products/bulk", "application/x-ndjson", "x".repeat(BODY_BYTES_MAX + 1))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesAnEndlessBodyWhileItComes() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(
                    "POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                            + AUTHORIZED + "\r\n");
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            for (int i = 0; i < 5; i++) {
                connection.send(chunk);
            }
            var answer = connection.read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).contains("\"code\":\"body_too_large\"");
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(connection.send("0\r\n\r\n").isClosedByServer()).isTrue();
        }
    }

    @Test
    void takesAChunkedBody() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(
                    "POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                            + AUTHORIZED + "\r\n");
            connection.send("3\r\n{  \r\n").send("2\r\n }\r\n").send("0\r\n\r\n");
            assertThat(connection.read().body()).isEqualTo("5");
        }
    }

    @Test
    void answersABadChunkWithAProblemAndCloses() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(
                    "POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                            + AUTHORIZED + "\r\nzz\r\n");
            var answer = connection.read();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("\"code\":\"malformed_request\"");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void letsTheConnectionLiveAfterAnEarlyAnswer() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(
                    "POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n");
            assertThat(connection.read().status()).isEqualTo(401);
            connection.send("{  }GET /v1/products/a HTTP/1.1\r\nHost: x\r\n" + AUTHORIZED + "\r\n");
            assertThat(connection.read().body()).isEqualTo("a");
        }
    }

    @Test
    void tellsAWaitingClientToGoOn() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(
                    "POST /v1/orders HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                            + AUTHORIZED + "\r\n");
            assertThat(connection.read().status()).isEqualTo(100);
            assertThat(connection.send("{}").read().body()).isEqualTo("2");
        }
    }

    @Test
    void sparesAWaitingClientABodyThatIsTooLarge() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(
                    "POST /v1/orders HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n"
                            + AUTHORIZED + "\r\n");
            assertThat(connection.read().status()).isEqualTo(413);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/json; charset=latin1",
                "application/jsonx"
            })
    void refusesOtherContentTypes(String type) {
        assertThat(post("/v1/orders", type, "{}").status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json;charset=UTF-8",
                "application/json; charset=\"utf-8\""
            })
    void takesJsonHoweverItIsNamed(String type) {
        assertThat(post("/v1/orders", type, "{}").status()).isEqualTo(200);
    }

    @Test
    void refusesACompressedBody() {
        assertThat(ask(
                                "POST /v1/orders HTTP/1.1\r\n" + AUTHORIZED
                                        + "Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n",
                                "{}")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void wantsABodyWhereOneIsNeeded() {
        var answer = ask("POST /v1/orders HTTP/1.1\r\nContent-Type: application/json\r\n" + AUTHORIZED);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"body_required\"");
        assertThat(ask("POST /v1/orders/order_1/cancel HTTP/1.1\r\n" + AUTHORIZED)
                        .body())
                .isEqualTo("0");
        assertThat(post("/v1/orders/order_1/cancel", "application/json", "{}").body())
                .isEqualTo("2");
    }

    @Test
    void answersARequestLineThatIsTooLong() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            var answer = connection
                    .send("GET /" + "a".repeat(ApiConfig.defaults().requests().initialLineBytesMax())
                            + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .read();
            assertThat(answer.status()).isEqualTo(414);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.header("Request-Id")).isNotEmpty();
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void answersHeadersThatAreTooLarge() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            var answer = connection
                    .send("GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(40_000) + "\r\n\r\n")
                    .read();
            assertThat(answer.status()).isEqualTo(431);
            assertThat(answer.body()).contains("\"code\":\"headers_too_large\"");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "\u0001\u0002\u0003\r\n\r\n",
                "GET / HTTP/1.1\r\nbad header\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: a\r\n\r\n"
            })
    void answersWhatIsNotHttp(String sent) throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            var answer = connection.send(sent).read();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("\"code\":\"malformed_request\"");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void staysWithHttp11() {
        var answer = ask(
                "GET /nothing HTTP/1.1\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n");
        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void showsNothingOfABugButARequestId() {
        var answer = ask("GET /bug HTTP/1.1\r\nRequest-Id: find-me\r\n");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
                .contains("\"request_id\":\"find-me\"")
                .doesNotContain("secret")
                .doesNotContain("Exception");
    }

    @Test
    void saysWhetherAFailedOperationWasDone() {
        var overloaded = ask("GET /overloaded HTTP/1.1\r\n");
        assertThat(overloaded.status()).isEqualTo(503);
        assertThat(overloaded.header("Retry-After")).isEqualTo("1");
        assertThat(overloaded.body()).contains("\"not_executed\":true");
        var unknown = ask("GET /unknown-outcome HTTP/1.1\r\n");
        assertThat(unknown.status()).isEqualTo(504);
        assertThat(unknown.body()).contains("\"code\":\"outcome_unknown\"").doesNotContain("not_executed");
    }

    @Test
    void tellsAnEndpointThatItsClientHasGone() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send("GET /waits HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        GONE.future().await(10, TimeUnit.SECONDS);
        assertThat(ENDED).contains("GET /waits 0");
    }

    @Test
    void tellsItsListenerTheRouteAndNeverThePath() {
        ask("GET /v1/products/some-sku-of-ours HTTP/1.1\r\n" + AUTHORIZED);
        ask("GET /v1/no/such/path HTTP/1.1\r\n");
        assertThat(ENDED).contains("GET /v1/products/{sku} 200", "GET unmatched 404");
    }

    private static RawConnection.Answer post(String path, String type, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return ask(
                "POST " + path + " HTTP/1.1\r\n" + AUTHORIZED + "Content-Type: " + type + "\r\nContent-Length: "
                        + length + "\r\n",
                body);
    }

    private static RawConnection.Answer ask(String head) {
        return ask(head, "");
    }

    private static RawConnection.Answer ask(String head, String body) {
        try (RawConnection connection = new RawConnection(port)) {
            return connection.send(head + "Host: x\r\n\r\n" + body).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Future<ApiResponse> echoSku(ApiRequest request) {
        return text(request.pathParameter("sku"));
    }

    private static Future<ApiResponse> waitUntilGone(ApiRequest request) {
        return request.clientGone()
                .compose(_ -> text("too late"))
                .onComplete(_ -> vertx.runOnContext(_ -> GONE.complete()));
    }

    private static Future<ApiResponse> echoLength(ApiRequest request) {
        return text(Integer.toString(request.body().length));
    }

    private static Future<ApiResponse> text(String text) {
        return Future.succeededFuture(ApiResponse.of(200, "text/plain", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Future<Optional<ApiKey>> find(byte[] hmac) {
        KeyHasher hasher = new KeyHasher(PEPPER);
        Map<KeyText, Set<String>> keys = Map.of(KEY, Set.of("read", "write"), READ_ONLY_KEY, Set.of("read"));
        return Future.succeededFuture(keys.entrySet().stream()
                .filter(entry -> KeyHasher.same(hasher.hash(entry.getKey()), hmac))
                .findFirst()
                .map(entry ->
                        new ApiKey(new UUID(0, 1), hmac, 1, "test", "", entry.getValue(), Instant.EPOCH, null, null)));
    }
}
