package dev.millrace.purchasing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.config.Backoff;
import dev.millrace.purchasing.Reply;
import dev.millrace.purchasing.SupplierSlots.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupplierHealthTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Reply TROUBLE = new Reply.NotSent("no connection", null);
    private static final Reply FINE = new Reply.Acknowledged("A-1", null);

    private final SupplierHealth supplier = new SupplierHealth(
            new SupplierPause(new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(60)), Duration.ofHours(1)),
            () -> 0.5);

    @Test
    void isNotLimitedWhileItIsWell() {
        SupplierHealth.Exchange first = supplier.begin();
        for (int i = 0; i < 100; i++) {
            supplier.begin();
            assertThat(supplier.mayBegin(NOW)).isTrue();
        }
        first.end(new Reply.Sent(), NOW);
        assertThat(supplier.mayBegin(NOW)).isTrue();
    }

    @Test
    void afterTroubleItWaitsAndThenLetsOneThrough() {
        fail(1);

        assertThat(supplier.isInTrouble()).isTrue();
        assertThat(supplier.mayBegin(NOW.plusMillis(4_999))).isFalse();
        assertThat(supplier.mayBegin(NOW.plusSeconds(5))).isTrue();
        supplier.begin();
        assertThat(supplier.mayBegin(NOW.plusSeconds(5))).isFalse();
    }

    @Test
    void waitsTwiceAsLongAfterEveryFailureUpToALimit() {
        fail(2);
        assertThat(supplier.mayBegin(NOW.plusMillis(9_999))).isFalse();
        assertThat(supplier.mayBegin(NOW.plusSeconds(10))).isTrue();
        fail(50);
        assertThat(supplier.mayBegin(NOW.plusSeconds(30))).isTrue();
    }

    @Test
    void oneSuccessMakesItAsBefore() {
        fail(5);
        end(FINE);

        assertThat(supplier.isInTrouble()).isFalse();
        assertThat(supplier.isBusy()).isFalse();
        assertThat(supplier.mayBegin(NOW)).isTrue();
    }

    @Test
    void whatFailsTogetherIsOneFailure() {
        List<SupplierHealth.Exchange> together =
                List.of(supplier.begin(), supplier.begin(), supplier.begin(), supplier.begin());
        together.forEach(exchange -> exchange.end(TROUBLE, NOW));

        assertThat(supplier.mayBegin(NOW.plusMillis(4_999))).isFalse();
        assertThat(supplier.mayBegin(NOW.plusSeconds(5)))
                .as("half of the first pause")
                .isTrue();
    }

    @Test
    void whatWasBegunBeforeTheTroubleDoesNotEndIt() {
        SupplierHealth.Exchange early = supplier.begin();
        SupplierHealth.Exchange busy = supplier.begin();
        busy.end(new Reply.NotSent("busy", Duration.ofMinutes(10)), NOW);
        early.end(FINE, NOW);

        assertThat(supplier.isInTrouble()).isTrue();
        assertThat(supplier.mayBegin(NOW.plusSeconds(599))).isFalse();
    }

    @Test
    void heedsWhenTheSupplierWantsToHearOfUs() {
        for (Reply busy : List.of(
                new Reply.NotSent("busy", Duration.ofMinutes(10)),
                new Reply.NoAnswer("busy", Duration.ofMinutes(10)))) {
            end(FINE);
            end(busy);

            assertThat(supplier.mayBegin(NOW.plus(Duration.ofMinutes(10)).minusMillis(1)))
                    .isFalse();
            assertThat(supplier.mayBegin(NOW.plus(Duration.ofMinutes(11)))).isTrue();
        }
    }

    @Test
    void aRejectionIsNoTroubleAndNoExchangeTellsNothing() {
        fail(1);
        supplier.begin().end(null, NOW);
        assertThat(supplier.isInTrouble()).isTrue();

        end(new Reply.Rejected("no such article"));
        assertThat(supplier.isInTrouble()).isFalse();
        for (int i = 0; i < 5; i++) {
            end(new Reply.Rejected("no such article"));
            assertThat(supplier.mayBegin(NOW)).isTrue();
        }
    }

    @Test
    void oneThatIsSetUpWronglyIsInTroubleLikeAnyOther() {
        for (Reply trouble : List.of(
                new Reply.Misconfigured("401"),
                new Reply.Unknown("silence"),
                new Reply.NoAnswer("silence", null),
                TROUBLE)) {
            end(FINE);
            end(trouble);
            assertThat(supplier.isInTrouble()).as(trouble.toString()).isTrue();
            assertThat(supplier.mayBegin(NOW)).as(trouble.toString()).isFalse();
        }
    }

    @Test
    void newSettingsAreTriedAtOnce() {
        supplier.settingsChanged(NOW);
        fail(8);
        supplier.settingsChanged(NOW);
        assertThat(supplier.mayBegin(NOW)).isFalse();

        supplier.settingsChanged(NOW.plusSeconds(1));
        assertThat(supplier.mayBegin(NOW)).isTrue();
    }

    @Test
    void whatWasBegunUnderOldSettingsTellsNothingOfTheNew() {
        SupplierHealth.Exchange old = supplier.begin();
        supplier.settingsChanged(NOW);
        old.end(TROUBLE, NOW);

        assertThat(supplier.isInTrouble()).isFalse();
        assertThat(supplier.isBusy()).isFalse();
    }

    @Test
    void leavesPlacesToOthersInTroubleOrWhileSomethingIsOpen() {
        assertThat(supplier.standing()).isEqualTo(Standing.UNTRIED);
        SupplierHealth.Exchange open = supplier.begin();
        assertThat(supplier.standing()).isEqualTo(Standing.BURDENED);
        open.end(FINE, NOW);
        assertThat(supplier.standing()).isEqualTo(Standing.ANSWERING);
        fail(1);
        assertThat(supplier.standing()).isEqualTo(Standing.BURDENED);
        supplier.settingsChanged(NOW);
        assertThat(supplier.standing()).isEqualTo(Standing.UNTRIED);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            end(TROUBLE);
        }
    }

    private void end(Reply reply) {
        supplier.begin().end(reply, NOW);
    }
}
