package dev.millrace.http;

import dev.millrace.domain.command.Refusal;
import dev.millrace.lane.RecordedOutcome;
import dev.millrace.lane.Result;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the results of all commands have in common on their way out. */
public final class CommandResults {
    private static final Problem.Member RETRY_WITH_A_NEW_KEY = new Problem.Member.Text("retry", "new_key");

    private CommandResults() {}

    /**
     * The answer to a command whose outcome is recorded under its key, whether accepted or rejected.
     *
     * @param decided what a recorded outcome is answered with
     * @param skus of the command's lines, in order, to say more of those that no product has
     */
    public static ApiResponse recorded(
            Result result, Function<RecordedOutcome, ApiResponse> decided, List<String> skus) {
        return switch (result) {
            case Result.Accepted(RecordedOutcome stored) -> decided.apply(stored);
            case Result.Rejected(RecordedOutcome stored) -> decided.apply(stored);
            case Result.Replayed(RecordedOutcome stored) -> replayed(decided.apply(stored));
            case Result.KeyReused _ -> throw keyReused();
            case Result.Refused(var refusal) -> throw refused(UnknownSkus.explained(refusal, skus));
            case Result.Unchanged _ -> throw impossible(result);
        };
    }

    public static ProblemException refused(Refusal refusal) {
        return new ProblemException(Problems.of(refusal));
    }

    public static ProblemException keyReused() {
        return new ProblemException(Problems.idempotencyKeyReused());
    }

    /**
     * What a recorded rejection is answered with; the same for ever, byte for byte.
     *
     * @param name of the member that shows what was decided
     */
    public static Problem rejected(RecordedOutcome stored, String name) {
        return Problem.of(
                        rejection(stored.rejectionCode()),
                        "It was decided and recorded under this key. To try again, send a new key.")
                .with(RETRY_WITH_A_NEW_KEY)
                .with(new Problem.Member.Json(name, stored.body()));
    }

    public static ApiResponse replayed(ApiResponse first) {
        return first.with(HeaderNames.IDEMPOTENT_REPLAYED, "true");
    }

    /** For a result that this sort of command cannot have: a bug. */
    public static IllegalStateException impossible(Result result) {
        return new IllegalStateException(
                "a result that this command cannot have: " + result.getClass().getSimpleName());
    }

    private static ProblemCode rejection(@Nullable String code) {
        ProblemCode known = code == null ? null : ProblemCode.find(code);
        if (known == null) {
            throw new IllegalStateException("a rejection that no problem describes: " + code);
        }
        return known;
    }
}
