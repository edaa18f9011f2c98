package dev.millrace.attack.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers and PostgreSQL are killed under load. The long form: {@code ./millrace nemesis}. */
class KillsIT {
    private static final long SEED = 10;
    private static final int WISHES_PER_SECOND = 100;

    private static Rig rig;
    private static Siege siege;

    @BeforeAll
    static void start() throws Exception {
        rig = Rig.start(1, Timeouts.quick());
        siege = Siege.of(rig, SEED, WISHES_PER_SECOND);
    }

    /** The accounts are settled when all is over, so that every test adds to them. */
    @AfterAll
    static void everythingAcknowledgedIsThereOnceAndTheBooksBalance() throws Exception {
        try (Rig _ = rig) {
            assertThat(siege.end()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SERVER_KILLED",
                "SERVERS_KILLED_IN_APPEND",
                "SERVER_PAUSED",
                "POSTMASTER_KILLED",
                "BACKEND_KILLED",
                "BACKENDS_ENDED"
            })
    void worksAgainInTime(Fault fault) throws Exception {
        siege.endureAndTell(fault);
    }
}
