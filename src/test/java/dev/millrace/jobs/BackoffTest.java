package dev.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofSeconds(1);

    @Test
    void waitsTwiceAsLongAfterEveryFailureUpToALimit() {
        assertThat(Backoff.delay(FIRST, MOST, 0)).isEqualTo(Duration.ofMillis(100));
        assertThat(Backoff.delay(FIRST, MOST, 1)).isEqualTo(Duration.ofMillis(200));
        assertThat(Backoff.delay(FIRST, MOST, 3)).isEqualTo(Duration.ofMillis(800));
        assertThat(Backoff.delay(FIRST, MOST, 4)).isEqualTo(MOST);
        assertThat(Backoff.delay(FIRST, MOST, 1_000_000)).isEqualTo(MOST);
    }

    @Test
    void anIntervalLongerThanTheLimitStaysWhatItIsWhileNothingFails() {
        assertThat(Backoff.delay(Duration.ofSeconds(5), MOST, 0)).isEqualTo(Duration.ofSeconds(5));
    }
}
