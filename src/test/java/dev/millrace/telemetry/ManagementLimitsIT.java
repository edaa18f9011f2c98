package dev.millrace.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.http.RawConnection;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The management port bears slow and greedy clients as the API does. */
@ExtendWith(VertxExtension.class)
class ManagementLimitsIT {
    private static final int CONNECTIONS_MAX = 8;
    private static final int SMALL_RECEIVE_BYTES = 4_096;
    private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String SCRAPE = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";

    private final Meters meters = new Meters();
    private final List<RawConnection> opened = new ArrayList<>();
    private final ManagementVerticle verticle = new ManagementVerticle(
            new ManagementConfig("127.0.0.1", 0, CONNECTIONS_MAX, Duration.ofSeconds(2), Duration.ofMillis(500)),
            meters,
            new Health(() -> true, List.of()));

    @BeforeEach
    void serve(Vertx vertx) throws Exception {
        vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        for (RawConnection connection : opened) {
            connection.close();
        }
        meters.close();
    }

    @Test
    void cutsOffAHeadThatDoesNotEnd() {
        RawConnection connection = connect().send("GET /metrics HTTP/1.1\r\nX-Slow: ");
        assertThat(connection.read().status()).isEqualTo(408);
        assertThat(connection.isClosedByServer()).isTrue();
    }

    @Test
    void closesAConnectionOnWhichNothingMoves() {
        assertThat(connect().isClosedByServer()).isTrue();
    }

    @Test
    void refusesHeadersThatAreTooLarge() {
        RawConnection connection =
                connect().send("GET /metrics HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(16_000) + "\r\n\r\n");
        assertThat(connection.read().status()).isEqualTo(431);
    }

    @Test
    void readsNoBodies() {
        RawConnection connection = connect()
                .send("POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n" + "x".repeat(1_000));
        assertThat(connection.read().status()).isEqualTo(405);
        assertThat(connection.isClosedByServer()).isTrue();
    }

    @Test
    void leavesConnectionsToOthersThoughOneAddressWantsThemAll() throws Exception {
        for (int client = 0; client < 2 * CONNECTIONS_MAX; client++) {
            connect().send("GET /metrics HTTP/1.1\r\nX-Slow: ");
        }
        InetAddress elsewhere = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        RawConnection prometheus = new RawConnection(verticle.port(), 0, elsewhere);
        opened.add(prometheus);
        assertThat(prometheus.send(LIVE).read().status()).isEqualTo(200);
    }

    @Test
    void servesOthersBesideWhoReadsNoneOfManyScrapes() {
        RawConnection greedy = new RawConnection(verticle.port(), SMALL_RECEIVE_BYTES);
        opened.add(greedy);
        greedy.send(SCRAPE.repeat(500));
        // Beside it another is served.
        assertThat(connect().send(SCRAPE).read().body()).contains("jvm_memory_used_bytes");
        assertThat(connect().send(LIVE).read().status()).isEqualTo(200);
    }

    private RawConnection connect() {
        RawConnection connection = new RawConnection(verticle.port());
        opened.add(connection);
        return connection;
    }
}
