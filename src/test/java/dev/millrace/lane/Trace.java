package dev.millrace.lane;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happened in a simulation, as a number that is the same for the same course of events, and counted by sort. */
final class Trace {
    private final Map<Sight, Long> seen = new EnumMap<>(Sight.class);
    private final Consumer<String> reader;
    private final boolean told;
    private long hash = 1;
    private @Nullable AssertionError broken;

    Trace() {
        this.reader = _ -> {};
        this.told = false;
    }

    /** @param reader is told everything, one line each */
    Trace(Consumer<String> reader) {
        this.reader = reader;
        this.told = true;
    }

    /** @param details numbers and texts only, so that two runs of a seed have the same */
    void say(long millis, String what, Object... details) {
        hash = hash * 31 + millis;
        hash = hash * 31 + what.hashCode();
        for (Object detail : details) {
            hash = hash * 31 + detail.hashCode();
        }
        if (told) {
            reader.accept(millis + " " + what + " " + Arrays.toString(details));
        }
    }

    /** A promise was broken, seen from where an exception might be taken for a failure of the database. */
    void broken(AssertionError promise) {
        if (broken == null) {
            broken = promise;
        }
    }

    /** @throws AssertionError if a promise was broken */
    void assertNothingBroken() {
        if (broken != null) {
            throw broken;
        }
    }

    void see(Sight sight) {
        seen.merge(sight, 1L, Long::sum);
    }

    Map<Sight, Long> seen() {
        return seen;
    }

    long hash() {
        return hash;
    }
}
