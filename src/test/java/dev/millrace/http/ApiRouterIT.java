package dev.millrace.http;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.millrace.access.Access;
import dev.millrace.access.AccessConfig;
import dev.millrace.access.KeyHasher;
import dev.millrace.access.KeyText;
import dev.millrace.access.Traffic;
import dev.millrace.config.Secret;
import dev.millrace.http.RawConnection.Answer;
import dev.millrace.store.ApiKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which route answers which path, over real sockets: by the router, and by what stands in front of it. */
class ApiRouterIT {
    private static final Secret PEPPER = Secret.of("a pepper that is used in this test alone");
    private static final KeyText KEY = KeyText.generate(new SecureRandom());
    private static final Vertx VERTX = Vertx.vertx();
    private static final ApiConfig CONFIG = ApiConfig.defaults().withPort(0);
    private static final Listeners SHARED = Listeners.of(CONFIG, MemoryConfig.defaults());
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final BlockingQueue<String> ENDED = new LinkedBlockingQueue<>();

    private static final Route READ_ORDER =
            new Route(GET, "/v1/orders/{id}", Traffic.OPEN, BodyRule.NONE, request -> answer("read", request, "id"));
    private static final Route PLACE = new Route(
            POST,
            "/v1/orders",
            Traffic.OPEN,
            (_, headers) ->
                    headers.contains("X-Unwanted") ? Problem.of(ProblemCode.INVALID_SIGNATURE, "Not so.") : null,
            BodyRule.JSON,
            request -> text("placed " + request.body().length));
    private static final Route COUNT = new Route(
            POST, "/v1/count", Traffic.WRITE, BodyRule.JSON, request -> text("counted " + request.body().length));
    private static final Route SECRET = new Route(GET, "/v1/secret", Traffic.READ, BodyRule.NONE, _ -> text("secret"));
    private static final List<Route> ROUTES = List.of(
            new Route(POST, "/v1/products/bulk", Traffic.OPEN, BodyRule.OPTIONAL_JSON, _ -> text("bulk")),
            new Route(
                    GET, "/v1/products/{sku}", Traffic.OPEN, BodyRule.NONE, request -> answer("read", request, "sku")),
            new Route(
                    PUT,
                    "/v1/products/{sku}",
                    Traffic.OPEN,
                    BodyRule.OPTIONAL_JSON,
                    request -> answer("replace", request, "sku")),
            new Route(
                    POST,
                    "/v1/products/{sku}/deactivate",
                    Traffic.OPEN,
                    BodyRule.OPTIONAL_JSON,
                    request -> answer("deactivate", request, "sku")),
            SECRET);

    private static int port;
    private static int frontPort;
    private static int failingPort;

    @BeforeAll
    static void serve() throws Exception {
        port = listen(with(PLACE, READ_ORDER, COUNT));
        frontPort = listen(with(PLACE.inFront(), READ_ORDER.inFront(), COUNT.inFront()));
        failingPort = listenFailing();
    }

    private static List<Route> with(Route... others) {
        return Stream.concat(ROUTES.stream(), Stream.of(others)).toList();
    }

    private static int listen(List<Route> routes) throws Exception {
        ApiVerticle verticle = new ApiVerticle(CONFIG, routes, access(), ApiRouterIT::ended, SHARED);
        VERTX.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
        return verticle.port();
    }

    /** The API's router with a route on which the router itself fails, as it does when matching throws. */
    private static int listenFailing() throws Exception {
        ErrorResponder errors = new ErrorResponder(System::nanoTime);
        Router router = ApiRouter.of(
                VERTX,
                ROUTES,
                new ExchangeFactory(VERTX, CONFIG, ApiRouterIT::ended, SHARED),
                new RequestSteps(CONFIG, access(), errors),
                errors);
        router.routeWithRegex("/fail/[0-9]+")
                .handler(context ->
                        context.fail(Integer.parseInt(context.request().uri().substring("/fail/".length()))));
        ListenerGuard guard = new ListenerGuard(
                SHARED.connections(), Duration.ofSeconds(5), SHARED.budgets().heads());
        HttpServer server = VERTX.createHttpServer()
                .connectionHandler(guard::opened)
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
        return server.actualPort();
    }

    /** Finds one key, and takes its time. */
    private static Access access() {
        return new Access(
                AccessConfig.with(PEPPER),
                hmac -> VERTX.timer(100, TimeUnit.MILLISECONDS).map(_ -> known(hmac)),
                InstantSource.system(),
                System::nanoTime);
    }

