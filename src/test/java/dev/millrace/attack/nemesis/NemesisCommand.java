package dev.millrace.attack.nemesis;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./millrace nemesis}. */
@Command(
        name = "nemesis",
        description = {
            "Kills servers and PostgreSQL, cuts and holds their connections, fills the disk, each in turn, in a random order, under"
                    + " load; then checks every answer that was given, and the books.",
            "Everything runs on the loopback address, in target/nemesis."
        },
        mixinStandardHelpOptions = true)
public final class NemesisCommand implements Callable<Integer> {
    private static final long VOLUME_BYTES = 1L << 30;
    private static final long CALM_MILLIS_MAX = 2_000;

    @Option(names = "--seed", description = "Of faults and wishes; what threads and networks do is not in it")
    private long seed = ThreadLocalRandom.current().nextLong(1_000_000);

    @Option(names = "--minutes", description = "How long faults strike (default: ${DEFAULT-VALUE})")
    private double minutes = 5;

    @Option(names = "--nodes", description = "Servers (default: ${DEFAULT-VALUE})")
    private int nodes = 2;

    @Option(names = "--rate", description = "Wishes a second (default: ${DEFAULT-VALUE})")
    private int rate = 300;

    @Option(names = "--on-disk", description = "Data on the disk of target/, where it cannot be filled up")
    private boolean onDisk;

    @Option(names = "--only", description = "One of ${COMPLETION-CANDIDATES}, again and again")
    private @Nullable Fault only;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
    private CommandSpec spec;

    private final Map<Fault, Back> longest = new EnumMap<>(Fault.class);

    @Override
    public Integer call() throws Exception {
        println("seed " + seed + ", " + nodes + " node(s), " + rate + " wishes a second, " + minutes + " min");
        try (Rig rig = rig();
                Siege siege = Siege.of(rig, seed, rate)) {
            boolean recovered = strike(rig, siege);
            println("Faults are over; checking every answer and the books ...");
            List<String> violations = siege.end();
            println(siege.ledger().summary());
            return conclude(recovered, violations);
        }
    }

    private Rig rig() throws Exception {
        Timeouts timeouts = Timeouts.defaults();
        if (!onDisk) {
            var small = Rig.onSmallVolume(nodes, timeouts, VOLUME_BYTES);
            if (small.isPresent()) {
                return small.get();
            }
            println("No volume can be mounted here: the disk will not be full.");
        }
        return Rig.start(nodes, timeouts);
    }

    /** Whether everything always worked again in time. */
    private boolean strike(Rig rig, Siege siege) {
        List<Fault> faults = only == null ? Fault.possibleOn(rig) : List.of(only);
        List<Fault> round = new ArrayList<>();
        Random random = new Random(seed);
        long end = System.nanoTime() + (long) (minutes * TimeUnit.MINUTES.toNanos(1));
        for (int number = 1; System.nanoTime() < end; number++) {
            if (round.isEmpty()) {
                round.addAll(faults);
                Collections.shuffle(round, random);
            }
            Fault fault = round.removeLast();
            try {
                Back back = siege.endure(fault);
                longest.merge(fault, back, Back::max);
                println("%4d  %s  %s".formatted(number, siege.line(fault, back), fault.words()));
            } catch (Exception e) {
                println("%4d  %-24s FAILED: %s".formatted(number, fault, e.getMessage()));
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(CALM_MILLIS_MAX)));
        }
        return true;
    }

    private int conclude(boolean recovered, List<String> violations) {
        longest.forEach((fault, back) -> println("at most  %-24s %s".formatted(fault, back)));
        violations.stream().limit(50).forEach(violation -> println("BROKEN: " + violation));
        if (recovered && violations.isEmpty()) {
            println("Every promise was kept.");
            return 0;
        }
        println(violations.size() + " promises broken. Again: ./millrace nemesis --seed " + seed + " --minutes "
                + minutes + " --nodes " + nodes + " --rate " + rate + (onDisk ? " --on-disk" : "")
                + (only == null ? "" : " --only " + only));
        return 1;
    }

    private void println(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
