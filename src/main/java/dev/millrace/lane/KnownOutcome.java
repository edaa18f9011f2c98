package dev.millrace.lane;

import dev.millrace.domain.model.RequestHash;

/** A recorded outcome and the hash of the command's content, which tells a repetition from a misuse of its key. */
public record KnownOutcome(RequestHash hash, RecordedOutcome stored) {
    /** What a command with this key and that content is told. */
    Result answerTo(RequestHash content) {
        return hash.equals(content) ? new Result.Replayed(stored) : new Result.KeyReused();
    }
}
