package dev.millrace.attack;

import dev.millrace.lane.Simulations;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The simulation, for as many seeds as one likes. */
@Command(
        name = "simulate",
        description =
                "Runs the real lanes of two nodes against a database that fails in every known way, under a seed.",
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    private static final int SEEDS_DEFAULT = 2_000;

    /** Which seeds. */
    static final class Which {
        @Option(names = "--seed", description = "This one alone, and tell what happens in it.")
        @Nullable
        Long seed;

        @Option(names = "--seeds", paramLabel = "FIRST..LAST", description = "All of these.")
        @Nullable
        String seeds;

        @Option(names = "--minutes", description = "New ones, for so long.")
        @Nullable
        Integer minutes;
    }

    @ArgGroup
    private Which which = new Which();

    @Override
    public Integer call() {
        Simulations simulations = new Simulations();
        if (which.seed != null) {
            System.out.println("seed " + which.seed);
            return simulations.tell(which.seed, System.out::println) ? 0 : 1;
        }
        long first = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE / 2);
        long last = which.minutes == null ? first + SEEDS_DEFAULT - 1 : Long.MAX_VALUE;
        Duration most = which.minutes == null ? Duration.ofDays(1) : Duration.ofMinutes(which.minutes);
        if (which.seeds != null) {
            String[] ends = which.seeds.split("\\.\\.", 2);
            first = Long.parseLong(ends[0]);
            last = Long.parseLong(ends[ends.length - 1]);
        }
        System.out.println("seeds from " + first);
        boolean kept = simulations.runAll(first, last, most, System.out::println);
        return kept ? 0 : 1;
    }
}
