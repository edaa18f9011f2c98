package dev.millrace.attack.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A server under load, for all the tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UnderSiege {
    private static final int WISHES_PER_SECOND = 100;

    private final long seed;

    @SuppressWarnings("NullAway.Init") // Set before any test.
    Rig rig;

    @SuppressWarnings("NullAway.Init") // Set before any test.
    Siege siege;

    UnderSiege(long seed) {
        this.seed = seed;
    }

    @BeforeAll
    void start() throws Exception {
        rig = Rig.start(1, Timeouts.quick());
        siege = Siege.of(rig, seed, WISHES_PER_SECOND);
    }

    /** The accounts are settled when all is over, so that every test adds to them. */
    @AfterAll
    void everythingAcknowledgedIsThereOnceAndTheBooksBalance() throws Exception {
        try (Rig _ = rig) {
            assertThat(siege.end()).isEmpty();
        }
    }
}
