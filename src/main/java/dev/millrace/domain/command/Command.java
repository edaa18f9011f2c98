package dev.millrace.domain.command;

import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish to change one merchant's business. Its id and the time of its receipt are made once, at the door, and survive a
 * second decision.
 *
 * <p>A new kind of command is a new implementation: its needs, its decision and the events it decides on. The lane that
 * carries it does not change.
 */
public interface Command {
    int merchantId();

    UUID id();

    /** What sort of command it is, in snake_case: one of a small set, for keys and meters. */
    String kind();

    /** The time of receipt, which is the time of the events that it leads to. */
    Instant receivedAt();

    /** The idempotency key, or null where the command is repeatable by nature. */
    default @Nullable Keyed keyed() {
        return null;
    }

    /** How much it counts in a batch, in lines; at least 1. */
    default int lines() {
        return 1;
    }

    /** Adds what must be known before {@link #decide} may run and is not; asked again until nothing is missing. */
    void needs(MerchantState state, Needs needs);

    /** The rule. It reads the state and changes nothing; everything that {@link #needs} asks for is known. */
    Decision decide(MerchantState state);
}
