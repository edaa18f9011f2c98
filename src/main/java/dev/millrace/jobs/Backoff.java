package dev.millrace.jobs;

import java.time.Duration;

/** How long to wait before the next attempt: twice as long after every failure, up to a limit. */
public final class Backoff {
    private static final int DOUBLINGS_MAX = 20;

    private Backoff() {}

    /** @param failures in a row so far; after none it is {@code first} */
    public static Duration delay(Duration first, Duration most, int failures) {
        Duration delay = first.multipliedBy(1L << Math.min(failures, DOUBLINGS_MAX));
        return failures > 0 && delay.compareTo(most) > 0 ? most : delay;
    }
}
