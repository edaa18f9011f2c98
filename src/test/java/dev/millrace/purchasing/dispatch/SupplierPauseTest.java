package dev.millrace.purchasing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.config.Backoff;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SupplierPauseTest {
    private final SupplierPause pause =
            new SupplierPause(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60)), Duration.ofMinutes(10));

    @Test
    void isLongerAfterEveryFailure() {
        assertThat(pause.after(1, 0.5, null)).isEqualTo(Duration.ofMillis(500));
        assertThat(pause.after(3, 0.5, null)).isEqualTo(Duration.ofSeconds(2));
        assertThat(pause.after(50, 0.5, null)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void neverEndsBeforeTheSupplierAskedForIt() {
        assertThat(pause.after(1, 0, Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(30));
        assertThat(pause.after(5, 0.5, Duration.ofSeconds(30))).isEqualTo(Duration.ofMillis(30_500));
    }

    @Test
    void aSupplierCanNotHoldUsOffForever() {
        assertThat(pause.after(1, 0, Duration.ofDays(400))).isEqualTo(Duration.ofMinutes(10));
        assertThat(pause.after(1, 0, Duration.ofSeconds(-4))).isZero();
    }
}
