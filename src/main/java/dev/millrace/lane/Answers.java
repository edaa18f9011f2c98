package dev.millrace.lane;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Gives back what commands came to, grouped by the event loop that waits: one hand-over for a whole batch. */
final class Answers {
    private record Answer(
            Pending pending,
            @Nullable Result result,
            @Nullable Throwable failure) {
        void give() {
            if (result != null) {
                pending.promise().tryComplete(result);
            } else {
                pending.promise().tryFail(failure);
            }
        }
    }

    private final Map<Executor, List<Answer>> byLoop = new LinkedHashMap<>();
    private final BiConsumer<Pending, String> onAnswered;

    /** @param onAnswered told of each command that is answered for the first time, and the name of its outcome */
    Answers(BiConsumer<Pending, String> onAnswered) {
        this.onAnswered = onAnswered;
    }

    void succeed(Pending pending, Result result) {
        add(pending, new Answer(pending, result, null), nameOf(result));
    }

    void fail(Pending pending, Throwable failure) {
        add(pending, new Answer(pending, null, failure), "failed");
    }

    /** Hands everything over. */
    void give() {
        byLoop.forEach((loop, answers) -> loop.execute(() -> answers.forEach(Answer::give)));
        byLoop.clear();
    }

    private void add(Pending pending, Answer answer, String outcome) {
        if (pending.claimAnswer()) {
            byLoop.computeIfAbsent(pending.replyTo(), _ -> new ArrayList<>()).add(answer);
            onAnswered.accept(pending, outcome);
        }
    }

    private static String nameOf(Result result) {
        return switch (result) {
            case Result.Accepted _ -> "accepted";
            case Result.Rejected _ -> "rejected";
            case Result.Unchanged _ -> "unchanged";
            case Result.Refused _ -> "refused";
            case Result.Replayed _ -> "replayed";
            case Result.KeyReused _ -> "key_reused";
        };
    }
}
