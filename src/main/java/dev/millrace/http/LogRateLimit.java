package dev.millrace.http;

import java.util.function.LongSupplier;

/** How many lines of one kind the log takes in a second, whatever clients do. Belongs to one event loop. */
final class LogRateLimit {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final int max;
    private final LongSupplier nanoTime;
    private long secondBeganNanos;
    private int lines;
    private long leftOut;

    LogRateLimit(int max, LongSupplier nanoTime) {
        this.max = max;
        this.nanoTime = nanoTime;
        this.secondBeganNanos = nanoTime.getAsLong();
    }

    /** Takes one of this second's lines, if there is one left. */
    boolean take() {
        long now = nanoTime.getAsLong();
        if (now - secondBeganNanos >= SECOND_NANOS) {
            secondBeganNanos = now;
            lines = 0;
        }
        if (lines >= max) {
            leftOut++;
            return false;
        }
        lines++;
        return true;
    }

    /** How many lines were left out since this was asked the last time. */
    long leftOut() {
        long since = leftOut;
        leftOut = 0;
        return since;
    }
}
