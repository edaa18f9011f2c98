package dev.millrace.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Soon;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Meters meters = new Meters();
    private final Vertx vertx = Vertx.builder()
            .with(new VertxOptions().setMetricsOptions(meters.vertxOptions()).setEventLoopPoolSize(2))
            .withMetrics(meters.vertxFactory())
            .build();
    private final EventLoopLag lag = EventLoopLag.watch(vertx, List.of(), meters.registry());
    private final Health health = new Health(() -> lag.allTurnedWithin(TIMEOUT), List.of());
    private final ManagementVerticle verticle =
            new ManagementVerticle(new ManagementConfig("127.0.0.1", 0), meters, health);

    @BeforeEach
    void serve() throws Exception {
        vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        lag.stop();
        vertx.close().await(10, TimeUnit.SECONDS);
        meters.close();
    }

    @Test
    void showsHealth() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/live").body()).isEqualTo("{\"status\":\"up\",\"checks\":{\"event_loops\":\"up\"}}\n");
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        health.started();
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"up\",\"checks\":{\"serving\":\"up\"}}\n");
    }

    @Test
    void showsMetricsOfEveryLoopAndPool() throws Exception {
        awaitTicks();
        HttpResponse<String> metrics = get("/metrics");
        assertThat(metrics.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body())
                .contains("millrace_eventloop_lag_seconds_bucket{loop=\"0\",le=\"0.001\"}")
                .contains("millrace_eventloop_lag_seconds_max{loop=\"1\"}")
                .contains("vertx_pool_queue_pending{pool_name=\"vert.x-worker-thread\",pool_type=\"worker\"}")
                .doesNotContain("vertx_http_server");
    }

    @Test
    void hasNothingElse() throws Exception {
        for (String path : List.of("/nothing", "/metrics/", "/x/../metrics", "/%6Detrics", "//")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        HttpRequest post =
                request("/metrics").POST(HttpRequest.BodyPublishers.noBody()).build();
        assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void leadsToAllThatItHas() throws Exception {
        health.started();
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        List<String> links = Pattern.compile("(?:href|src)=\"([^\"]*)\"")
                .matcher(page.body())
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links).containsExactly("/metrics", "/health/live", "/health/ready");
        for (String link : links) {
            assertThat(get(link).statusCode()).as(link).isEqualTo(200);
        }
    }

    @Test
    void answersHeadAsGetWithoutABody() throws Exception {
        HttpRequest head = request("/health/live").HEAD().build();
        HttpResponse<String> answer = client.send(head, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void holdsItsClientsToHttpToo() throws Exception {
        assertThat(get("/health/live").headers().firstValue("Date"))
                .hasValueSatisfying(date -> assertThat(date).endsWith(" GMT"));
        for (String refused :
                List.of("GET /metrics HTTP/1.1\r\n\r\n", "GET /metrics HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n")) {
            assertThat(sent(refused)).startsWith("HTTP/1.1 400 ").contains("\r\nDate: ", "\r\nconnection: close");
        }
        assertThat(sent("GET /metrics HTTP/2.0\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 505 ");
    }

    /** All that comes back until the server closes. */
    private String sent(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), verticle.port())) {
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void noticesALoopThatStandsStill() throws Exception {
        CountDownLatch stands = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        vertx.getOrCreateContext().runOnContext(_ -> {
            stands.countDown();
            await(release);
        });
        await(stands);
        try {
            Soon.await("a loop that stands still")
                    .atMost(TIMEOUT)
                    .until(() -> !lag.allTurnedWithin(Duration.ofMillis(50)));
            assertThat(lag.allTurnedWithin(Duration.ofMillis(50))).isFalse();
        } finally {
            release.countDown();
        }
    }

    private void awaitTicks() {
        // A task that comes after a tick of every loop.
        CountDownLatch ticked = new CountDownLatch(2);
        vertx.setTimer(50, _ -> ticked.countDown());
        vertx.getOrCreateContext().runOnContext(_ -> vertx.setTimer(50, _ -> ticked.countDown()));
        await(ticked);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + verticle.port() + path))
                .timeout(TIMEOUT);
    }
}
