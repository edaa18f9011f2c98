package dev.millrace.domain.state;

import java.util.UUID;

/**
 * A merchant's head: where its journal ends. Every change moves it, so whoever knows the head knows that nothing
 * changed since.
 *
 * @param history the id of the journal's history, new at creation and after a restore to an earlier point
 * @param number the number of the last event, 0 before the first
 * @param batchId the batch that wrote it; a number alone can be reached on two ways
 */
public record Head(String history, long number, UUID batchId) {
    public Head {
        if (number < 0) {
            throw new IllegalArgumentException("number: " + number + " (expected: >= 0)");
        }
    }

    /** Whether this head stands where {@code other} stands: same number, set by the same batch. */
    public boolean isAt(Head other) {
        return number == other.number && batchId.equals(other.batchId) && history.equals(other.history);
    }
}
