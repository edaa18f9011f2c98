package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Changed;
import dev.millrace.Soon;
import dev.millrace.access.Access;
import dev.millrace.access.AccessConfig;
import dev.millrace.access.KeyHasher;
import dev.millrace.access.KeyText;
import dev.millrace.access.Traffic;
import dev.millrace.config.Secret;
import dev.millrace.store.ApiKey;
import io.netty.util.internal.PlatformDependent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What all clients together can make the server keep, with budgets so small that a test can use them up. */
@ExtendWith(VertxExtension.class)
class BudgetsIT {
    private static final int HEADS_BYTES_MAX = 400_000;
    private static final int BODIES_BYTES_MAX = 100_000;
    private static final int HOLDER_BODIES_BYTES_MAX = 30_000;
    private static final int UNSENT_BYTES_MAX = 40 * 1_024 * 1_024;
    private static final int HOLDER_UNSENT_BYTES_MAX = 10 * 1_024 * 1_024;
    private static final int CHUNKS_MAX = 100;
    private static final int LARGE_BYTES = 4 * 1_024 * 1_024;
    private static final int SMALL_RECEIVE_BYTES = 4_096;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Secret PEPPER = Secret.of("a pepper that is used in this test alone");
    private static final List<KeyText> KEYS =
            List.of(KeyText.generate(new SecureRandom()), KeyText.generate(new SecureRandom()));
    private static final byte[] LARGE = new byte[LARGE_BYTES];

    private final List<RawConnection> opened = new ArrayList<>();
    private final Promise<Void> open = Promise.promise();
    private Listeners listeners;
    private int port;

    private Vertx vertx;

    @BeforeEach
    void serve(Vertx vertx) throws Exception {
        this.vertx = vertx;
        ApiConfig config = Changed.of(
                ApiConfig.defaults(),
                Map.of("port", 0, "bodyChunksMax", CHUNKS_MAX, "requestDeadline", Duration.ofSeconds(20)));
        listeners = Listeners.of(
                config,
                Changed.of(
                        MemoryConfig.defaults(),
                        Map.of(
                                "headsBytesMax", HEADS_BYTES_MAX,
                                "bodiesBytesMax", BODIES_BYTES_MAX,
                                "holderBodiesBytesMax", HOLDER_BODIES_BYTES_MAX,
                                "unsentBytesMax", UNSENT_BYTES_MAX,
                                "holderUnsentBytesMax", HOLDER_UNSENT_BYTES_MAX)));
        Access access =
                new Access(AccessConfig.with(PEPPER), BudgetsIT::find, InstantSource.system(), System::nanoTime);
        SharedBuffer shared = new SharedBuffer(LARGE);
        List<Route> routes = List.of(
                new Route(HttpMethod.POST, "/v1/things", Traffic.WRITE, BodyRule.JSON, BudgetsIT::length),
                new Route(HttpMethod.POST, "/v1/open", Traffic.OPEN, BodyRule.JSON, BudgetsIT::length),
                new Route(
                        HttpMethod.POST,
                        "/v1/waiting",
                        Traffic.WRITE,
                        BodyRule.JSON,
                        request -> open.future().compose(_ -> length(request))),
                new Route(
                        HttpMethod.GET,
                        "/v1/large",
                        Traffic.READ,
                        BodyRule.NONE,
                        _ -> Future.succeededFuture(ApiResponse.of(200, "text/plain", LARGE))),
                new Route(
                        HttpMethod.GET,
                        "/v1/file",
                        Traffic.OPEN,
                        BodyRule.NONE,
                        _ -> Future.succeededFuture(ApiResponse.of(200, "text/plain", LARGE, shared))));
        ApiVerticle verticle = new ApiVerticle(config, routes, access, (_, _, _, _) -> {}, listeners);
        vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
        port = verticle.port();
    }

    @AfterEach
    void stop() throws Exception {
        for (RawConnection connection : opened) {
            connection.close();
        }
    }

    @Test
    void keepsNoMoreOfBodiesThanItShouldThoughClientsAreSlow() throws Exception {
        for (int client = 0; client < 10; client++) {
            connect().send(post("/v1/open", null, 9_000) + "{");
        }
        soon("7 bodies refused").until(() -> listeners.budgets().bodies().refused() == 7);
        assertThat(listeners.budgets().bodies().taken()).isEqualTo(27_000);
    }

