package dev.millrace.purchasing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.purchasing.Backoff;
import dev.millrace.store.DispatcherReads.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private final Retries retries = new Retries(Backoff.defaults(), 10);

    @Test
    void remembersWhenToAskAgainAndForgets() {
        retries.notBefore(order(1, 1), NOW, Duration.ofMinutes(1));
        assertThat(retries.at(order(1, 1))).isEqualTo(NOW.plusSeconds(60));

        retries.failed(order(1, 1), NOW);
        assertThat(retries.at(order(1, 1))).isBetween(NOW, NOW.plusSeconds(1));

        retries.forget(order(1, 1));
        assertThat(retries.at(order(1, 1))).isNull();
    }

    @Test
    void aMerchantOfWhomThereIsMuchForgetsHisOwnOldestAndNobodyElses() {
        retries.notBefore(order(2, 0), NOW, Duration.ofMinutes(1));
        for (int i = 0; i < 1_000; i++) {
            retries.notBefore(order(1, i), NOW, Duration.ofMinutes(1));
        }

        assertThat(retries.at(order(2, 0))).isNotNull();
        assertThat(retries.at(order(1, 999))).isNotNull();
        assertThat(retries.at(order(1, 990))).isNull();

        for (int i = 1; i <= 3; i++) {
            retries.notBefore(order(2, i), NOW, Duration.ofMinutes(1));
            assertThat(retries.at(order(2, i))).isNotNull();
        }
    }

    @Test
    void whatIsForgottenMakesRoom() {
        for (int round = 0; round < 100; round++) {
            retries.failed(order(1, round), NOW);
            retries.forget(order(1, round));
        }
        for (int merchant = 1; merchant <= 10; merchant++) {
            retries.failed(order(merchant, 0), NOW);
            assertThat(retries.at(order(merchant, 0))).isNotNull();
        }
    }

    private static Place order(int merchantId, int number) {
        return new Place(merchantId, "acme", number, new UUID(merchantId, number));
    }
}
