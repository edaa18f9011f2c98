package dev.millrace.config;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt at something that failed: exponential backoff with full jitter, since many who
 * failed together would otherwise come back together ("Exponential Backoff and Jitter", AWS Architecture Blog, 2015).
 *
 * @param first the most that is waited after one failure; twice as much after each further one
 * @param most the most that is waited after any number of them
 */
public record Backoff(Duration first, Duration most) {
    private static final int DOUBLINGS_MAX = 30;

    public Backoff {
        Expect.positive("backoff_first", first);
        Expect.positive("backoff_max", most);
    }

    /**
     * How long to wait, in whole milliseconds, from 0 to the {@link #ceiling}.
     *
     * @param failures in a row so far, at least 1
     * @param chance where in the interval it falls: 0 inclusive to 1 exclusive, evenly
     */
    public Duration delay(int failures, double chance) {
        return Duration.ofMillis((long) Math.ceil(ceiling(failures).toMillis() * chance));
    }

    /** The same, by chance. */
    public Duration delay(int failures) {
        return delay(failures, ThreadLocalRandom.current().nextDouble());
    }

    /** The most that is waited after so many failures. */
    public Duration ceiling(int failures) {
        int doublings = Math.min(Math.max(failures, 1) - 1, DOUBLINGS_MAX);
        long millis = first.toMillis();
        long limit = most.toMillis();
        return Duration.ofMillis(millis > (limit >> doublings) ? limit : Math.min(limit, millis << doublings));
    }
}
