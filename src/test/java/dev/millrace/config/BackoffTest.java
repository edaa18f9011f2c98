package dev.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "3, 4000", "6, 32000", "7, 60000", "8, 60000", "2147483647, 60000", "0, 1000"})
    void theCeilingDoublesUpToALimit(int failures, long ceilingMillis) {
        assertThat(backoff.ceiling(failures)).isEqualTo(Duration.ofMillis(ceilingMillis));
        assertThat(backoff.delay(failures, 0)).isZero();
        assertThat(backoff.delay(failures, 0.5)).isEqualTo(Duration.ofMillis(ceilingMillis / 2));
        assertThat(backoff.delay(failures, Math.nextDown(1.0))).isLessThan(Duration.ofMillis(ceilingMillis + 1));
    }

    @RepeatedTest(20)
    void byChanceItIsWithinTheCeilingToo() {
        assertThat(backoff.delay(3)).isBetween(Duration.ZERO, Duration.ofSeconds(4));
    }

    @Test
    void aFirstDelayBeyondTheLimitIsTheLimit() {
        Backoff shorter = new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(1));
        assertThat(shorter.ceiling(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(shorter.ceiling(9)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void waitsForSomething() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageStartingWith("backoff_first");
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(1), Duration.ZERO))
                .hasMessageStartingWith("backoff_max");
    }
}
