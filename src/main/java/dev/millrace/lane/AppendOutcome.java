package dev.millrace.lane;

import java.util.Map;
import java.util.UUID;

/** What came of an append. */
public sealed interface AppendOutcome {
    /** Where a head stands. */
    record Position(long number, UUID batchId) {}

    /** Everything is written and committed. */
    record Written() implements AppendOutcome {}

    /** These heads are not where they were expected; nothing is written. */
    record Elsewhere(Map<Integer, Position> heads) implements AppendOutcome {}

    /** An idempotency key of the batch has an outcome already; nothing is written. */
    record KeyTaken(Throwable cause) implements AppendOutcome {}

    /** The data of some command cannot be written; nothing is. */
    record BadData(Throwable cause) implements AppendOutcome {}

    /** It is proven that nothing is written, for a reason that passes. */
    record NotWritten(Throwable cause) implements AppendOutcome {}

    /** The answer was lost: written or not, nobody knows until the database is asked. */
    record Unknown(Throwable cause) implements AppendOutcome {}
}
