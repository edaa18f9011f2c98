package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.Changed;
import dev.millrace.access.Access;
import dev.millrace.access.AccessConfig;
import dev.millrace.access.KeyText;
import dev.millrace.access.Traffic;
import dev.millrace.config.Secret;
import dev.millrace.store.ApiKey;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
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
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Limits of time and number, each so small that a test can reach it. */
@ExtendWith(VertxExtension.class)
class ApiLimitsIT {
    private static final int CONNECTIONS_MAX = 2;
    private static final Duration REQUEST_DEADLINE = Duration.ofMillis(500);
    private static final KeyText KEY = KeyText.generate(new SecureRandom());
    private static final String POST = "POST /v1/things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Authorization: Bearer " + KEY.reveal() + "\r\n";
    private static final String GET = "GET /v1/things/%s HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String GET_LARGE = "GET /v1/large HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final int LARGE_BYTES = 256 * 1_024;
    private static final int DRIP_MILLIS = 50;

    private final Promise<Void> lookup = Promise.promise();
    private final AtomicInteger largeAnswers = new AtomicInteger();
    private int port;

    private Vertx vertx;

    @BeforeEach
    void serve(Vertx vertx) throws Exception {
        this.vertx = vertx;
        ApiConfig config = config();
        Access access = new Access(
                AccessConfig.with(Secret.of("a pepper that is used in this test alone")),
                hmac -> lookup.future().map(Optional.of(key(hmac))),
                InstantSource.system(),
                System::nanoTime);
        List<Route> routes = List.of(
                new Route(HttpMethod.POST, "/v1/things", Traffic.WRITE, BodyRule.JSON, ApiLimitsIT::echo),
                new Route(HttpMethod.GET, "/v1/things/{name}", Traffic.OPEN, BodyRule.NONE, ApiLimitsIT::name),
                new Route(HttpMethod.GET, "/v1/large", Traffic.OPEN, BodyRule.NONE, this::large));
        ApiVerticle verticle = new ApiVerticle(
                config, routes, access, (_, _, _, _) -> {}, Listeners.of(config, MemoryConfig.defaults()));
        vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
        port = verticle.port();
    }

