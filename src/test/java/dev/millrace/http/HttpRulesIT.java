package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.access.Access;
import dev.millrace.access.AccessConfig;
import dev.millrace.access.KeyHasher;
import dev.millrace.access.KeyText;
import dev.millrace.access.Traffic;
import dev.millrace.config.Secret;
import dev.millrace.http.RawConnection.Answer;
import dev.millrace.http.docs.ApiDocs;
import dev.millrace.store.ApiKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 9110 and 9112 ask of a server, over real sockets, since a well-behaved client never asks for it. */
@ExtendWith(VertxExtension.class)
class HttpRulesIT {
    private static final Secret PEPPER = Secret.of("a pepper that is used in this test alone");
    private static final KeyText KEY = KeyText.generate(new SecureRandom());
    private static final String AUTHORIZED = "Authorization: Bearer " + KEY.reveal() + "\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    /** What a smuggler would hide in a body. */
    private static final String SMUGGLED = "GET /v1/products/smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

    private static final ConcurrentLinkedQueue<String> SERVED = new ConcurrentLinkedQueue<>();
    private static int port;

    @BeforeAll
    static void serve(Vertx vertx) throws Exception {
        ApiConfig config = ApiConfig.defaults().withPort(0);
        ApiDocs docs = ApiDocs.load();
        List<Route> routes = List.of(
                new Route(HttpMethod.GET, "/v1/products/{sku}", Traffic.OPEN, BodyRule.NONE, HttpRulesIT::product),
                new Route(HttpMethod.POST, "/v1/orders", Traffic.WRITE, BodyRule.JSON, HttpRulesIT::length),
                new Route(HttpMethod.GET, "/v1/orders", Traffic.READ, BodyRule.NONE, HttpRulesIT::length),
                new Route(HttpMethod.POST, "/v1/nothing", Traffic.OPEN, BodyRule.OPTIONAL_JSON, _ -> empty(204)),
                new Route(HttpMethod.GET, "/v1/known", Traffic.OPEN, BodyRule.NONE, _ -> empty(304)),
                new Route(HttpMethod.GET, "/docs", Traffic.OPEN, BodyRule.NONE, docs.page()));
        Access access =
                new Access(AccessConfig.with(PEPPER), HttpRulesIT::readOnly, InstantSource.system(), System::nanoTime);
        ApiVerticle verticle = new ApiVerticle(
                config, routes, access, (_, _, _, _) -> {}, Listeners.of(config, MemoryConfig.defaults()));
        vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
        port = verticle.port();
    }

