package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.console.Failure;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "90d, 2027-02-28T12:00:00Z",
        "1 d, 2026-12-01T12:00:00Z",
        "12h, 2026-12-01T00:00:00Z",
        "30m, 2026-11-30T12:30:00Z",
        "2027-01-31T00:00:00Z, 2027-01-31T00:00:00Z",
        "2027-01-31T00:00:00+02:00, 2027-01-30T22:00:00Z"
    })
    void takesADateTimeAndADuration(String text, Instant meant) {
        assertThat(Expiry.parse(text, NOW)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "2027-01-31", "90", "90 days", "-1d", "2027-13-01T00:00:00Z"})
    void saysWhatItTakesToWhatIsNeither(String text) {
        assertThatThrownBy(() -> Expiry.parse(text, NOW))
                .isInstanceOf(Failure.class)
                .hasMessage("--expires " + text
                        + " (expected: a date-time such as 2027-01-31T00:00:00Z, or a duration such as 90d or 12h)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0d",
                "2026-11-30T12:00:00Z",
                "2020-01-01T00:00:00Z",
                "36501d",
                "999999999999h",
                "+900000-01-01T00:00:00Z"
            })
    void refusesATimeThatHasPassedOrThatNobodyMeans(String text) {
        assertThatThrownBy(() -> Expiry.parse(text, NOW))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("expected: a time to come, within 36500 days; it is 2026-11-30T12:00:00Z");
    }

    @Test
    void takesTheLastMomentThatItAllows() {
        assertThat(Expiry.parse("36500d", NOW)).isAfter(NOW);
    }
}