    @Test
    void cutsOffABodyThatDoesNotEnd() throws Exception {
        lookup.complete();
        try (RawConnection connection = new RawConnection(port)) {
            var answer = connection.send(POST + "Content-Length: 5\r\n\r\n{").read();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.body()).contains("\"code\":\"request_timeout\"");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void cutsOffABodyThatDoesNotBegin() throws Exception {
        lookup.complete();
        try (RawConnection connection = new RawConnection(port)) {
            assertThat(connection
                            .send(POST + "Content-Length: 5\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(408);
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void cutsOffHeadsThatDripIn() throws Exception {
        try (RawConnection connection = new RawConnection(port);
                Drip _ = drip(connection.send("GET /v1/things/a HTTP/1.1\r\nX-Slow: "))) {
            var answer = connection.read();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.header("Date")).endsWith(" GMT");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void cutsOffBodiesThatDripIn() throws Exception {
        lookup.complete();
        try (RawConnection connection = new RawConnection(port);
                Drip _ = drip(connection.send(POST + "Content-Length: 100000\r\n\r\n"))) {
            assertThat(connection.read().status()).isEqualTo(408);
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void cutsOffTheSecondRequestOfAConnectionToo() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            assertThat(connection.send(GET.formatted("a") + "GET /v1").read().body())
                    .isEqualTo("a");
            connection.send("/things/b HT");
            assertThat(connection.read().status()).isEqualTo(408);
        }
    }

    @Test
    void blamesNoClientForTheRequestBeforeItsOwn() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            String post = POST + "Content-Length: 2\r\n\r\n";
            connection.send(post + "{}" + post + "{");
            // Between two looks of the watch, which come a deadline apart: the second request has until the next.
            vertx.setTimer(REQUEST_DEADLINE.toMillis() * 3 / 2, _ -> lookup.complete());
            assertThat(connection.read().status()).isEqualTo(200);
            assertThat(connection.send("}").read().status()).isEqualTo(200);
        }
    }

    @Test
    void doesNotAnswerOneRequestForTheLatenessOfTheNext() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(POST + "Content-Length: 2\r\n\r\n{}" + "GET /v1");
            vertx.setTimer(REQUEST_DEADLINE.toMillis() * 2, _ -> lookup.complete());
            assertThat(connection.read().status()).isEqualTo(200);
            connection.send("/things/a HT");
            assertThat(connection.read().status()).isEqualTo(408);
        }
    }

    @Test
    void makesNoFurtherAnswersForAClientThatTakesNone() throws Exception {
        int asked = 400;
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(GET_LARGE.repeat(asked));
            for (int answer = 0; answer < asked; answer++) {
                assertThat(connection.read().body()).hasSize(LARGE_BYTES);
                // The systems of both ends hold some megabytes between them, most at the client's; the server one more.
                assertThat(largeAnswers.get() - answer).isLessThan(asked / 10);
            }
        }
    }

    @Test
    void closesAConnectionWhoseAnswerIsNotTaken() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(GET_LARGE.repeat(400));
            // The server closes these as well, each after the time in which nothing may move; twice that is enough.
            for (int times = 0; times < 2; times++) {
                try (RawConnection other = new RawConnection(port)) {
                    assertThat(other.isClosedByServer()).isTrue();
                }
            }
            assertThatThrownBy(() -> {
                        for (int answer = 0; answer < 400; answer++) {
                            connection.read();
                        }
                    })
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void closesAConnectionOnWhichNothingMoves() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void takesNoMoreConnectionsThanItShould() throws Exception {
        try (RawConnection first = new RawConnection(port);
                RawConnection second = new RawConnection(port)) {
            assertThat(first.send(GET.formatted("a")).read().status()).isEqualTo(200);
            assertThat(second.send(GET.formatted("b")).read().status()).isEqualTo(200);
            try (RawConnection third = new RawConnection(port)) {
                assertThat(third.isClosedByServer()).isTrue();
            }
            assertThat(first.send(GET.formatted("c")).read().status()).isEqualTo(200);
        }
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws Exception {
        lookup.complete();
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(POST + "Content-Length: 2\r\n\r\n{}" + GET.formatted("a") + GET.formatted("b"));
            assertThat(connection.read().body()).isEqualTo("{}");
            assertThat(connection.read().body()).isEqualTo("a");
            assertThat(connection.read().body()).isEqualTo("b");
        }
    }

    @Test
    void keepsABodyThatComesWhileItsKeyIsLookedUp() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(POST + "Content-Length: 13\r\n\r\n{\"a\":1");
            connection.send(",\"b\":2");
            vertx.runOnContext(_ -> lookup.complete());
            assertThat(connection.send("}").read().status()).isEqualTo(200);
        }
    }

    private static Future<ApiResponse> echo(ApiRequest request) {
        return Future.succeededFuture(ApiResponse.json(200, request.body()));
    }

    private Future<ApiResponse> large(ApiRequest request) {
        largeAnswers.incrementAndGet();
        return Future.succeededFuture(ApiResponse.of(200, "text/plain", new byte[LARGE_BYTES]));
    }

    /** A client that goes on sending a letter now and then, until it is cut off. */
    private Drip drip(RawConnection connection) {
        long timer = vertx.setPeriodic(DRIP_MILLIS, _ -> {
            try {
                connection.send("x");
            } catch (UncheckedIOException _) {
                // Cut off.
            }
        });
        return () -> vertx.cancelTimer(timer);
    }

    private interface Drip extends AutoCloseable {
        @Override
        void close();
    }

    private static Future<ApiResponse> name(ApiRequest request) {
        byte[] name = request.pathParameter("name").getBytes(StandardCharsets.UTF_8);
        return Future.succeededFuture(ApiResponse.of(200, "text/plain", name));
    }

    private static ApiKey key(byte[] hmac) {
        return new ApiKey(new UUID(0, 1), hmac, 1, "test", KEY.hint(), Set.of("write"), Instant.EPOCH, null, null);
    }

    private static ApiConfig config() {
        return Changed.of(
                ApiConfig.defaults(),
                Map.of(
                        "port",
                        0,
                        "eventLoops",
                        1,
                        "connectionsMax",
                        CONNECTIONS_MAX,
                        "idleTimeout",
                        Duration.ofSeconds(2),
                        "requestDeadline",
                        REQUEST_DEADLINE));
    }
}
