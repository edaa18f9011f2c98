package dev.millrace.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopTicksTest {
    private final Timer lag = Timer.builder("lag").register(new SimpleMeterRegistry());
    private final LoopTicks beat = new LoopTicks(1_000, 10, lag);

    @Test
    void recordsHowLateATickIs() {
        beat.tick(1_000);
        beat.tick(1_017);
        assertThat(lag.count()).isEqualTo(2);
        assertThat(lag.totalTime(TimeUnit.NANOSECONDS)).isEqualTo(7);
    }

    @Test
    void countsATickThatComesEarlyAsPunctual() {
        beat.tick(998);
        assertThat(lag.totalTime(TimeUnit.NANOSECONDS)).isZero();
    }

    @Test
    void oneLateTickStandsForAllThatWereDue() {
        beat.tick(1_000);
        long next = beat.tick(1_034);
        // Due at 1,010, 1,020 and 1,030.
        assertThat(lag.count()).isEqualTo(1 + 3);
        assertThat(lag.totalTime(TimeUnit.NANOSECONDS)).isEqualTo(24 + 14 + 4);
        assertThat(next).isEqualTo(6);
    }

    @Test
    void aLoopThatIsLateInEveryTurnIsNotLaterAndLater() {
        for (int turn = 1; turn <= 1_000; turn++) {
            beat.tick(1_000 + turn * 35);
        }
        assertThat(lag.max(TimeUnit.NANOSECONDS)).isEqualTo(35);
    }

    @Test
    void knowsWhetherItsLoopStillTurns() {
        beat.tick(1_000);
        assertThat(beat.turnedWithin(Duration.ofNanos(50), 1_050)).isTrue();
        assertThat(beat.turnedWithin(Duration.ofNanos(50), 1_051)).isFalse();
    }
}
