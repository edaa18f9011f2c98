package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.millrace.Changed;
import dev.millrace.access.Access;
import dev.millrace.access.AccessConfig;
import dev.millrace.access.Traffic;
import dev.millrace.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a client does wrong is the client's to know: it writes nothing into our log, and no stack trace above all. */
@ExtendWith(VertxExtension.class)
class ClientMistakesIT {
    private static final String POST = "POST /v1/open HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    private static final String LARGE = "GET /v1/large HTTP/1.1\r\nHost: x\r\n\r\n";

    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final ListAppender<ILoggingEvent> LINES = new ListAppender<>();
    private static int port;

    @BeforeAll
    static void serve(Vertx vertx) throws Exception {
        ApiConfig config = Changed.of(
                ApiConfig.defaults(), Map.of("port", 0, "eventLoops", 1, "requestDeadline", Duration.ofMillis(300)));
        Access access = new Access(
                AccessConfig.with(Secret.of("a pepper that is used in this test alone")),
                _ -> Future.succeededFuture(Optional.empty()),
                InstantSource.system(),
                System::nanoTime);
        List<Route> routes = List.of(
                new Route(
                        HttpMethod.POST,
                        "/v1/open",
                        Traffic.OPEN,
                        BodyRule.JSON,
                        request -> Future.succeededFuture(ApiResponse.json(200, request.body()))),
                new Route(
                        HttpMethod.GET,
                        "/v1/large",
                        Traffic.OPEN,
                        BodyRule.NONE,
                        _ -> Future.succeededFuture(ApiResponse.of(200, "text/plain", new byte[2_000_000]))));
        ApiVerticle verticle = new ApiVerticle(
                config, routes, access, (_, _, _, _) -> {}, Listeners.of(config, MemoryConfig.defaults()));
        vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
        port = verticle.port();
        LINES.start();
        ROOT.addAppender(LINES);
    }

    @AfterAll
    static void stop() throws Exception {
        ROOT.detachAppender(LINES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET / HTTP/1.1\r\n: x\r\n\r\n",
                "GET / HTTP/1.1\r\nbad header\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET / HTTP/3.7\r\nHost: x\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n",
                "CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n",
                POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                POST + "Transfer-Encoding: chunked\r\n\r\n1\r\nx",
                POST + "Transfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n",
                POST + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nbad trailer\r\n\r\n",
                POST + "Content-Length: 100\r\n\r\n{",
                POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                POST + "Expect: nonsense\r\nContent-Length: 2\r\n\r\n{}",
                POST + "Content-Length: 2\r\n\r\n{}trailing garbage\r\n\r\n",
                LARGE + LARGE + LARGE
            })
    void writesNothingIntoTheLog(String sent) throws Exception {
        for (boolean reset : new boolean[] {false, true}) {
            LINES.list.clear();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
                if (reset) {
                    // Closing then resets the connection instead of ending it.
                    socket.setSoLinger(true, 0);
                } else {
                    socket.shutdownOutput();
                    socket.setSoTimeout(2_000);
                    socket.getInputStream().readNBytes(1_000);
                }
            }
            // What came of it is over when a well-behaved client is served on the same event loop after it.
            try (RawConnection connection = new RawConnection(port)) {
                assertThat(connection
                                .send(POST + "Content-Length: 2\r\n\r\n{}")
                                .read()
                                .status())
                        .isEqualTo(200);
            }
            assertThat(List.copyOf(LINES.list))
                    .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
                    .isEmpty();
        }
    }
}
