package dev.millrace.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(10));

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "3, 4000", "6, 32000", "7, 60000", "8, 60000", "2147483647, 60000", "0, 1000"})
    void theCeilingDoublesUpToALimit(int failures, long ceilingMillis) {
        assertThat(backoff.delay(failures, 0, null)).isZero();
        assertThat(backoff.delay(failures, 0.5, null)).isEqualTo(Duration.ofMillis(ceilingMillis / 2));
        assertThat(backoff.delay(failures, Math.nextDown(1.0), null)).isLessThan(Duration.ofMillis(ceilingMillis + 1));
    }

    @Test
    void neverComesBeforeTheSupplierAskedForIt() {
        assertThat(backoff.delay(1, 0, Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(30));
        assertThat(backoff.delay(5, 0.5, Duration.ofSeconds(30))).isEqualTo(Duration.ofMillis(30_500));
    }

    @Test
    void aSupplierCanNotHoldUsOffForever() {
        assertThat(backoff.delay(1, 0, Duration.ofDays(400))).isEqualTo(Duration.ofMinutes(10));
        assertThat(backoff.delay(1, 0, Duration.ofSeconds(-4))).isZero();
    }
}
