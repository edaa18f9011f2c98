package dev.millrace.lane;

import dev.millrace.domain.state.ChangeSet;
import dev.millrace.domain.state.Head;
import dev.millrace.domain.state.Needs;
import dev.millrace.lane.AppendOutcome.Position;
import dev.millrace.wire.EventWriter;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds out what became of a batch whose answer was lost with its connection.
 *
 * <p>The backend that may still be at work on it is ended first; once it is gone there is no other copy, and the same
 * batch sent again, byte for byte, either is written or finds the heads elsewhere. Then the journal row at its number
 * tells by its batch id whether it had been written. What was learnt by that reading is believed only after a later
 * append has locked the heads.
 */
final class Recovery {
    private static final int CONFIRMATIONS_MAX = 10;

    /** What became of the batch. */
    sealed interface Verdict {
        /** It is committed, its answers are true. */
        record Committed() implements Verdict {}

        /** It never was and never will be; its commands can be decided again. */
        record NeverCommitted(AppendOutcome why) implements Verdict {}
    }

    private final LaneStore store;
    private final LaneEnvironment world;
    private final SentBatch batch;

    /** Every backend that may still be at work on the batch. */
    private final Set<String> backends = new LinkedHashSet<>();

    /** @param backend that the batch was sent to */
    Recovery(LaneStore store, LaneEnvironment world, SentBatch batch, String backend) {
        this.store = store;
        this.world = world;
        this.batch = batch;
        backends.add(backend);
    }

    SentBatch batch() {
        return batch;
    }

    /** @return failed if it cannot be found out on this session; then on another one, which knows what was sent on this */
    Future<Verdict> resolve(LaneSession session) {
        Future<Void> gone = Future.succeededFuture();
        for (String backend : List.copyOf(backends)) {
            gone = gone.compose(_ -> end(session, backend));
        }
        return gone.compose(_ -> histories(session))
                .compose(histories -> sendAgain(session).map(verdict -> {
                    if (verdict instanceof Verdict.Committed) {
                        batch.answerIn(histories);
                    }
                    return verdict;
                }));
    }

    /** After a restore the same heads may stand in another history; an answer must not name the one that is over. */
    private Future<Map<Integer, String>> histories(LaneSession session) {
        Map<Integer, LoadRequest> heads = new TreeMap<>();
        batch.expected().keySet().forEach(id -> heads.put(id, new LoadRequest(new Needs(), Set.of())));
        return session.load(heads).map(loaded -> {
            Map<Integer, String> histories = new TreeMap<>();
            loaded.forEach((merchantId, merchant) -> {
                if (merchant instanceof LoadedMerchant.Rows(var rows, var _)) {
                    histories.put(merchantId, rows.head().history());
                }
            });
            return histories;
        });
    }

    private Future<Verdict> sendAgain(LaneSession session) {
        backends.add(session.backend());
        return session.append(batch.encoded()).compose(outcome -> judge(session, outcome));
    }

    private Future<Void> end(LaneSession session, String backend) {
        return session.end(backend).compose(gone -> {
            if (!gone) {
                return Future.failedFuture(new IllegalStateException("an earlier backend is still there"));
            }
            backends.remove(backend);
            return Future.succeededFuture();
        });
    }

    private Future<Verdict> judge(LaneSession session, AppendOutcome outcome) {
        return switch (outcome) {
            case AppendOutcome.Written _ -> Future.succeededFuture(new Verdict.Committed());
            case AppendOutcome.Elsewhere elsewhere -> proof(session, elsewhere);
            // Only a batch whose heads stood where it expects them gets so far.
            case AppendOutcome.KeyTaken _, AppendOutcome.BadData _ ->
                Future.succeededFuture(new Verdict.NeverCommitted(outcome));
            // It may have failed before it compared a head, for a lock or a resource: this copy is not written, of the
            // first that says nothing.
            case AppendOutcome.NotWritten(Throwable cause) -> Future.failedFuture(cause);
            case AppendOutcome.Unknown(Throwable cause) -> Future.failedFuture(cause);
        };
    }

    private Future<Verdict> proof(LaneSession session, AppendOutcome.Elsewhere elsewhere) {
        for (BatchPart part : batch.parts()) {
            if (part.writes()) {
                return session.hasWritten(part.merchant().merchantId(), part.newNumber(), batch.id())
                        .compose(written -> written
                                ? confirm(session, elsewhere.heads(), CONFIRMATIONS_MAX)
                                : Future.succeededFuture(new Verdict.NeverCommitted(elsewhere)));
            }
        }
        return Future.succeededFuture(new Verdict.NeverCommitted(elsewhere));
    }

    /** An append of nothing: it locks the heads and compares them, so it waits for a standby as a writing one does. */
    private Future<Verdict> confirm(LaneSession session, Map<Integer, Position> heads, int triesLeft) {
        return session.append(store.encode(comparing(heads))).compose(outcome -> switch (outcome) {
            case AppendOutcome.Written _ -> Future.<Verdict>succeededFuture(new Verdict.Committed());
            case AppendOutcome.Elsewhere(var moved) when triesLeft > 0 -> confirm(session, moved, triesLeft - 1);
            case AppendOutcome.Elsewhere _,
                    AppendOutcome.KeyTaken _,
                    AppendOutcome.BadData _,
                    AppendOutcome.NotWritten _,
                    AppendOutcome.Unknown _ ->
                Future.failedFuture(new IllegalStateException("the heads could not be confirmed: " + outcome));
        });
    }

    private AppendRequest comparing(Map<Integer, Position> heads) {
        List<AppendRequest.OfMerchant> merchants = new ArrayList<>();
        new TreeMap<>(heads).forEach((merchantId, position) -> {
            Head at = new Head("", position.number(), position.batchId());
            merchants.add(new AppendRequest.OfMerchant(
                    merchantId, at, position.number(), null, new ChangeSet(), new EventWriter(0)));
        });
        return new AppendRequest(world.ids().get(), world.clock().instant(), merchants);
    }
}
