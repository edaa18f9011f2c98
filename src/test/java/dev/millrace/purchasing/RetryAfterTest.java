package dev.millrace.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void readsSeconds() {
        assertThat(RetryAfter.parse(" 120 ", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("0", NOW)).isZero();
    }

    @Test
    void readsADate() {
        assertThat(RetryAfter.parse("Tue, 24 Nov 2026 12:00:30 GMT", NOW)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aDateThatHasPassedIsNow() {
        assertThat(RetryAfter.parse("Tue, 24 Nov 2026 11:00:00 GMT", NOW)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-5", "1.5", "soon", "99999999999999999999", "٣", "Tue, 24 Nov 2026"})
    void whatIsNeitherSaysNothing(String value) {
        assertThat(RetryAfter.parse(value, NOW)).isNull();
    }
}
