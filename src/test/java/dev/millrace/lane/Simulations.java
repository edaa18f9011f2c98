package dev.millrace.lane;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Runs simulations and counts what they came to. Each is run by one thread; several threads may run some. */
public final class Simulations {
    private static final int FAILURES_MAX = 5;

    private final Map<Sight, Long> seen = new EnumMap<>(Sight.class);
    private final AtomicLong failures = new AtomicLong();

    /** Ends when it is closed. */
    interface Quiet extends AutoCloseable {
        @Override
        void close();
    }

    /** A lane says of every fault that it met it, and here they are thousands. */
    static Quiet quiet() {
        Logger lanes = (Logger) LoggerFactory.getLogger("dev.millrace.lane");
        Level before = lanes.getLevel();
        lanes.setLevel(Level.OFF);
        return () -> lanes.setLevel(before);
    }

    /** @throws AssertionError that names the seed, if a promise was broken */
    void run(long seed) {
        run(seed, null);
    }

    /**
     * Runs one seed.
     *
     * @param reader is told everything that happens in it
     * @return whether every promise was kept
     */
    public boolean tell(long seed, Consumer<String> reader) {
        try (Quiet _ = quiet()) {
            reader.accept("hash of its course: " + run(seed, reader).hash());
            return true;
        } catch (AssertionError broken) {
            reader.accept(broken.toString());
            return false;
        }
    }

    /**
     * Runs seeds on all processors, until the last, the end of the time, or several failures.
     *
     * @param reader is told of failures, each with the command that repeats it, and in the end what was seen
     * @return whether every promise was kept and everything was come to
     */
    public boolean runAll(long first, long last, Duration most, Consumer<String> reader) {
        long started = System.nanoTime();
        AtomicLong next = new AtomicLong(first);
        try (Quiet _ = quiet();
                ExecutorService workers =
                        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (int worker = 0; worker < Runtime.getRuntime().availableProcessors(); worker++) {
                workers.execute(() -> work(next, last, started + most.toNanos(), reader));
            }
        }
        long seeds = Math.min(last, next.get() - 1) - first + 1;
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started));
        reader.accept(seeds + " seeds in " + seconds + " s, " + failures + " broke a promise; seen " + seen);
        Set<Sight> never = missing();
        if (!never.isEmpty()) {
            reader.accept("never came to " + never + ": it proves nothing of them");
        }
        return failures.get() == 0 && never.isEmpty();
    }

    /** What none of them came to. */
    Set<Sight> missing() {
        Set<Sight> missing = EnumSet.allOf(Sight.class);
        missing.removeAll(seen.keySet());
        return missing;
    }

    private void work(AtomicLong next, long last, long endNanos, Consumer<String> reader) {
        long seed = next.getAndIncrement();
        while (seed <= last && System.nanoTime() - endNanos < 0 && failures.get() < FAILURES_MAX) {
            try {
                run(seed, null);
            } catch (AssertionError broken) {
                failures.incrementAndGet();
                reader.accept(broken.getMessage() + "\n  again: scripts/attack simulate --seed " + seed);
            }
            seed = next.getAndIncrement();
        }
        next.decrementAndGet();
    }

    private Trace run(long seed, @Nullable Consumer<String> reader) {
        try {
            Trace trace = new Simulation(seed, reader).run();
            synchronized (seen) {
                trace.seen().forEach((sight, times) -> seen.merge(sight, times, Long::sum));
            }
            return trace;
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
        }
    }
}
