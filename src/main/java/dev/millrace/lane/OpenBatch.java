package dev.millrace.lane;

import dev.millrace.domain.command.Decision;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.wire.AnswerJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The batch that is being decided: each command at once against the running state, its events encoded. Owned by the
 * lane's thread.
 *
 * <p>What is decided here is provisional until the batch before it and this one are committed.
 */
final class OpenBatch {
    private final LaneConfig config;
    private final Map<Integer, BatchPart> parts = new LinkedHashMap<>();
    private int commands;
    private int lines;
    private int changedOrders;
    private int bytes;

    /** Its state is being moved over events; if a rule throws meanwhile, the state is left in between. */
    private @Nullable MerchantQueue moving;

    OpenBatch(LaneConfig config) {
        this.config = config;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** @param commandsMax fewer than configured while a batch that failed is split */
    boolean isFull(int commandsMax) {
        return commands >= commandsMax
                || lines >= config.batches().batchLinesMax()
                || changedOrders >= Limits.FILL_LINES_MAX
                || bytes >= config.batches().batchBytesMax();
    }

    /**
     * Decides a command whose needs are met, and applies what it decided.
     *
     * @return false if the rules refuse it, or find that it is so already, and nobody has looked whether its key has an
     *     outcome, which would have to be repeated: what records nothing takes no key, so no conflict would tell. It is not
     *     in the batch then
     * @throws RuntimeException if the rules threw: the command is not in the batch, but its state may be
     *     {@linkplain #isHalfApplied left in between}
     */
    boolean decide(MerchantQueue merchant, Pending pending) {
        MerchantState state = Objects.requireNonNull(merchant.state, "a command is decided against a state");
        KnownOutcome known = knownOutcome(merchant, pending);
        Keyed keyed = pending.command().keyed();
        if (known != null && keyed != null) {
            join(merchant, state, pending, known.answerTo(keyed.hash()));
            return true;
        }
        Decision decision = pending.command().decide(state);
        KeyId key = pending.keyId();
        if (decision.events().isEmpty() && key != null && !merchant.lookedUpKeys.containsKey(key)) {
            return false;
        }
        moving = merchant;
        BatchPart part = part(merchant, state);
        int bytesBefore = part.byteCount();
        int changedBefore = part.changedOrders();
        for (Event event : decision.events()) {
            part.apply(state, event);
        }
        Result result = result(part, state, decision.outcome());
        join(merchant, state, pending, result);
        remember(merchant, part, pending, result);
        bytes += part.byteCount() - bytesBefore;
        changedOrders += part.changedOrders() - changedBefore;
        moving = null;
        return true;
    }

    /** Whether the rules threw while they moved a state, so that it and its part are of no use any more. */
    boolean isHalfApplied(MerchantQueue merchant) {
        return moving == merchant;
    }

    /** What was decided so far. */
    Iterable<BatchPart> parts() {
        return parts.values();
    }

    /** Takes a merchant's part out again, with all that was decided for it. */
    List<Pending> remove(MerchantQueue merchant) {
        BatchPart part = parts.remove(merchant.merchantId());
        merchant.openPart = null;
        moving = null;
        if (part == null) {
            return List.of();
        }
        recount();
        return part.commands();
    }

    /** Closes the batch: its parts, for the one that is sent. */
    List<BatchPart> close() {
        parts.values().forEach(part -> part.merchant().openPart = null);
        return new ArrayList<>(parts.values());
    }

    private void join(MerchantQueue merchant, MerchantState state, Pending pending, Result result) {
        part(merchant, state).add(pending, result);
        commands++;
        lines += pending.command().lines();
    }

    private void recount() {
        commands = 0;
        lines = 0;
        changedOrders = 0;
        bytes = 0;
        for (BatchPart part : parts.values()) {
            commands += part.size();
            lines += part.lines();
            changedOrders += part.changedOrders();
            bytes += part.byteCount();
        }
    }

    private BatchPart part(MerchantQueue merchant, MerchantState state) {
        BatchPart part = merchant.openPart;
        if (part == null) {
            part = new BatchPart(merchant, state.number());
            merchant.openPart = part;
            parts.put(merchant.merchantId(), part);
        }
        return part;
    }

    /** A twin in this batch or the one in flight, or what a look-up found. */
    private static @Nullable KnownOutcome knownOutcome(MerchantQueue merchant, Pending pending) {
        KeyId key = pending.keyId();
        if (key == null) {
            return null;
        }
        KnownOutcome decided = merchant.decidedKeys.get(key);
        return decided != null
                ? decided
                : merchant.lookedUpKeys.getOrDefault(key, Optional.empty()).orElse(null);
    }

    private static void remember(MerchantQueue merchant, BatchPart part, Pending pending, Result result) {
        Keyed keyed = pending.command().keyed();
        KeyId key = pending.keyId();
        RecordedOutcome recorded = switch (result) {
            case Result.Accepted(RecordedOutcome stored) -> stored;
            case Result.Rejected(RecordedOutcome stored) -> stored;
            case Result.Unchanged _, Result.Refused _, Result.Replayed _, Result.KeyReused _ -> null;
        };
        if (keyed != null && key != null && recorded != null) {
            merchant.decidedKeys.put(key, new KnownOutcome(keyed.hash(), recorded));
            part.addKey(key);
        }
    }

    private static Result result(BatchPart part, MerchantState state, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(Answer answer, long number) ->
                new Result.Accepted(stored(part, state, answer, true, null, number));
            case Outcome.Rejected(Answer answer, String code, long number) ->
                new Result.Rejected(stored(part, state, answer, false, code, number));
            case Outcome.Unchanged(Answer answer, long number) ->
                new Result.Unchanged(stored(part, state, answer, true, null, number));
            case Outcome.Refused(var refusal) -> new Result.Refused(refusal);
        };
    }

    private static RecordedOutcome stored(
            BatchPart part, MerchantState state, Answer answer, boolean accepted, @Nullable String code, long number) {
        return new RecordedOutcome(
                accepted,
                AnswerJson.id(answer),
                code,
                state.version(number),
                part.writer().bytesOf(answer));
    }
}
