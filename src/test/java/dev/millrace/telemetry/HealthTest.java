package dev.millrace.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.telemetry.Health.Finding;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {
    private boolean loopsTurn = true;
    private boolean lanesConnected = true;
    private Future<Boolean> database = Future.succeededFuture(true);
    private final Health health = new Health(
            () -> loopsTurn,
            List.of(HealthCheck.of("lanes", () -> lanesConnected), new HealthCheck("database", () -> database)));

    @Test
    void isReadyOnceItServesAndAllChecksHold() {
        assertThat(ready().isUp()).isFalse();
        health.started();
        assertThat(ready().findings())
                .containsExactly(
                        new Finding("serving", true), new Finding("lanes", true), new Finding("database", true));
        assertThat(ready().isUp()).isTrue();
    }

    @Test
    void isNotReadyWhileALaneHasNoConnection() {
        health.started();
        lanesConnected = false;
        assertThat(ready().isUp()).isFalse();
        assertThat(ready().findings()).contains(new Finding("lanes", false));
    }

    @Test
    void isAliveButNotReadyWhileTheDatabaseIsAway() {
        health.started();
        database = Future.failedFuture("connection refused");
        assertThat(ready().findings()).contains(new Finding("database", false));
        assertThat(health.live().isUp()).isTrue();
    }

    @Test
    void takesACheckThatThrowsAsFailed() {
        Health throwing = new Health(() -> true, List.of(new HealthCheck("broken", () -> {
            throw new IllegalStateException("broken");
        })));
        throwing.started();
        assertThat(throwing.ready().result().findings()).contains(new Finding("broken", false));
    }

    @Test
    void isNotReadyWhileItShutsDown() {
        health.started();
        health.shuttingDown();
        assertThat(ready().findings()).contains(new Finding("serving", false));
        assertThat(health.live().isUp()).isTrue();
    }

    @Test
    void isNotAliveWhenALoopStandsStill() {
        loopsTurn = false;
        assertThat(health.live().isUp()).isFalse();
    }

    private Health.Report ready() {
        return health.ready().result();
    }
}
