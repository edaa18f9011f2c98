package dev.millrace.domain.command;

import dev.millrace.domain.model.Answer;

/** What a decision came to. Replays and reused keys are found by the lane, before a command is decided. */
public sealed interface Outcome {

    /**
     * Done and recorded.
     *
     * @param number of the last event of the thing that is answered, its version
     */
    record Accepted(Answer answer, long number) implements Outcome {}

    /**
     * Decided against and recorded: the same key gives this answer for ever.
     *
     * @param code for example {@code insufficient_stock}
     */
    record Rejected(Answer answer, String code, long number) implements Outcome {}

    /** What was asked for is so already; nothing is recorded. */
    record Unchanged(Answer answer, long number) implements Outcome {}

    /** Not decided at all: nothing is recorded and no key is used up. */
    record Refused(Refusal refusal) implements Outcome {}
}
