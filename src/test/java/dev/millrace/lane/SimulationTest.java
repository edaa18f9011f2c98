package dev.millrace.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A few hundred courses of the simulation; {@code scripts/attack simulate} runs as many as one likes. */
class SimulationTest {
    private static final int SEEDS = 300;
    private static Simulations.Quiet quiet = () -> {};

    @BeforeAll
    static void beQuiet() {
        quiet = Simulations.quiet();
    }

    @AfterAll
    static void beLoudAgain() {
        quiet.close();
    }

    @Test
    void keepsEveryPromiseInEverySeedAndComesToEverything() {
        Simulations simulations = new Simulations();
        for (long seed = 1; seed <= SEEDS; seed++) {
            simulations.run(seed);
        }

        assertThat(simulations.missing()).as("what none of the seeds came to").isEmpty();
    }

    @Test
    void aSeedTakesTheSameCourseEveryTime() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(new Simulation(seed, null).run().hash())
                    .as("seed %d", seed)
                    .isEqualTo(new Simulation(seed, null).run().hash());
        }
    }

    @Test
    void anotherSeedTakesAnotherCourse() {
        assertThat(new Simulation(1, null).run().hash())
                .isNotEqualTo(new Simulation(2, null).run().hash());
    }
}
