package dev.millrace.attack.nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The disk of the database is full, and then there is space again. The long form: {@code ./millrace nemesis}. */
class DiskFullIT {
    private static final long SEED = 11;
    private static final int WISHES_PER_SECOND = 100;
    private static final long VOLUME_BYTES = 256L << 20;

    @Test
    void aFullDiskRefusesTruthfullyAndSpaceBringsEverythingBack() throws Exception {
        Optional<Rig> possible = Rig.onSmallVolume(1, Timeouts.quick(), VOLUME_BYTES);
        if (possible.isEmpty()) {
            System.err.println("DISK FULL IS NOT TESTED: this system permits neither mount nor unshare");
        }
        assumeThat(possible).isPresent();
        try (Rig rig = possible.orElseThrow()) {
            Siege siege = Siege.of(rig, SEED, WISHES_PER_SECOND);

            siege.endureAndTell(Fault.DISK_FULL);

            assertThat(siege.end()).isEmpty();
            assertThat(siege.ledger().answersWithoutOutcome()).isPositive();
        }
    }
}
