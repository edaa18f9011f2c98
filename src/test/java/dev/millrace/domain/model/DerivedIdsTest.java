package dev.millrace.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DerivedIdsTest {
    private static final UUID BASE = UUID.fromString("01905bd0-2d4e-7abc-9def-0123456789ab");

    @Test
    void areTheSameWheneverTheyAreDerived() {
        assertThat(DerivedIds.derive(BASE, 0)).isEqualTo(DerivedIds.derive(BASE, 0));
        // Fixed, since a batch that is sent again after an upgrade must be the same byte for byte.
        assertThat(DerivedIds.derive(BASE, 0)).hasToString("01905bd0-2d4e-7db4-8fb6-30e8361564e6");
        assertThat(DerivedIds.derive(BASE, 1)).hasToString("01905bd0-2d4e-734b-bff7-c90ee59f74eb");
    }

    @Test
    void areVersionSevenWithTheTimeOfTheirBase() {
        UUID derived = DerivedIds.derive(BASE, 99);
        assertThat(derived.version()).isEqualTo(7);
        assertThat(derived.variant()).isEqualTo(2);
        assertThat(derived.getMostSignificantBits() >>> 16).isEqualTo(BASE.getMostSignificantBits() >>> 16);
    }

    @Test
    void differFromOneAnotherAndFromTheirBases() {
        SplittableRandom random = new SplittableRandom(7);
        Set<UUID> ids = new HashSet<>();
        int made = 0;
        for (int base = 0; base < 1_000; base++) {
            // Ids of one millisecond, some of them close together, as a monotonic generator makes them.
            UUID id = new UUID(
                    BASE.getMostSignificantBits(),
                    0x8000_0000_0000_0000L | (base % 2 == 0 ? base : random.nextLong() >>> 2));
            ids.add(id);
            made++;
            for (int ordinal = 0; ordinal < 100; ordinal++) {
                ids.add(DerivedIds.derive(id, ordinal));
                made++;
            }
        }
        assertThat(ids).hasSize(made);
    }
}
