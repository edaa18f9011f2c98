package dev.millrace.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopBeatTest {
    private final Timer lag = Timer.builder("lag").register(new SimpleMeterRegistry());
    private final LoopBeat beat = new LoopBeat(1_000, 10, lag);

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
    void recordsEveryTickThatAStandstillHeldUp() {
        beat.tick(1_000);
        for (int i = 0; i < 3; i++) {
            beat.tick(1_030);
        }
        // Due at 1,010, 1,020 and 1,030.
        assertThat(lag.totalTime(TimeUnit.NANOSECONDS)).isEqualTo(20 + 10 + 0);
        assertThat(lag.max(TimeUnit.NANOSECONDS)).isEqualTo(20);
    }

    @Test
    void knowsWhetherItsLoopStillTurns() {
        beat.tick(1_000);
        assertThat(beat.turnedWithin(Duration.ofNanos(50), 1_050)).isTrue();
        assertThat(beat.turnedWithin(Duration.ofNanos(50), 1_051)).isFalse();
    }
}
