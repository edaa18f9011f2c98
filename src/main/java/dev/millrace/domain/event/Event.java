package dev.millrace.domain.event;

import dev.millrace.domain.model.Keyed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a merchant's journal.
 *
 * @param number without gaps, from 1
 * @param at the time of receipt of the command that led to it, in whole milliseconds
 * @param keyed the command's key and hash where it had one and this event records its outcome
 * @param data what happened
 */
public record Event(long number, Instant at, @Nullable Keyed keyed, EventData data) {

    public Event {
        // What is finer than tables and answers show would be lost between them.
        if (!at.equals(at.truncatedTo(ChronoUnit.MILLIS))) {
            throw new IllegalArgumentException("at: " + at + " (expected: whole milliseconds)");
        }
    }
}
