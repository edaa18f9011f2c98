package dev.millrace.http;

import dev.millrace.lane.RecordedOutcome;
import dev.millrace.lane.Result;

/** Answers to commands that change a thing and show it. Asking again for what is so already is no fault. */
public final class ChangeAnswers {
    private ChangeAnswers() {}

    /** 200 with the thing as it is now, whether this command or one before it made it so. */
    public static ApiResponse changed(Result result) {
        return switch (result) {
            case Result.Accepted(RecordedOutcome stored) -> shown(200, stored);
            case Result.Unchanged(RecordedOutcome stored) -> shown(200, stored);
            case Result.Refused(var refusal) -> throw CommandResults.refused(refusal);
            case Result.Rejected _, Result.Replayed _, Result.KeyReused _ -> throw CommandResults.impossible(result);
        };
    }

    /**
     * 201 with the new thing and its place, or 200 where it was there already.
     *
     * @param path where the thing stands
     */
    public static ApiResponse created(Result result, String path) {
        return switch (result) {
            case Result.Accepted(RecordedOutcome stored) -> shown(201, stored).withLocation(path);
            case Result.Unchanged(RecordedOutcome stored) -> shown(200, stored);
            case Result.Refused(var refusal) -> throw CommandResults.refused(refusal);
            case Result.Rejected _, Result.Replayed _, Result.KeyReused _ -> throw CommandResults.impossible(result);
        };
    }

    /** The answer to a command with a key: 200 with the thing, and what was answered first for the same key again. */
    public static ApiResponse once(Result result) {
        return switch (result) {
            case Result.Accepted(RecordedOutcome stored) -> shown(200, stored);
            case Result.Unchanged(RecordedOutcome stored) -> shown(200, stored);
            case Result.Replayed(RecordedOutcome stored) -> CommandResults.replayed(shown(200, stored));
            case Result.KeyReused _ -> throw CommandResults.keyReused();
            case Result.Refused(var refusal) -> throw CommandResults.refused(refusal);
            case Result.Rejected _ -> throw CommandResults.impossible(result);
        };
    }

    private static ApiResponse shown(int status, RecordedOutcome stored) {
        return ApiResponse.json(status, stored.body()).withEntityTag(stored.version());
    }
}
