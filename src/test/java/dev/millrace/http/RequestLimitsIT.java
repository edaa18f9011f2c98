package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.Soon;
import dev.millrace.access.Access;
import dev.millrace.access.AccessConfig;
import dev.millrace.access.KeyHasher;
import dev.millrace.access.KeyText;
import dev.millrace.access.LimitListener;
import dev.millrace.access.RequestLimits;
import dev.millrace.access.RequestLimitsConfig;
import dev.millrace.access.RevokedKeys;
import dev.millrace.access.Traffic;
import dev.millrace.config.Secret;
import dev.millrace.http.RawConnection.Answer;
import dev.millrace.store.ApiKey;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the limits of API keys and merchants do to requests, over real sockets. The clock of the limits stands still. */
@ExtendWith(VertxExtension.class)
class RequestLimitsIT {
    private static final KeyText KEY = KeyText.generate(new SecureRandom());
    private static final KeyText READ_ONLY_KEY = KeyText.generate(new SecureRandom());
    private static final KeyText LATE_KEY = KeyText.generate(new SecureRandom());
    private static final String HEAD = " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ";
    private static final int WRITES_PER_SECOND = 1_000;
    private static final int CONCURRENT_MAX = 40;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final AtomicInteger calls = new AtomicInteger();
    private final ConcurrentLinkedQueue<Promise<ApiResponse>> slow = new ConcurrentLinkedQueue<>();
    private final Promise<Optional<ApiKey>> lateLookup = Promise.promise();
    private final Promise<Context> lateLookupBegan = Promise.promise();
    private final ConnectionLimit connections = new ConnectionLimit(10_000);
    private final RequestLimits limits = new RequestLimits(
            new RequestLimitsConfig(WRITES_PER_SECOND, 0, CONCURRENT_MAX, 0, 0, CONCURRENT_MAX, 2, 0, CONCURRENT_MAX),
            RequestLimitsConfig.defaults(),
            100,
            () -> 0,
            LimitListener.NONE);
    private int port;

    private Vertx vertx;

    @BeforeEach
    void serve(Vertx vertx) throws Exception {
        this.vertx = vertx;
        AccessConfig accessConfig = AccessConfig.with(Secret.of("a pepper that is used in this test alone"));
        List<Route> routes = List.of(
                new Route(HttpMethod.GET, "/v1/things/{name}", Traffic.READ, BodyRule.NONE, this::answer),
                new Route(HttpMethod.POST, "/v1/things", Traffic.WRITE, BodyRule.JSON, this::answer),
                new Route(HttpMethod.POST, "/v1/slow", Traffic.WRITE, BodyRule.OPTIONAL_JSON, this::answerLater),
                new Route(HttpMethod.GET, "/v1/things", Traffic.LIST, BodyRule.NONE, this::answer),
                new Route(HttpMethod.GET, "/v1/news", Traffic.READ, BodyRule.NONE, RequestLimitsIT::waitForNews),
                new Route(HttpMethod.GET, "/v1/large", Traffic.READ, BodyRule.NONE, RequestLimitsIT::answerAtLength),
                new Route(HttpMethod.GET, "/v1/broken", Traffic.READ, BodyRule.NONE, RequestLimitsIT::answerBroken),
                new Route(HttpMethod.GET, "/open", Traffic.OPEN, BodyRule.NONE, this::answer));
        Access access = new Access(
                accessConfig, this::lookUp, new RevokedKeys(), limits, InstantSource.system(), System::nanoTime);
        ApiVerticle verticle = new ApiVerticle(
                ApiConfig.defaults().withPort(0),
                routes,
                access,
                (_, _, _, _) -> {},
                new Listeners(connections, ApiBudgets.of(MemoryConfig.defaults()), new Drain()));
        vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
        port = verticle.port();
    }

    @Test
    void answersWhatIsTooMuchWith429AndSaysWhyAndWhatIsLeft() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            String list = get("/v1/things", KEY);
            assertThat(connection.send(list).read().header("RateLimit"))
                    .isEqualTo("\"key-lists\";r=1;t=1, \"key-lists-concurrent\";r=39");
            assertThat(connection.send(list).read().status()).isEqualTo(200);

