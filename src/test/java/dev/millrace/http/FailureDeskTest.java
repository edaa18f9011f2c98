package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureDeskTest {
    private long nanos = 77;
    private final FailureDesk desk = new FailureDesk(() -> nanos);

    @Test
    void warnsOfTheFirstUnknownOutcomesOfASecondOnly() {
        assertThat(warningsOf(100)).isEqualTo(5);
        nanos += 999_999_999;
        assertThat(warningsOf(100)).isZero();
        nanos += 1;
        assertThat(warningsOf(100)).isEqualTo(5);
    }

    private int warningsOf(int failures) {
        int warnings = 0;
        for (int i = 0; i < failures; i++) {
            warnings += desk.mayWarn() ? 1 : 0;
        }
        return warnings;
    }
}
