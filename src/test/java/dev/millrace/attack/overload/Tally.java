package dev.millrace.attack.overload;

import java.util.ArrayList;
import java.util.List;

/** What came of the requests of one load, second by second since it began. Owned by the generator's thread. */
public final class Tally {
    /** One second, by the time of the answers. Latencies count from when a request should have been sent. */
    static final class Second {
        /** 201 and 409, first or repeated. */
        final Samples decided = new Samples();
        /** 503 with {@code not_executed}. */
        final Samples refused = new Samples();
        /** 4xx but 409. */
        final Samples invalid = new Samples();
        /** 504. */
        int unknown;
        /** 5xx that promise nothing though they should, or without {@code Retry-After}. */
        int broken;
        /** Arrivals for which no client was free: all waited for answers. */
        int unsent;
    }

    private final long startedNanos;
    private final List<Second> seconds = new ArrayList<>();
    private final List<String> refusedKeys = new ArrayList<>();
    private int lost;

    Tally(long startedNanos) {
        this.startedNanos = startedNanos;
    }

    Second at(long nowNanos) {
        int second = (int) Math.max(0, (nowNanos - startedNanos) / 1_000_000_000);
        while (seconds.size() <= second) {
            seconds.add(new Second());
        }
        return seconds.get(second);
    }

    void answered(AnswerHead answer, String key, long intendedNanos, long nowNanos) {
        Second now = at(nowNanos);
        long latency = nowNanos - intendedNanos;
        if (answer.status() == 201 || answer.status() == 409) {
            now.decided.add(latency);
        } else if (answer.notExecuted() && answer.retryAfter()) {
            now.refused.add(latency);
            refusedKeys.add(key);
        } else if (answer.status() == 504) {
            now.unknown++;
        } else if (answer.status() < 500) {
            now.invalid.add(latency);
        } else {
            now.broken++;
        }
    }

    /** A connection was closed before its answer. */
    void connectionLost() {
        lost++;
    }

    int lost() {
        return lost;
    }

    /** The keys of all commands of which the server said that it did not execute them. */
    List<String> refusedKeys() {
        return refusedKeys;
    }

    public int secondsSoFar() {
        return seconds.size();
    }

    /** Whole seconds from one to before another. */
    public Window window(int from, int to) {
        return new Window(
                seconds.subList(Math.min(from, seconds.size()), Math.min(to, seconds.size())), Math.max(1, to - from));
    }
}
