package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorResponderTest {
    private long nanos = 77;
    private final ErrorResponder desk = new ErrorResponder(() -> nanos);

    @Test
    void warnsOfTheFirstUnknownOutcomesOfASecondOnly() {
        assertThat(warningsOf(100)).isEqualTo(5);
        nanos += 999_999_999;
        assertThat(warningsOf(100)).isZero();
        nanos += 1;
        assertThat(warningsOf(100)).isEqualTo(5);
    }

    @Test
    void countsTheLinesThatItLeavesOut() {
        LogRateLimit lines = new LogRateLimit(2, () -> nanos);
        for (int line = 0; line < 10; line++) {
            lines.take();
        }
        nanos += 1_000_000_000;
        assertThat(lines.take()).isTrue();
        assertThat(lines.leftOut()).isEqualTo(8);
        assertThat(lines.leftOut()).isZero();
    }

    private int warningsOf(int errors) {
        int warnings = 0;
        for (int i = 0; i < errors; i++) {
            warnings += desk.mayWarn() ? 1 : 0;
        }
        return warnings;
    }
}