    @BeforeEach
    void forget() {
        SERVED.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host: a\r\nHost: a\r\n",
                "Host: a\r\nhost: b\r\n",
                "Host: a, b\r\n",
                "Host: a b\r\n",
                "Host: http://a\r\n",
                "Host: a/b\r\n",
                "Host: user@a\r\n",
                "Host: a:b\r\n",
                "Host: a:123456\r\n",
                "Host: a:80:80\r\n",
                "Host: [::1\r\n",
                "Host: []\r\n",
                "Host: [::1]a\r\n",
                "Host: a%zz\r\n",
                "Host: \"a\"\r\n",
                "Host: é\r\n"
            })
    void wantsOneHostThatIsOne(String headers) throws IOException {
        refusesAndCloses("GET /v1/products/a HTTP/1.1\r\n" + headers + "\r\n", 400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a:8080",
                "a:",
                "",
                "127.0.0.1:80",
                "[::1]",
                "[::1]:8080",
                "[v1.fe80::a+en1]",
                "shop.example-1.com.",
                "a%20b",
                "_srv_"
            })
    void takesEveryHostThatIsOne(String host) {
        assertThat(ask("GET /v1/products/a HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anOlderClientNeedsNoHost() {
        assertThat(ask("GET /v1/products/a HTTP/1.0\r\n\r\n").body()).isEqualTo("a");
        assertThat(ask("GET /v1/products/a HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "http://shop.example/v1/products/a, a",
        "HTTP://shop.example:8080/v1/products/a?, a",
        "https://[::1]:443/v1/products/b, b",
        "http://shop.example/v1/products/http%3A%2F%2Fa, http://a"
    })
    void takesAWholeUrlForItsPath(String target, String sku) {
        assertThat(ask("GET " + target + " HTTP/1.1\r\nHost: other\r\n\r\n").body())
                .isEqualTo(sku);
    }

    @Test
    void aWholeUrlWithoutAPathMeansTheRoot() {
        Answer answer = ask("GET http://shop.example?x=/v1/products/a HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("\"instance\":\"/\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1/products/a",
                "?a=b",
                "*",
                "shop.example:80",
                "ftp://shop.example/v1/products/a",
                "http:///v1/products/a",
                "http://:80/v1/products/a",
                "http://user@shop.example/v1/products/a",
                "http://shop.example:x/v1/products/a",
                "http:/v1/products/a",
                "http://shop.example#a",
                "/v1/products/a\u0000",
                "/v1/products/a\u007f",
                "/v1/products/a?b=\u0001"
            })
    void refusesATargetOfAnotherForm(String target) throws IOException {
        refusesAndCloses("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n", 400, "malformed_request");
    }

    @Test
    void isNoProxy() throws IOException {
        refusesAndCloses("CONNECT shop.example:443 HTTP/1.1\r\nHost: shop.example:443\r\n\r\n", 501, "not_implemented");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "OPTIONS", "DELETE", "BREW", "get"})
    void namesTheMethodsBesideEveryRefusedOne(String method) {
        Answer answer = ask(method + " /v1/products/a HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/2.0, 505, version_not_supported",
        "HTTP/3.0, 505, version_not_supported",
        "HTTP/0.9, 505, version_not_supported",
        "HTTP/1, 400, malformed_request",
        "HTTP/1.1.1, 400, malformed_request",
        "HTTP/11.1, 400, malformed_request",
        "HTTP/1.10, 400, malformed_request",
        "HTTP/01.1, 400, malformed_request",
        "http/1.1, 400, malformed_request",
        "HTTPS/1.1, 400, malformed_request",
        "HTTP/1.x, 400, malformed_request",
        "junk, 400, malformed_request",
        "'', 400, malformed_request"
    })
    void refusesAVersionThatItDoesNotSpeakInItsOwn(String version, int status, String code) throws IOException {
        Answer answer = refusesAndCloses("GET /v1/products/a " + version + "\r\nHost: x\r\n\r\n", status, code);
        assertThat(answer.version()).isEqualTo("HTTP/1.1");
    }

    @Test
    void speaksItsOwnVersionWithNewerClients() {
        Answer answer = ask("GET /v1/products/a HTTP/1.2\r\nHost: x\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo("HTTP/1.1");
        assertThat(answer.header("Connection")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'Transfer-Encoding: gzip, chunked\r\n', 501",
        "'Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n', 501",
        "'Transfer-Encoding: identity, chunked\r\n', 501",
        "'Transfer-Encoding: chunked,\r\n', 501",
        "'Transfer-Encoding: chunked;q=1, chunked\r\n', 501",
        // RFC 9112 §6.3: without chunked at the end nobody can tell where the body ends.
        "'Transfer-Encoding: gzip\r\n', 400",
        "'Transfer-Encoding: identity\r\n', 400",
        "'Transfer-Encoding: chunked, gzip\r\n', 400",
        "'Transfer-Encoding: chunked, chunked\r\n', 400",
        "'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n', 400",
        "'Transfer-Encoding: xchunked\r\n', 400",
        "'Transfer-Encoding: \"chunked\"\r\n', 400",
        "'Transfer-Encoding:\r\n', 400",
        // §6.1: two lengths are one too many, whichever comes first.
        "'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n', 400",
        "'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', 400",
        "'Content-Length: 0\r\nTransfer-Encoding: identity\r\n', 400",
        "'Content-Length: 5\r\nContent-Length: 5\r\n', 400",
        "'Content-Length: 5\r\nContent-Length: 6\r\n', 400",
        "'Content-Length: 5, 5\r\n', 400",
        "'Content-Length: +5\r\n', 400",
        "'Content-Length: 0x5\r\n', 400",
        "'Content-Length:\r\n', 400",
        "'Content-Length: 99999999999999999999\r\n', 400"
    })
    void neverGuessesWhereABodyEnds(String framing, int status) throws IOException {
        refusesAndCloses(
                "POST /v1/nothing HTTP/1.1\r\nHost: x\r\n" + JSON + framing + "\r\n0\r\n\r\n" + SMUGGLED,
                status,
                status == 501 ? "not_implemented" : "malformed_request");
    }

    @Test
    void anOlderClientHasNoTransferCoding() throws IOException {
        refusesAndCloses(
                "POST /v1/nothing HTTP/1.0\r\nConnection: keep-alive\r\n" + JSON
                        + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
                400,
                "malformed_request");
    }

    @Test
    void takesChunkedHoweverItIsSpelt() {
        Answer answer = ask(
                "POST /v1/nothing HTTP/1.1\r\nHost: x\r\n" + JSON + "Transfer-Encoding: \tChunked \r\n\r\n0\r\n\r\n");
        assertThat(answer.status()).isEqualTo(204);
    }

    @Test
    void anOlderClientIsNotToldToGoOn() throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(
                    "POST /v1/nothing HTTP/1.0\r\nExpect: 100-continue\r\n" + JSON + "Content-Length: 2\r\n\r\n");
            connection.send("{}");
            assertThat(connection.read().status()).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"100-continue", "100-Continue", "100-continue, 100-continue", "100-continue,"})
    void whoWaitsIsToldToGoOnOnce(String expect) throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send("POST /v1/nothing HTTP/1.1\r\nHost: x\r\nExpect: " + expect + "\r\n" + JSON
                    + "Content-Length: 2\r\n\r\n");
            assertThat(connection.read().status()).isEqualTo(100);
            assertThat(connection.send("{}").read().status()).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"200-ok", "100-continue, fly", "100-continue;now"})
    void meetsNoOtherExpectation(String expect) throws IOException {
        refusesAndCloses(
                "GET /v1/products/a HTTP/1.1\r\nHost: x\r\nExpect: " + expect + "\r\n\r\n", 417, "expectation_failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ": x",
                ":",
                "X : x",
                "X\t: x",
                " X: x",
                "X Y: x",
                "X(Y): x",
                "X\u0001: x",
                "é: x",
                "X: a\u0000b",
                "X: a\u0001b",
                "X: a\rb",
                "X: a\u007fb",
                "no colon"
            })
    void refusesAHeaderThatIsNone(String line) throws IOException {
        refusesAndCloses(
                "GET /v1/products/a HTTP/1.1\r\nHost: x\r\n" + line + "\r\n\r\n" + SMUGGLED, 400, "malformed_request");
        refusesAndCloses(
                "GET /v1/products/a HTTP/1.1\r\n" + line + "\r\nHost: x\r\n\r\n" + SMUGGLED, 400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/products/a HTTP/1.1\nHost: x\n\n",
                "GET /v1/products/a HTTP/1.1\r\nHost: x\n\r\n",
                "GET /v1/products/a HTTP/1.1\rHost: x\r\n\r\n"
            })
    void aLineEndsAsItMust(String head) throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            assertThat(connection.send(head + "\r\n\r\n").read().status()).isEqualTo(400);
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    /** RFC 9112 §5.2 leaves it to us: refuse, or read a folded line as one. What it must not be is a header of its own. */
    @Test
    void aFoldedLineIsPartOfTheOneBeforeIt() throws IOException {
        Answer answer = ask("GET /v1/orders HTTP/1.1\r\nHost: x\r\nX: a\r\n " + AUTHORIZED + "\r\n");
        assertThat(answer.status()).isEqualTo(401);
        refusesAndCloses(
                "POST /v1/nothing HTTP/1.1\r\nHost: x\r\n" + JSON
                        + "Transfer-Encoding:\r\n gzip,\r\n chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
                501,
                "not_implemented");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Content-Type"})
    void refusesTwoOfWhatMustBeOne(String name) throws IOException {
        refusesAndCloses(
                "POST /v1/orders HTTP/1.1\r\nHost: x\r\n" + AUTHORIZED + JSON + name.toLowerCase(Locale.ROOT)
                        + ": Bearer x\r\nContent-Length: 2\r\n\r\n{}" + SMUGGLED,
                400,
                "malformed_request");
    }

    @Test
    void anOlderClientIsNotToldThatAConnectionStaysWhichEnds() throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send("POST /v1/nothing HTTP/1.0\r\nConnection: keep-alive\r\n" + JSON
                    + "Content-Length: 999999999\r\n\r\n");
            Answer answer = connection.read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.header("Connection")).isEqualTo("close");
        }
        try (RawConnection connection = new RawConnection(port)) {
            connection.send("POST /v1/products/a HTTP/1.0\r\nConnection: keep-alive\r\nHost: a, b\r\n\r\n");
            assertThat(connection.read().header("Connection")).isEqualTo("close");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    /** RFC 9112 §9.6: who says that he closes must not take up what comes behind. */
    @Test
    void processesNothingBehindItsLastAnswer() throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send("POST /v1/orders HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n" + JSON
                    + "Content-Length: 2\r\n\r\n{}" + SMUGGLED);
            Answer answer = connection.read();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVED).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "Close", "close, x-trace", "x-trace, CLOSE", "keep-alive\r\nConnection: close"})
    void closesWhenItIsAskedTo(String connectionHeader) throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send("GET /v1/products/a HTTP/1.1\r\nHost: x\r\nConnection: " + connectionHeader + "\r\n\r\n"
                    + SMUGGLED);
            Answer answer = connection.read();
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(SERVED).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/products/a HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/products/a HTTP/1.0\r\n\r\n",
                "GET /v1/known HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /docs HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /v1/nothing HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/orders HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/2.0\r\nHost: x\r\n\r\n",
                "no HTTP\r\n\r\n"
            })
    void everyAnswerSaysWhenItWasMadeAndHowLongItMayBeKept(String request) {
        Answer answer = ask(request);
        Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(answer.header("Date")));
        assertThat(Duration.between(date, Instant.now()).abs()).isLessThan(Duration.ofSeconds(30));
        assertThat(answer.header("Date")).hasSize("Sun, 06 Nov 1994 08:49:37 GMT".length());
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isIn("no-store", "private, no-cache", "no-cache");
    }

    @Test
    void onlyWhatHasAVersionMayBeKeptAndOnlyByItsClient() {
        assertThat(ask("GET /v1/products/a HTTP/1.1\r\nHost: x\r\n\r\n").header("Cache-Control"))
                .isEqualTo("no-store");
        assertThat(ask("GET /v1/products/tagged HTTP/1.1\r\nHost: x\r\n\r\n").header("Cache-Control"))
                .isEqualTo("private, no-cache");
    }

    @Test
    void aHeadIsThatOfTheGet() throws IOException {
        for (String path : List.of("/v1/products/tagged", "/docs", "/nothing", "/v1/orders")) {
            try (RawConnection connection = new RawConnection(port)) {
                Answer get = connection
                        .send("GET " + path + " HTTP/1.1\r\nHost: x\r\nRequest-Id: same\r\n\r\n")
                        .read();
                Answer head = connection
                        .send("HEAD " + path + " HTTP/1.1\r\nHost: x\r\nRequest-Id: same\r\n\r\n")
                        .readHead();
                assertThat(head.headers().keySet())
                        .as(path)
                        .isEqualTo(get.headers().keySet());
                for (String name : List.of("content-length", "content-type", "etag", "cache-control")) {
                    assertThat(head.header(name)).as(name).isEqualTo(get.header(name));
                }
            }
        }
    }

    @Test
    void whatHasNoBodyHasNoLength() throws IOException {
        assertThat(ask("POST /v1/nothing HTTP/1.1\r\nHost: x\r\n\r\n").headers())
                .doesNotContainKeys("content-length", "transfer-encoding", "content-type");
        assertThat(ask("GET /v1/known HTTP/1.1\r\nHost: x\r\n\r\n").headers())
                .doesNotContainKeys("content-length", "transfer-encoding", "content-type");
        try (RawConnection connection = new RawConnection(port)) {
            assertThat(connection
                            .send("HEAD /v1/known HTTP/1.1\r\nHost: x\r\n\r\n")
                            .readHead()
                            .headers())
                    .doesNotContainKeys("content-length", "transfer-encoding", "content-type");
        }
    }

    @Test
    void tellsWhoeverMayNotEnterHow() {
        String get = "GET /v1/orders HTTP/1.1\r\nHost: x\r\n";
        assertThat(ask(get + "\r\n").header("WWW-Authenticate")).isEqualTo("Bearer realm=\"millrace\"");
        assertThat(ask(get + "Authorization: Basic YTpi\r\n\r\n").header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"millrace\"");
        for (String junk : List.of(
                "Bearer",
                "bearer x",
                "Bearer " + KeyText.generate(new SecureRandom()).reveal())) {
            assertThat(ask(get + "Authorization: " + junk + "\r\n\r\n").header("WWW-Authenticate"))
                    .isEqualTo("Bearer realm=\"millrace\", error=\"invalid_token\"");
        }
        Answer forbidden =
                ask("POST /v1/orders HTTP/1.1\r\nHost: x\r\n" + AUTHORIZED + JSON + "Content-Length: 2\r\n\r\n{}");
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"millrace\", error=\"insufficient_scope\", scope=\"write\"");
    }

    /** The request is answered so, the connection ends with it, and nothing behind it is taken for a request. */
    private static Answer refusesAndCloses(String sent, int status, String code) throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            Answer answer = connection.send(sent).read();
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
            assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(connection.isClosedByServer()).isTrue();
            assertThat(SERVED).isEmpty();
            return answer;
        }
    }

    private static Answer ask(String request) {
        try (RawConnection connection = new RawConnection(port)) {
            return connection.send(request).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Future<ApiResponse> product(ApiRequest request) {
        String sku = request.pathParameter("sku");
        SERVED.add(sku);
        ApiResponse answer = ApiResponse.of(200, "text/plain", sku.getBytes(StandardCharsets.UTF_8));
        return Future.succeededFuture(sku.equals("tagged") ? answer.with(HeaderNames.ETAG, "\"a\"") : answer);
    }

    private static Future<ApiResponse> length(ApiRequest request) {
        String length = Integer.toString(request.body().length);
        return Future.succeededFuture(ApiResponse.of(200, "text/plain", length.getBytes(StandardCharsets.UTF_8)));
    }

    private static Future<ApiResponse> empty(int status) {
        return Future.succeededFuture(ApiResponse.empty(status));
    }

    private static Future<Optional<ApiKey>> readOnly(byte[] hmac) {
        return Future.succeededFuture(
                KeyHasher.same(new KeyHasher(PEPPER).hash(KEY), hmac)
                        ? Optional.of(new ApiKey(
                                new UUID(0, 1), hmac, 1, "test", "", Set.of("read"), Instant.EPOCH, null, null))
                        : Optional.empty());
    }
}
