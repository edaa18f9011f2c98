package dev.millrace.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.model.RequestHash;
import dev.millrace.domain.model.Version;
import org.junit.jupiter.api.Test;

class RecentOutcomesTest {
    private static final KeyId FIRST = new KeyId("place_order", "first");
    private static final KeyId SECOND = new KeyId("place_order", "second");

    @Test
    void theOldestGoesWhereThereAreTooMany() {
        RecentOutcomes recent = new RecentOutcomes(1, 1_000_000);
        recent.put(1, FIRST, outcome(10));
        recent.put(1, SECOND, outcome(10));

        assertThat(recent.find(1, FIRST)).isNull();
        assertThat(recent.find(1, SECOND)).isNotNull();
    }

    @Test
    void theOldestGoesWhereTheyAreTooLarge() {
        RecentOutcomes recent = new RecentOutcomes(100, 10_000);
        recent.put(1, FIRST, outcome(5_000));
        recent.put(1, SECOND, outcome(5_000));

        assertThat(recent.find(1, FIRST)).isNull();
        assertThat(recent.find(1, SECOND)).isNotNull();
    }

    @Test
    void oneThatIsLargerThanAllTheRoomIsNotKept() {
        RecentOutcomes recent = new RecentOutcomes(100, 10_000);
        recent.put(1, FIRST, outcome(20_000));

        assertThat(recent.find(1, FIRST)).isNull();
    }

    @Test
    void aReplacedOneCountsOnce() {
        RecentOutcomes recent = new RecentOutcomes(100, 10_000);
        for (int i = 0; i < 10; i++) {
            recent.put(1, FIRST, outcome(4_000));
        }
        recent.put(1, SECOND, outcome(4_000));

        assertThat(recent.find(1, FIRST)).isNotNull();
        assertThat(recent.find(1, SECOND)).isNotNull();
    }

    @Test
    void merchantsAndKindsHaveKeysOfTheirOwn() {
        RecentOutcomes recent = new RecentOutcomes(100, 10_000);
        recent.put(1, FIRST, outcome(10));

        assertThat(recent.find(2, FIRST)).isNull();
        assertThat(recent.find(1, new KeyId("adjust_stock", "first"))).isNull();
    }

    @Test
    void forgettingMakesRoom() {
        RecentOutcomes recent = new RecentOutcomes(100, 10_000);
        recent.put(1, FIRST, outcome(9_000));
        recent.forget();
        recent.put(1, SECOND, outcome(9_000));

        assertThat(recent.find(1, FIRST)).isNull();
        assertThat(recent.find(1, SECOND)).isNotNull();
    }

    private static KnownOutcome outcome(int bytes) {
        return new KnownOutcome(
                new RequestHash(1, 2, 3, 4),
                new RecordedOutcome(true, "order_1", null, new Version("abcdefghij", 1), new byte[bytes]));
    }
}