    private static Optional<ApiKey> known(byte[] hmac) {
        return KeyHasher.same(new KeyHasher(PEPPER).hash(KEY), hmac)
                ? Optional.of(
                        new ApiKey(new UUID(0, 1), hmac, 1, "test", "", Set.of("write"), Instant.EPOCH, null, null))
                : Optional.empty();
    }

    @AfterAll
    static void stop() throws Exception {
        VERTX.close().await(10, TimeUnit.SECONDS);
    }

    private static void ended(String route, String method, int status, long nanos) {
        ENDED.add(method + " " + route + " " + status);
    }

    @Test
    void findsARouteByMethodAndPath() {
        assertThat(body("GET /v1/products/a")).isEqualTo("read a");
        assertThat(body("PUT /v1/products/a")).isEqualTo("replace a");
        assertThat(body("POST /v1/products/a/deactivate")).isEqualTo("deactivate a");
    }

    @Test
    void prefersAPathWithoutParameterButKnowsTheOther() {
        assertThat(body("POST /v1/products/bulk")).isEqualTo("bulk");
        assertThat(body("GET /v1/products/bulk")).isEqualTo("read bulk");
    }

    @Test
    void findsForHeadWhatIsThereForGet() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            Answer head = connection
                    .send("HEAD /v1/products/a HTTP/1.1\r\nHost: x\r\n\r\n")
                    .readHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).isEqualTo("6");
            assertThat(connection
                            .send("GET /v1/products/b HTTP/1.1\r\nHost: x\r\n\r\n")
                            .read()
                            .body())
                    .isEqualTo("read b");
        }
        assertThat(ENDED.poll(5, TimeUnit.SECONDS)).isEqualTo("HEAD /v1/products/{sku} 200");
        assertThat(ENDED.poll(5, TimeUnit.SECONDS)).isEqualTo("GET /v1/products/{sku} 200");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/products/a%2Fdeactivate, a/deactivate",
        "/v1/products/a%2fdeactivate, a/deactivate",
        "/v1/products/%252F, %2F",
        "/v1/products/.., ..",
        "/v1/products/%2e%2e, ..",
        "/v1/products/., .",
        "/v1/products/+, +",
        "/v1/products/%2B, +",
        "/v1/products/a%, ",
        "/v1/%70roducts/a, a",
        "/%76%31/%70roducts/%61%2f%62, a/b"
    })
    void decodesASegmentOnceAfterItWasCut(String path, String sku) {
        Answer answer = ask(port, "GET " + path);
        if (sku == null) {
            assertThat(answer.status()).isEqualTo(400);
        } else {
            assertThat(answer.body()).isEqualTo("read " + sku);
        }
    }

    @Test
    void keepsTheQueryOfAPathThatWasWrittenInAnotherWay() {
        assertThat(ask(port, "GET /v1/%70roducts/a?x=%zz").status()).isEqualTo(400);
        Answer answer = ask(port, "GET /v1/%70roducts?x=1");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("\"instance\":\"/v1/%70roducts\"");
    }

    @Test
    void takesABraceInAPathForABrace() {
        assertThat(body("GET /v1/products/{sku}")).isEqualTo("read {sku}");
    }

    @Test
    void namesTheOtherMethodsOfAPath() {
        for (String path : List.of("/v1/products/a", "/v1/%70roducts/a")) {
            Answer answer = ask(port, "DELETE " + path);
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, PUT");
            assertThat(answer.body()).contains("\"code\":\"method_not_allowed\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/products/",
                "/v1//products/a",
                "/v1/products/a/",
                "/v1/products/a/deactivate/",
                "//v1/products/a",
                "/x/../v1/products/a",
                "/./v1/products/a",
                "/v1/x/../products/a",
                "/v1/products/x/../a",
                "/v1%2Fproducts/a",
                "/V1/products/a"
            })
    void findsNothingBesideItsPaths(String path) {
        Answered answered = exchange(port, line("GET " + path));
        assertThat(answered.answer.status()).isEqualTo(404);
        assertThat(answered.answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answered.ended).isEqualTo("GET unmatched 404");
    }

    @Test
    void findsNothingUnderAStar() {
        Answered answered = exchange(port, line("OPTIONS *"));
        assertThat(answered.answer.body()).contains("\"code\":\"not_found\"", "\"instance\":\"*\"");
        assertThat(answered.ended).isEqualTo("OPTIONS unmatched 404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/products/%2", "/v1/nothing/%zz", "/%", "/v1/products/%00", "/v1/products/%ff"})
    void refusesEscapesThatAreNone(String path) {
        Answer answer = ask(port, "GET " + path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"invalid_character\"");
    }

    /** And counts it, see {@link RequestLimitsIT}. */
    @Test
    void decodesTheQueryOfWhoeverHasAKeyBeforeTheBodyComes() {
        assertThat(ask(port, "GET /v1/secret?x=%zz").status()).isEqualTo(401);
        assertThat(ask(port, "GET /v1/nothing?x=%zz").status()).isEqualTo(404);
        Answer answer = exchange(
                        port, "PUT /v1/products/a?x=%zz HTTP/1.1\r\nHost: x\r\n" + JSON + "Content-Length: 2\r\n\r\n")
                .answer;
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"invalid_character\"");
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400, malformed_request",
        "404, 404, not_found",
        "406, 406, not_acceptable",
        "413, 413, body_too_large",
        "415, 415, unsupported_media_type",
        "500, 500, internal_error"
    })
    void answersWithAProblemWhateverTheRouterSays(int failure, int status, String code) {
        Answer answer = ask(failingPort, "GET /fail/" + failure);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Request-Id")).isNotEmpty();
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/orders/a",
                "GET /v1/orders/a%2Fb",
                "GET /v1/orders/%2e%2e",
                "GET /v1/orders/..",
                "GET /v1/orders/%zz",
                "GET /v1/orders/a?x=%zz",
                "GET /v1/orders/a?x=1",
                "GET /v1/orders/",
                "GET /v1/orders/a/",
                "GET /v1/%6Frders/a",
                "GET /v1/orders",
                "DELETE /v1/orders/a",
                "PUT /v1/orders",
                "POST /v1/orders",
                "POST /v1/orders/",
                "POST /v1/%6Frders",
                "POST /v1/orders?x=%zz",
                "get /v1/orders/a",
                "GET /v1/orders/a HTTP/1.1\r\nHost: a:99999",
                "GET /v1/orders/a HTTP/1.1\r\nHost: a:",
                "GET /v1/orders/a HTTP/1.1\r\nHost: ",
                "GET /v1/orders/a HTTP/1.1\r\nHost: [v1.fe80::a+en1]",
                "POST /v1/orders HTTP/1.1\r\nHost: x\r\nX-Unwanted: 1\r\nContent-Length: 2\r\n\r\n{}",
                "POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}",
                "POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
                "POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9999999\r\n\r\n{",
                "POST /v1/orders HTTP/1.1\r\nHost: x\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\nx\r\n"
            })
    void answersAlikeInFrontAndByTheRouter(String request) {
        String whole = request.contains("\r\n\r\n") ? request : request + "\r\n\r\n";
        String sent = whole.contains(" HTTP/1.1") ? whole : whole.replaceFirst("\r\n", " HTTP/1.1\r\nHost: x\r\n");
        Answered byRouter = exchange(port, sent);
        Answered inFront = exchange(frontPort, sent);
        assertThat(comparable(inFront.answer)).isEqualTo(comparable(byRouter.answer));
        assertThat(inFront.ended).isEqualTo(byRouter.ended);
    }

    /** @param ended how the listener was told of it */
    private record Answered(Answer answer, String ended) {}

    /** Each server looks the key up once, and the body is here long before it is found. */
    @Test
    void losesNothingOfABodyThatComesWhileAccessWaits() {
        String request = "POST /v1/count HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + KEY.reveal() + "\r\n" + JSON
                + "Content-Length: 20000\r\n\r\n" + "1".repeat(20_000);
        for (int each : new int[] {port, frontPort}) {
            assertThatCode(() ->
                            assertThat(exchange(each, request).answer.body()).isEqualTo("counted 20000"))
                    .as("what is lost is waited for")
                    .doesNotThrowAnyException();
        }
    }

    private static String comparable(Answer answer) {
        Map<String, String> headers = new TreeMap<>(answer.headers());
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("Date") || name.equalsIgnoreCase("Request-Id"));
        return answer.status() + " " + headers + " " + answer.body();
    }

    private static String body(String line) {
        return ask(port, line).body();
    }

    private static Answer ask(int to, String line) {
        return exchange(to, line(line)).answer;
    }

    private static String line(String line) {
        return line + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    private static Answered exchange(int to, String request) {
        try (RawConnection connection = new RawConnection(to)) {
            Answer answer = connection.send(request).read();
            return new Answered(answer, requireNonNull(ENDED.poll(5, TimeUnit.SECONDS)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Future<ApiResponse> answer(String what, ApiRequest request, String parameter) {
        return text(what + " " + request.pathParameter(parameter));
    }

    private static Future<ApiResponse> text(String text) {
        return Future.succeededFuture(ApiResponse.json(200, text.getBytes(StandardCharsets.UTF_8)));
    }
}
