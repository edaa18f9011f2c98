package dev.millrace.purchasing;

import dev.millrace.config.Expect;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a supplier that failed is tried again: exponential backoff with full jitter, since many purchase orders that
 * failed together would otherwise come back together ("Exponential Backoff and Jitter", AWS Architecture Blog, 2015).
 * A supplier's own {@code Retry-After} counts where it is longer, up to a limit: one wrong header must not hold goods back
 * for a year.
 *
 * @param first the most that is waited after one failure
 * @param most the most that is waited after any number of them
 * @param retryAfterMax how much of a {@code Retry-After} is heeded
 */
public record Backoff(Duration first, Duration most, Duration retryAfterMax) {
    private static final int DOUBLINGS_MAX = 30;

    public Backoff {
        Expect.positive("backoff_first", first);
        Expect.atLeast("backoff_max in ms", most.toMillis(), "backoff_first in ms", first.toMillis());
        Expect.notNegative("retry_after_max", retryAfterMax);
    }

    public static Backoff defaults() {
        return new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(1));
    }

    /**
     * How long to wait.
     *
     * @param failures in a row so far, at least 1
     * @param chance where in the interval it falls: 0 inclusive to 1 exclusive, evenly
     * @param retryAfter what the supplier asked for, or null
     */
    public Duration delay(int failures, double chance, @Nullable Duration retryAfter) {
        long ceiling = ceilingMillis(failures);
        long jittered = (long) (ceiling * chance);
        if (retryAfter == null) {
            return Duration.ofMillis(jittered);
        }
        // Not before the time that was asked for, and not all at that very moment either.
        long asked = Math.min(retryAfter.toMillis(), retryAfterMax.toMillis());
        return Duration.ofMillis(Math.max(0, asked) + (long) (Math.min(ceiling, first.toMillis()) * chance));
    }

    private long ceilingMillis(int failures) {
        int doublings = Math.min(Math.max(failures, 1) - 1, DOUBLINGS_MAX);
        long millis = first.toMillis();
        long limit = most.toMillis();
        return millis > (limit >> doublings) ? limit : Math.min(limit, millis << doublings);
    }
}
