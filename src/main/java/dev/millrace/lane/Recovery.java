package dev.millrace.lane;

import dev.millrace.domain.ChangeSet;
import dev.millrace.domain.Head;
import dev.millrace.lane.AppendOutcome.Position;
import dev.millrace.wire.EventWriter;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private final LaneSession session;
    private final LaneStore store;
    private final LaneEnvironment world;
    private final SentBatch batch;

    Recovery(LaneSession session, LaneStore store, LaneEnvironment world, SentBatch batch) {
        this.session = session;
        this.store = store;
        this.world = world;
        this.batch = batch;
    }

    /**
     * @param backends all that may still be at work on the batch
     * @return failed if it can not be found out on this session
     */
    Future<Verdict> resolve(List<String> backends) {
        Future<Boolean> allGone = Future.succeededFuture(true);
        for (String backend : backends) {
            allGone = allGone.compose(gone -> gone ? session.end(backend) : Future.succeededFuture(false));
        }
        return allGone.compose(gone -> gone
                        ? session.append(batch.encoded())
                        : Future.failedFuture(new IllegalStateException("an earlier backend is still there")))
                .compose(this::judge);
    }

    private Future<Verdict> judge(AppendOutcome outcome) {
        return switch (outcome) {
            case AppendOutcome.Written _ -> Future.succeededFuture(new Verdict.Committed());
            case AppendOutcome.Elsewhere elsewhere -> proof(elsewhere);
            // Only a batch whose heads stood where it expects them gets so far.
            case AppendOutcome.KeyTaken _, AppendOutcome.BadData _ ->
                Future.succeededFuture(new Verdict.NeverCommitted(outcome));
            // It may have failed before it compared a head, for a lock or a resource: this copy is not written, of the
            // first that says nothing.
            case AppendOutcome.NotWritten(Throwable cause) -> Future.failedFuture(cause);
            case AppendOutcome.Unknown(Throwable cause) -> Future.failedFuture(cause);
        };
    }

    private Future<Verdict> proof(AppendOutcome.Elsewhere elsewhere) {
        for (BatchPart part : batch.parts()) {
            if (part.writes()) {
                return session.hasWritten(part.merchant().merchantId(), part.newNumber(), batch.id())
                        .compose(written -> written
                                ? confirm(elsewhere.heads(), CONFIRMATIONS_MAX)
                                : Future.succeededFuture(new Verdict.NeverCommitted(elsewhere)));
            }
        }
        return Future.succeededFuture(new Verdict.NeverCommitted(elsewhere));
    }

    /** An append of nothing: it locks the heads and compares them, so it waits for a standby as a writing one does. */
    private Future<Verdict> confirm(Map<Integer, Position> heads, int triesLeft) {
        return session.append(store.encode(comparing(heads))).compose(outcome -> switch (outcome) {
            case AppendOutcome.Written _ -> Future.<Verdict>succeededFuture(new Verdict.Committed());
            case AppendOutcome.Elsewhere(var moved) when triesLeft > 0 -> confirm(moved, triesLeft - 1);
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
