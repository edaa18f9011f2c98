package dev.millrace.http;

import dev.millrace.lane.Result;
import dev.millrace.lane.Stored;

/** Answers to commands that change a thing and show it. Asking again for what is so already is no fault. */
public final class ChangeAnswers {
    private ChangeAnswers() {}

    /** 200 with the thing as it is now, whether this command or one before it made it so. */
    public static ApiResponse changed(Result result) {
        return switch (result) {
            case Result.Accepted(Stored stored) -> shown(200, stored);
            case Result.Unchanged(Stored stored) -> shown(200, stored);
            case Result.Refused(var refusal) -> throw Results.refused(refusal);
            case Result.Rejected _, Result.Replayed _, Result.KeyReused _ -> throw Results.impossible(result);
        };
    }

    /**
     * 201 with the new thing and its place, or 200 where it was there already.
     *
     * @param path where the thing stands
     */
    public static ApiResponse created(Result result, String path) {
        return switch (result) {
            case Result.Accepted(Stored stored) -> shown(201, stored).withLocation(path);
            case Result.Unchanged(Stored stored) -> shown(200, stored);
            case Result.Refused(var refusal) -> throw Results.refused(refusal);
            case Result.Rejected _, Result.Replayed _, Result.KeyReused _ -> throw Results.impossible(result);
        };
    }

    /** The answer to a command with a key: 200 with the thing, and what was answered first for the same key again. */
    public static ApiResponse once(Result result) {
        return switch (result) {
            case Result.Accepted(Stored stored) -> shown(200, stored);
            case Result.Unchanged(Stored stored) -> shown(200, stored);
            case Result.Replayed(Stored stored) -> Results.replayed(shown(200, stored));
            case Result.KeyReused _ -> throw Results.keyReused();
            case Result.Refused(var refusal) -> throw Results.refused(refusal);
            case Result.Rejected _ -> throw Results.impossible(result);
        };
    }

    private static ApiResponse shown(int status, Stored stored) {
        return ApiResponse.json(status, stored.body()).withEntityTag(stored.version());
    }
}
