package dev.millrace.attack.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Soon;
import dev.millrace.app.database.TestCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Two servers of PostgreSQL change places in order, and the address leads to the one that was demoted for some seconds more. It
 * hears of nothing any more, so whoever reads there reads of the past.
 */
class SwitchoverIT {
    private static final long SEED = 21;
    private static final int WISHES_PER_SECOND = 60;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** How long the address leads to the wrong one. */
    private static final Duration MISLED = Duration.ofSeconds(4);

    private static final int READ_AFTERWARDS = 100;

    @Test
    void nobodyWorksOnTheServerThatWasDemotedNorReadsThere() throws Exception {
        try (Rig rig = Rig.start(2, Timeouts.quick());
                Proxy replication = Proxy.before(rig.direct().port())) {
            TestCluster demoted = rig.cluster();
            TestCluster promoted = rig.startStandby(replication);
            Siege siege = Siege.of(rig, SEED, WISHES_PER_SECOND);
            try (Reader reader = Reader.of(rig)) {
                Soon.await("answers that the reader saw").atMost(TIMEOUT).until(() -> reader.seen() > 20);

                demoted.stop();
                promoted.promote();
                demoted.demote();
                demoted.start();
                Soon.assertNever("some node is ready on a standby", MISLED, rig::isReady);

                rig.failOver();
                System.out.println("switchover: " + siege.awaitBack(Limit.POSTGRESQL_START));
                int seen = reader.seen();
                Soon.await("answers after the switch")
                        .atMost(TIMEOUT)
                        .until(() -> reader.seen() > seen + READ_AFTERWARDS);
                assertThat(reader.wrong()).isEmpty();
            }
            assertThat(siege.end()).isEmpty();
        }
    }
}
