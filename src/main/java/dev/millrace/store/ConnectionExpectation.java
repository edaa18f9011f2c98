package dev.millrace.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What must be so of a supplier's connection for a change of it to be made.
 *
 * @param changedAt when it must have been changed last; null for whatever is there
 * @param isNew whether none must be there
 */
public record ConnectionExpectation(@Nullable Instant changedAt, boolean isNew) {
    /** Whatever is there, or nothing. */
    public static final ConnectionExpectation ANYTHING = new ConnectionExpectation(null, false);

    /** None. */
    public static final ConnectionExpectation NOTHING = new ConnectionExpectation(null, true);
}
