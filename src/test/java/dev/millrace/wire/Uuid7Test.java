package dev.millrace.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class Uuid7Test {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456Z");
    private static final Comparator<UUID> AS_TEXT = Comparator.comparing(UUID::toString);

    @Test
    void carriesItsTimeVersionAndVariant() {
        UUID id = Uuid7.seeded().next(NOON);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16))
                .isEqualTo(Instant.parse("2026-11-24T12:00:00.123Z"));
    }

    @Test
    void placesTheBitsOfTheRfc() {
        // RFC 9562, appendix A.6: 2022-02-22T19:22:22Z with rand_a CC3 and rand_b 18C4DC0C0C07398F.
        UUID id = new Uuid7(new Numbers(0xCC3L, 0x18C4DC0C0C07398FL)).next(Instant.parse("2022-02-22T19:22:22Z"));

        assertThat(id).hasToString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    }

    @Test
    void ascendsWithinOneMillisecond() {
        Uuid7 ids = Uuid7.seeded();
        List<UUID> made = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next(NOON));
        }

        assertThat(made).isSortedAccordingTo(AS_TEXT).doesNotHaveDuplicates();
    }

    @Test
    void ascendsThoughTheClockGoesBack() {
        Uuid7 ids = Uuid7.seeded();

        assertThat(List.of(ids.next(NOON), ids.next(NOON.minusSeconds(60)), ids.next(NOON.plusMillis(1))))
                .isSortedAccordingTo(AS_TEXT)
                .doesNotHaveDuplicates();
    }

    @Test
    void takesTheNextMillisecondWhenTheRandomBitsAreUsedUp() {
        long last = -1L;
        Uuid7 ids = new Uuid7(new Numbers(last, last, 5));
        UUID first = ids.next(NOON);
        UUID second = ids.next(NOON);

        assertThat(first).hasToString(millis(NOON) + "-7fff-bfff-ffffffffffff");
        assertThat(second.toString()).startsWith(millis(NOON.plusMillis(1)) + "-7000-8000-");
    }

    @Test
    void noTwoInstancesMakeTheSame() {
        Set<UUID> made = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            made.add(Uuid7.seeded().next(NOON));
        }

        assertThat(made).hasSize(1_000);
    }

    private static String millis(Instant at) {
        String hex = "%012x".formatted(at.toEpochMilli());
        return hex.substring(0, 8) + "-" + hex.substring(8);
    }

    /** Gives the numbers that it is told, then zeros. */
    private static final class Numbers implements RandomGenerator {
        private final long[] numbers;
        private int position;

        Numbers(long... numbers) {
            this.numbers = numbers;
        }

        @Override
        public long nextLong() {
            return position < numbers.length ? numbers[position++] : 0;
        }
    }
}
