package dev.millrace.purchasing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.purchasing.Backoff;
import dev.millrace.purchasing.Reply;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SupplierLineTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Reply TROUBLE = new Reply.NotSent("no connection", null);

    private final SupplierLine line = new SupplierLine(
            new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofHours(1)), () -> 0.5);

    @Test
    void isNotLimitedWhileItIsWell() {
        for (int i = 0; i < 100; i++) {
            line.begin();
            assertThat(line.hasRoom(NOW)).isTrue();
        }
        line.end(new Reply.Sent(), NOW);
        assertThat(line.hasRoom(NOW)).isTrue();
    }

    @Test
    void afterTroubleItWaitsAndThenLetsOneThrough() {
        fail(1);

        assertThat(line.isLeftAlone()).isTrue();
        assertThat(line.hasRoom(NOW.plusMillis(4_999))).isFalse();
        assertThat(line.hasRoom(NOW.plusSeconds(5))).isTrue();
        line.begin();
        assertThat(line.hasRoom(NOW.plusSeconds(5))).isFalse();
    }

    @Test
    void waitsTwiceAsLongAfterEveryFailureUpToALimit() {
        fail(2);
        assertThat(line.hasRoom(NOW.plusMillis(9_999))).isFalse();
        assertThat(line.hasRoom(NOW.plusSeconds(10))).isTrue();
        fail(50);
        assertThat(line.hasRoom(NOW.plusSeconds(30))).isTrue();
    }

    @Test
    void oneSuccessMakesItAsBefore() {
        fail(5);
        line.begin();
        line.end(new Reply.Acknowledged("A-1", null), NOW);

        assertThat(line.isLeftAlone()).isFalse();
        assertThat(line.isIdle()).isTrue();
        assertThat(line.hasRoom(NOW)).isTrue();
    }

    @Test
    void heedsWhenTheSupplierWantsToHearOfUs() {
        line.begin();
        line.end(new Reply.NotSent("busy", Duration.ofMinutes(10)), NOW);

        assertThat(line.hasRoom(NOW.plus(Duration.ofMinutes(10)).minusMillis(1)))
                .isFalse();
        assertThat(line.hasRoom(NOW.plus(Duration.ofMinutes(11)))).isTrue();
    }

    @Test
    void aRejectionIsNoTroubleAndNoExchangeTellsNothing() {
        fail(1);
        line.begin();
        line.end(null, NOW);
        assertThat(line.isLeftAlone()).isTrue();

        line.begin();
        line.end(new Reply.Rejected("no such article"), NOW);
        assertThat(line.isLeftAlone()).isFalse();
    }

    @Test
    void newSettingsAreTriedAtOnce() {
        line.settingsChanged(NOW);
        fail(8);
        line.settingsChanged(NOW);
        assertThat(line.hasRoom(NOW)).isFalse();

        line.settingsChanged(NOW.plusSeconds(1));
        assertThat(line.hasRoom(NOW)).isTrue();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            line.begin();
            line.end(TROUBLE, NOW);
        }
    }
}
