package dev.millrace.telemetry;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The ticks of one event loop, when they are due and when they come. They come on one thread, and one that comes late
 * stands for all that were due meanwhile: a busy loop runs a task once in a turn, however often it was due.
 */
final class LoopTicks {
    private final long periodNanos;
    private final Timer lag;
    private long dueNanos;
    private volatile long lastNanos;

    /** @param firstDueNanos when the first tick is due */
    LoopTicks(long firstDueNanos, long periodNanos, Timer lag) {
        this.dueNanos = firstDueNanos;
        this.lastNanos = firstDueNanos;
        this.periodNanos = periodNanos;
        this.lag = lag;
    }

    /** @return nanoseconds until the next tick is due */
    long tick(long nowNanos) {
        do {
            lag.record(Math.max(0, nowNanos - dueNanos), TimeUnit.NANOSECONDS);
            // Counted from when it was due and not from when it came, else a late tick would excuse the next one.
            dueNanos += periodNanos;
        } while (dueNanos - nowNanos <= 0);
        lastNanos = nowNanos;
        return dueNanos - nowNanos;
    }

    boolean turnedWithin(Duration time, long nowNanos) {
        return nowNanos - lastNanos <= time.toNanos();
    }
}
