package dev.millrace.domain.command;

import dev.millrace.domain.event.Event;
import java.util.List;

/**
 * What a command led to.
 *
 * @param outcome what its sender is told
 * @param events what the journal records, in order; none where nothing is to be written
 */
public record Decision(Outcome outcome, List<Event> events) {
    public Decision {
        events = List.copyOf(events);
    }

    /** An outcome that records nothing. */
    public static Decision without(Outcome outcome) {
        return new Decision(outcome, List.of());
    }
}
