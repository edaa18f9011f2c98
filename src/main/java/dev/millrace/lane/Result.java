package dev.millrace.lane;

import dev.millrace.domain.command.Refusal;

/** What a command came to, known only after the commit that proves it. */
public sealed interface Result {
    /** Done and recorded. */
    record Accepted(RecordedOutcome stored) implements Result {}

    /** Decided against and recorded; the same key gives the same answer for ever. */
    record Rejected(RecordedOutcome stored) implements Result {}

    /** It was so already. */
    record Unchanged(RecordedOutcome stored) implements Result {}

    /** Not decided; no key was used up. */
    record Refused(Refusal refusal) implements Result {}

    /** The key has an outcome, and this is it. */
    record Replayed(RecordedOutcome stored) implements Result {}

    /** The key has an outcome of a command with other content. */
    record KeyReused() implements Result {}

    /** The same, said of a journal that goes on in another history. */
    default Result in(String history) {
        return switch (this) {
            case Accepted(RecordedOutcome stored) -> new Accepted(stored.in(history));
            case Rejected(RecordedOutcome stored) -> new Rejected(stored.in(history));
            case Unchanged(RecordedOutcome stored) -> new Unchanged(stored.in(history));
            case Replayed(RecordedOutcome stored) -> new Replayed(stored.in(history));
            case Refused _, KeyReused _ -> this;
        };
    }
}
