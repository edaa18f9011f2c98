package dev.millrace.purchasing.dispatch;

import dev.millrace.config.Backoff;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a supplier is left alone that is in trouble. Its own {@code Retry-After} counts where there is one, up to a limit:
 * one wrong header must not hold goods back for a year.
 *
 * @param retryAfterMax how much of a {@code Retry-After} is heeded
 */
record SupplierPause(Backoff backoff, Duration retryAfterMax) {
    /**
     * How long to wait.
     *
     * @param failures in a row so far, at least 1
     * @param chance where in the interval it falls: 0 inclusive to 1 exclusive, evenly
     * @param retryAfter what the supplier asked for, or null
     */
    Duration after(int failures, double chance, @Nullable Duration retryAfter) {
        if (retryAfter == null) {
            return backoff.delay(failures, chance);
        }
        // Not before the time that was asked for, and not all at that very moment either.
        long asked = Math.min(retryAfter.toMillis(), retryAfterMax.toMillis());
        return Duration.ofMillis(Math.max(0, asked)).plus(backoff.delay(1, chance));
    }
}