    @Test
    void refusesABodyThatHasNoRoomBeforeItComesAndDoesNothing() {
        connect().send(post("/v1/open", null, 29_000) + "{");
        soon("29 000 bytes of bodies taken")
                .until(() -> listeners.budgets().bodies().taken() == 29_000);
        RawConnection other = connect();
        var answer = other.send(post("/v1/open", null, 2_000)).read();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"overloaded\"", "\"not_executed\":true");
        assertThat(answer.header("Retry-After")).isNotEmpty();
        // What then comes of it is read over, and its connection goes on.
        assertThat(other.send(" ".repeat(2_000) + post("/v1/open", null, 2) + "{}")
                        .read()
                        .body())
                .isEqualTo("2");
    }

    @Test
    void leavesRoomForOthersBesideWhoeverHasHisShare() {
        for (int client = 0; client < 3; client++) {
            connect().send(post("/v1/things", KEYS.getFirst(), 10_000) + "{");
        }
        soon("30 000 bytes of bodies taken")
                .until(() -> listeners.budgets().bodies().taken() == 30_000);
        assertThat(connect()
                        .send(post("/v1/things", KEYS.getFirst(), 10))
                        .read()
                        .status())
                .isEqualTo(503);
        assertThat(connect()
                        .send(post("/v1/things", KEYS.getLast(), 10) + "0123456789")
                        .read()
                        .body())
                .isEqualTo("10");
    }

    @Test
    void countsAChunkedBodyAsItComes() {
        RawConnection connection = connect();
        connection.send(chunked("/v1/things", KEYS.getFirst()));
        for (int chunk = 0; chunk < 20; chunk++) {
            connection.send("3e8\r\n" + "x".repeat(1_000) + "\r\n");
        }
        soon("at least 20 000 bytes of bodies taken")
                .until(() -> listeners.budgets().bodies().taken() >= 20_000);
        for (int chunk = 0; chunk < 20; chunk++) {
            connection.send("3e8\r\n" + "x".repeat(1_000) + "\r\n");
        }
        assertThat(connection.send("0\r\n\r\n").read().body()).isEqualTo("40000");
        soon("no bytes of bodies taken")
                .until(() -> listeners.budgets().bodies().taken() == 0);
    }

    @Test
    void refusesAChunkedBodyWhenThereIsNoMoreRoom() {
        connect().send(post("/v1/things", KEYS.getFirst(), 20_000) + "{");
        soon("20 000 bytes of bodies taken")
                .until(() -> listeners.budgets().bodies().taken() == 20_000);
        RawConnection connection = connect();
        connection.send(chunked("/v1/things", KEYS.getFirst()));
        for (int chunk = 0; chunk < 15; chunk++) {
            connection.send("3e8\r\n" + "x".repeat(1_000) + "\r\n");
        }
        assertThat(connection.read().status()).isEqualTo(503);
        soon("20 000 bytes of bodies taken")
                .until(() -> listeners.budgets().bodies().taken() == 20_000);
    }

    @Test
    void givesBackWhatClientsLeaveBehind() throws Exception {
        RawConnection unfinished = connect().send(post("/v1/things", KEYS.getFirst(), 9_000) + "{");
        RawConnection waiting = connect().send(post("/v1/waiting", KEYS.getFirst(), 9_000) + " ".repeat(9_000));
        soon("18 000 bytes of bodies taken")
                .until(() -> listeners.budgets().bodies().taken() == 18_000);
        unfinished.close();
        soon("9 000 bytes of bodies taken")
                .until(() -> listeners.budgets().bodies().taken() == 9_000);
        waiting.close();
        vertx.runOnContext(_ -> open.complete());
        soon("no bytes of bodies taken")
                .until(() -> listeners.budgets().bodies().taken() == 0);
    }

    @Test
    void takesABodyInAsManyChunksAsItMayHaveAndNoMore() {
        assertThat(connect()
                        .send(chunked("/v1/things", KEYS.getFirst()) + "1\r\nx\r\n".repeat(CHUNKS_MAX) + "0\r\n\r\n")
                        .read()
                        .body())
                .isEqualTo(Integer.toString(CHUNKS_MAX));
        RawConnection tooMany = connect();
        var answer = tooMany.send(
                        chunked("/v1/things", KEYS.getFirst()) + "1\r\nx\r\n".repeat(CHUNKS_MAX + 1) + "0\r\n\r\n")
                .read();
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"body_too_large\"", CHUNKS_MAX + " chunks at most");
        assertThat(tooMany.isClosedByServer()).isTrue();
    }

    @Test
    void closesConnectionsThatTakeNoAnswersWhenTooMuchWaits() {
        List<RawConnection> connections = new ArrayList<>();
        for (int client = 0; client < 5; client++) {
            connections.add(slow().send(get("/v1/large", KEYS.getFirst())));
        }
        soon("3 unsent answers refused")
                .until(() -> listeners.budgets().unsent().refused() == 3);
        assertThat(listeners.budgets().unsent().taken()).isLessThanOrEqualTo(HOLDER_UNSENT_BYTES_MAX);
        // Another merchant has a share of his own.
        assertThat(connect().send(get("/v1/large", KEYS.getLast())).read().status())
                .isEqualTo(200);
        soon("three connections closed")
                .until(() -> connections.stream()
                                .filter(RawConnection::isClosedByServer)
                                .count()
                        >= 3);
    }

    @Test
    void givesBackWhatWasTakenOrLeftBehind() throws Exception {
        RawConnection patient = slow().send(get("/v1/large", KEYS.getFirst()));
        RawConnection lost = slow().send(get("/v1/large", KEYS.getFirst()));
        soon("at least two large answers kept")
                .until(() -> listeners.budgets().unsent().taken() >= 2 * LARGE_BYTES);
        lost.close();
        soon("less than two large answers kept")
                .until(() -> listeners.budgets().unsent().taken() < 2 * LARGE_BYTES);
        assertThat(patient.read().status()).isEqualTo(200);
        soon("no bytes of unsent answers taken")
                .until(() -> listeners.budgets().unsent().taken() == 0);
    }

    @Test
    void keepsAFileOnceHoweverManyDoNotReadIt() throws Exception {
        long before = directBytes();
        for (int client = 0; client < 100; client++) {
            slow().send(get("/v1/file", null));
        }
        soon("a hundred files begun").until(() -> listeners.budgets().unsent().taken() >= 100 * 512);
        assertThat(listeners.budgets().unsent().refused()).isZero();
        assertThat(directBytes() - before).isLessThan(10L * LARGE_BYTES);
        assertThat(connect().send(get("/v1/file", null)).read().body()).hasSize(LARGE_BYTES);
        var head = connect().send("HEAD /v1/file HTTP/1.1\r\nHost: x\r\n\r\n").readHead();
        assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(LARGE_BYTES));
    }

    @Test
    void countsHeadsThatAreStillComingAndThoseThatWaitForTheirAnswers() throws Exception {
        List<RawConnection> dripping = new ArrayList<>();
        for (int client = 0; client < 20; client++) {
            dripping.add(connect().send("GET /v1/large HTTP/1.1\r\nHost: x\r\nX-Slow: " + "x".repeat(8_000)));
        }
        soon("the bytes of twenty heads")
                .until(() -> listeners.budgets().heads().taken() > 20 * 8_000);
        // Requests in a row behind one that waits, with headers of their own.
        RawConnection row = connect();
        row.send(post("/v1/waiting", KEYS.getFirst(), 2) + "{}"
                + get("/v1/none", null).repeat(200));
        assertThat(row.isClosedByServer()).isTrue();
        soon("a refused head").until(() -> listeners.budgets().heads().refused() > 0);
        for (RawConnection connection : dripping) {
            connection.close();
        }
        soon("no bytes of heads taken").until(() -> listeners.budgets().heads().taken() == 0);
        assertThat(connect().send(get("/v1/none", null)).read().status()).isEqualTo(404);
        soon("no bytes of heads taken").until(() -> listeners.budgets().heads().taken() == 0);
    }

    @Test
    void refusesAHeadThatHasNoRoom() {
        for (int client = 0; client < 24; client++) {
            connect().send("GET /v1/large HTTP/1.1\r\nHost: x\r\nX-Slow: " + "x".repeat(8_000));
        }
        soon("the bytes of 24 heads").until(() -> listeners.budgets().heads().taken() > 24 * 8_000);
        var answer = connect()
                .send("GET /v1/large HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(8_000) + "\r\n\r\n")
                .read();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    private static long directBytes() {
        return PlatformDependent.usedDirectMemory();
    }

    private RawConnection connect() {
        return kept(new RawConnection(port));
    }

    /** One behind which a client's system takes next to nothing by itself. */
    private RawConnection slow() {
        return kept(new RawConnection(port, SMALL_RECEIVE_BYTES));
    }

    private RawConnection kept(RawConnection connection) {
        opened.add(connection);
        return connection;
    }

    private static String post(String path, @Nullable KeyText key, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + authorization(key)
                + "Content-Length: " + length + "\r\n\r\n";
    }

    private static String chunked(String path, @Nullable KeyText key) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + authorization(key)
                + "Transfer-Encoding: chunked\r\n\r\n";
    }

    private static String get(String path, @Nullable KeyText key) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + authorization(key) + "\r\n";
    }

    private static String authorization(@Nullable KeyText key) {
        return key == null ? "" : "Authorization: Bearer " + key.reveal() + "\r\n";
    }

    private static Future<ApiResponse> length(ApiRequest request) {
        return Future.succeededFuture(ApiResponse.of(
                200, "text/plain", Integer.toString(request.body().length).getBytes(StandardCharsets.US_ASCII)));
    }

    private static Future<Optional<ApiKey>> find(byte[] hmac) {
        KeyHasher hasher = new KeyHasher(PEPPER);
        for (int merchant = 0; merchant < KEYS.size(); merchant++) {
            if (Arrays.equals(hasher.hash(KEYS.get(merchant)), hmac)) {
                return Future.succeededFuture(Optional.of(new ApiKey(
                        new UUID(0, merchant),
                        hmac,
                        merchant + 1,
                        "test",
                        KEYS.get(merchant).hint(),
                        Set.of("read", "write"),
                        Instant.EPOCH,
                        null,
                        null)));
            }
        }
        return Future.succeededFuture(Optional.empty());
    }

    private static ConditionFactory soon(String what) {
        return Soon.await(what).atMost(TIMEOUT);
    }
}