            Answer refused = connection.send(list).read();

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.header("RateLimit-Policy"))
                    .isEqualTo("\"key-lists\";q=2;w=1, \"key-lists-concurrent\";q=40;qu=\"concurrent-requests\"");
            assertThat(refused.header("RateLimit")).isEqualTo("\"key-lists\";r=0;t=1, \"key-lists-concurrent\";r=40");
            assertThat(refused.body())
                    .isEqualTo(
                            "{\"type\":\"https://millrace.dev/problems/rate_limited\",\"title\":\"Too many requests\","
                                    + "\"status\":429,\"detail\":\"This request was not executed: its API key may send 2 lists a"
                                    + " second. Send it again later.\",\"instance\":\"/v1/things\",\"code\":\"rate_limited\","
                                    + "\"not_executed\":true,\"limit\":\"key-lists\"}");
            assertThat(calls).hasValue(2);
            assertThat(connection.send(get("/v1/things/a", KEY)).read().status())
                    .as("a read, on the same connection")
                    .isEqualTo(200);
        }
    }

    @Test
    void saysOfAWriteThatItsKeyKeepsWhatAnEarlierRequestCameTo() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            String write = post("/v1/things", KEY, "{}");
            Answer refused = connection.send(write).read();
            for (int i = 1; i <= WRITES_PER_SECOND && refused.status() != 429; i++) {
                refused = connection.send(write).read();
            }
            assertThat(calls).hasValue(WRITES_PER_SECOND);
            assertThat(ApiClient.json(refused).path("detail").asText())
                    .isEqualTo(
                            "This request was not executed: its API key may send 1000 writes a second. Send it again later,"
                                    + " with the same Idempotency-Key if it had one; an earlier request with that key keeps its"
                                    + " outcome.");
        }
    }

    @Test
    void refusesBeforeTheBodyIsSent() throws Exception {
        List<RawConnection> underWay = occupy(CONCURRENT_MAX);
        try (RawConnection connection = new RawConnection(port)) {
            Answer refused = connection
                    .send("POST /v1/things" + HEAD + KEY.reveal()
                            + "\r\nContent-Type: application/json\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
                    .read();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.body())
                    .contains(
                            "its API key may have 40 writes under way at once", "\"limit\":\"key-writes-concurrent\"");
        }
        assertThat(calls).hasValue(0);
        let(underWay);
    }

    @Test
    void tellsOfLimitsInEveryAnswerThatTheyCounted() {
        assertThat(ask(get("/v1/things/a", KEY)).header("RateLimit")).isEqualTo("\"key-reads-concurrent\";r=39");
        assertThat(ask(get("/v1/things/a?x=%zz", KEY)))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(400))
                .satisfies(answer -> assertThat(answer.header("RateLimit")).isNotEmpty());
        assertThat(ask(post("/v1/things", KEY, "")))
                .satisfies(answer ->
                        assertThat(answer.header("RateLimit-Policy")).startsWith("\"key-writes\";q=1000;w=1"));
        for (String uncounted : List.of(
                get("/open", KEY),
                get("/v1/nothing", KEY),
                post("/v1/things", READ_ONLY_KEY, "{}"),
                get("/v1/things/a", KeyText.generate(new SecureRandom())))) {
            Answer answer = ask(uncounted);
            assertThat(answer.header("RateLimit") + answer.header("RateLimit-Policy"))
                    .as("%d to %s", answer.status(), uncounted.lines().findFirst())
                    .isEmpty();
        }
        awaitNothingUnderWay();
    }

    @Test
    void countsBackToZeroAfterAStormOfClientsThatAreKilled() {
        Random random = new Random(15);
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            Socket client = connect();
            clients.add(client);
            write(client, storm(random.nextInt(8)));
            if (clients.size() > 60) {
                kill(clients.remove(random.nextInt(clients.size())));
            }
        }
        clients.forEach(RequestLimitsIT::kill);
        Soon.await("no open connection").atMost(TIMEOUT).until(() -> connections.open() == 0);
        answerAllSlow();
        awaitNothingUnderWay();

        List<RawConnection> underWay = occupy(CONCURRENT_MAX);
        assertThat(ask(post("/v1/slow", KEY, "")).status()).isEqualTo(429);
        let(underWay);
        awaitNothingUnderWay();
    }

    /** What one client of the storm sends before it is killed. */
    private static String storm(int kind) {
        return switch (kind) {
            case 0 -> post("/v1/things", KEY, "{}").substring(0, 40);
            case 1 -> post("/v1/things", KEY, "{\"a\":1}").replace("{\"a\":1}", "{");
            case 2 -> get("/v1/news", KEY);
            case 3 -> post("/v1/slow", KEY, "{}");
            case 4 -> get("/v1/things/a", KEY).repeat(5);
            case 5 -> post("/v1/slow", KEY, "") + get("/v1/things/a", KEY) + get("/v1/news", KEY);
            case 6 -> get("/v1/large", KEY).repeat(3);
            default -> post("/v1/things", KEY, "{}").replace("Content-Length", "Transfer-Encoding: chunked\r\nX");
        };
    }

    @Test
    void countsNobodyWhoseAnswerCannotBeWritten() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(get("/v1/broken", KEY));
            assertThat(connection.isClosedByServer()).isTrue();
        }
        awaitNothingUnderWay();
        assertThat(ask(get("/v1/things/a", KEY)).header("RateLimit")).isEqualTo("\"key-reads-concurrent\";r=39");
    }

    @Test
    void countsNobodyWhoWentAwayWhileItsKeyWasLookedUp() throws Exception {
        Socket client = connect();
        write(client, post("/v1/things", LATE_KEY, "{}").replace("{}", ""));
        Context loop = lateLookupBegan.future().await(10, TimeUnit.SECONDS);
        kill(client);
        Soon.await("no open connection").atMost(TIMEOUT).until(() -> connections.open() == 0);

        Promise<Void> told = Promise.promise();
        loop.runOnContext(_ -> {
            lateLookup.complete(Optional.of(stored(new byte[32], Set.of("write"))));
            told.complete();
        });
        told.future().await(10, TimeUnit.SECONDS);

        assertThat(limits.concurrent()).isZero();
    }

    private Future<ApiResponse> answer(ApiRequest request) {
        calls.incrementAndGet();
        return Future.succeededFuture(ApiResponse.json(200, "{}".getBytes(StandardCharsets.UTF_8)));
    }

    private Future<ApiResponse> answerLater(ApiRequest request) {
        Promise<ApiResponse> later = Promise.promise();
        slow.add(later);
        return later.future();
    }

    private static Future<ApiResponse> answerBroken(ApiRequest request) {
        return Future.succeededFuture(ApiResponse.empty(204).with("X-Broken", "a\nb"));
    }

    private static Future<ApiResponse> answerAtLength(ApiRequest request) {
        return Future.succeededFuture(ApiResponse.json(200, new byte[512 * 1_024]));
    }

    private static Future<ApiResponse> waitForNews(ApiRequest request) {
        return request.clientGone().map(ApiResponse.empty(204));
    }

    private void answerAllSlow() {
        for (Promise<ApiResponse> later = slow.poll(); later != null; later = slow.poll()) {
            Promise<ApiResponse> answered = later;
            vertx.runOnContext(_ -> answered.complete(ApiResponse.empty(204)));
        }
    }

    /** So many requests that are under way until they are let go. */
    private List<RawConnection> occupy(int requests) {
        int before = slow.size();
        List<RawConnection> underWay = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            underWay.add(new RawConnection(port).send(post("/v1/slow", KEY, "")));
        }
        Soon.await(requests + " requests under way").atMost(TIMEOUT).until(() -> slow.size() == before + requests);
        return underWay;
    }

    private void let(List<RawConnection> underWay) {
        answerAllSlow();
        for (RawConnection connection : underWay) {
            assertThat(connection.read().status()).isEqualTo(204);
        }
    }

    private Future<Optional<ApiKey>> lookUp(byte[] hmac) {
        KeyHasher hasher = new KeyHasher(Secret.of("a pepper that is used in this test alone"));
        if (KeyHasher.same(hmac, hasher.hash(KEY))) {
            return Future.succeededFuture(Optional.of(stored(hmac, Set.of("read", "write"))));
        } else if (KeyHasher.same(hmac, hasher.hash(READ_ONLY_KEY))) {
            return Future.succeededFuture(Optional.of(stored(hmac, Set.of("read"))));
        } else if (KeyHasher.same(hmac, hasher.hash(LATE_KEY))) {
            lateLookupBegan.tryComplete(Vertx.currentContext());
            return lateLookup.future().map(found -> found.map(_ -> stored(hmac, Set.of("write"))));
        }
        return Future.succeededFuture(Optional.empty());
    }

    private static ApiKey stored(byte[] hmac, Set<String> scopes) {
        return new ApiKey(
                new UUID(0, 1),
                hmac,
                1,
                "test",
                "mr_live_…test",
                scopes,
                Instant.parse("2026-01-01T00:00:00Z"),
                null,
                null);
    }

    private static String get(String target, KeyText key) {
        return "GET " + target + HEAD + key.reveal() + "\r\n\r\n";
    }

    private static String post(String target, KeyText key, String body) {
        return "POST " + target + HEAD + key.reveal() + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private Answer ask(String request) {
        try (RawConnection connection = new RawConnection(port)) {
            return connection.send(request).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket connect() {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Socket client, String text) {
        try {
            client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without a goodbye, as a process that is killed. */
    private static void kill(Socket client) {
        try {
            client.setSoLinger(true, 0);
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitNothingUnderWay() {
        Soon.await("no counted request").atMost(TIMEOUT).until(() -> limits.concurrent() == 0);
    }
}
