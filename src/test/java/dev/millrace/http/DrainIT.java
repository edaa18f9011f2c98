package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.access.Access;
import dev.millrace.access.AccessConfig;
import dev.millrace.access.Traffic;
import dev.millrace.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A listener that goes down: what it has begun it ends. */
@ExtendWith(VertxExtension.class)
class DrainIT {
    private static final String GET = "GET %s HTTP/1.1\r\nHost: x\r\n\r\n";

    private final Listeners listeners = Listeners.of(ApiConfig.defaults(), MemoryConfig.defaults());
    private final Promise<Void> arrived = Promise.promise();
    private final Promise<ApiResponse> slowAnswer = Promise.promise();
    private String deployment = "";
    private int port;

    private Vertx vertx;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        this.vertx = vertx;
        List<Route> routes = List.of(
                new Route(HttpMethod.GET, "/fast", Traffic.OPEN, BodyRule.NONE, _ -> Future.succeededFuture(answer())),
                new Route(HttpMethod.GET, "/slow", Traffic.OPEN, BodyRule.NONE, _ -> {
                    arrived.complete();
                    return slowAnswer.future();
                }));
        Access access = new Access(
                AccessConfig.with(Secret.of("a-pepper-that-guards-nothing-but-tests")),
                _ -> Future.succeededFuture(Optional.empty()),
                InstantSource.system(),
                System::nanoTime);
        ApiVerticle verticle =
                new ApiVerticle(ApiConfig.defaults().withPort(0), routes, access, (_, _, _, _) -> {}, listeners);
        deployment = vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
        port = verticle.port();
    }

    @Test
    void keepsConnectionsOpenUntilItDrainsAndThenAsksClientsToLeave() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            assertThat(connection.send(GET.formatted("/fast")).read().header("Connection"))
                    .isEmpty();
            listeners.drain().begin();
            RawConnection.Answer last = connection.send(GET.formatted("/fast")).read();
            assertThat(last.status()).isEqualTo(200);
            assertThat(last.header("Connection")).isEqualTo("close");
        }
        try (RawConnection another = new RawConnection(port)) {
            assertThat(another.send(GET.formatted("/fast")).read().status()).isEqualTo(200);
        }
    }

    @Test
    void answersWhatIsInFlightBeforeItIsGone() throws Exception {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(GET.formatted("/slow"));
            arrived.future().await(10, TimeUnit.SECONDS);
            Future<Void> gone = vertx.undeploy(deployment);
            vertx.setTimer(200, _ -> slowAnswer.complete(answer()));
            assertThat(connection.read().status()).isEqualTo(200);
            gone.await(10, TimeUnit.SECONDS);
        }
        Assertions.assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }

    private static ApiResponse answer() {
        return ApiResponse.of(200, MediaTypes.JSON, "{}".getBytes(StandardCharsets.UTF_8));
    }
}
