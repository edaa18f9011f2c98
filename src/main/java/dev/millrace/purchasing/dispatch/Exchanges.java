package dev.millrace.purchasing.dispatch;

import dev.millrace.domain.model.Move;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.lane.RecordedOutcome;
import dev.millrace.lane.Result;
import dev.millrace.purchasing.Dispatch;
import dev.millrace.purchasing.Reply;
import dev.millrace.purchasing.SupplierConnector;
import dev.millrace.purchasing.SupplierMoves;
import dev.millrace.store.DispatcherReads.ToDispatch;
import dev.millrace.wire.PurchaseJson;
import dev.millrace.wire.TypeId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exchange with a supplier, and what is written down before and after it. Each step is a decision of the rules, so it
 * does not matter where a node dies: before {@link Move.Send} nothing happened; after it, whoever finds the purchase order
 * asks the supplier before anything else; and what is learnt of an attempt that is not the last one counts no more.
 */
final class Exchanges {
    private static final Logger LOG = LoggerFactory.getLogger(Exchanges.class);

    private final DispatchSubmitter submitter;
    private final Supplier<Future<Boolean>> isHeld;
    private final Duration sendWithin;
    private final LongSupplier nanoTime;

    /**
     * @param isHeld whether nothing is to be sent, as of now
     * @param sendWithin how long after the decision to send it may still be sent: others may take it for lost later
     */
    Exchanges(
            DispatchSubmitter submitter, Supplier<Future<Boolean>> isHeld, Duration sendWithin, LongSupplier nanoTime) {
        this.submitter = submitter;
        this.isHeld = isHeld;
        this.sendWithin = sendWithin;
        this.nanoTime = nanoTime;
    }

    /**
     * Sends one that is queued; empty if another node does, or if it is not wanted any more. Whether buying is held is asked
     * once more after its decision: the lane may have found the database set back just before it took that.
     */
    Future<Optional<Reply>> send(ToDispatch order, SupplierConnector connector) {
        long begun = nanoTime.getAsLong();
        return submitter.move(order.place(), new Move.Send()).compose(result -> {
            if (!(result instanceof Result.Accepted(RecordedOutcome stored))) {
                return Future.succeededFuture(Optional.empty());
            }
            PurchaseOrder sending =
                    PurchaseJson.parse(stored.body(), stored.version().number());
            return isHeld.get().otherwise(true).compose(held -> {
                if (held) {
                    return takeBack(order, sending, "Buying is held, or nobody could say whether it is.");
                }
                return nanoTime.getAsLong() - begun > sendWithin.toNanos()
                        ? takeBack(order, sending, "It took too long to write down that it is to be sent.")
                        : submit(order, sending, connector);
            });
        });
    }

    private Future<Optional<Reply>> submit(ToDispatch order, PurchaseOrder sending, SupplierConnector connector) {
        return connector
                .submit(Dispatch.of(sending))
                .otherwise(Exchanges::bug)
                .compose(reply -> submitter
                        .move(order.place(), SupplierMoves.submitted(sending.attempts(), reply))
                        .map(Optional.<Reply>of(reply)));
    }

    private Future<Optional<Reply>> takeBack(ToDispatch order, PurchaseOrder sending, String why) {
        return submitter
                .move(order.place(), new Move.NotSent(sending.attempts(), why))
                .map(Optional.empty());
    }

    /** Asks the supplier what became of one. */
    Future<Optional<Reply>> ask(ToDispatch order, SupplierConnector connector) {
        return connector
                .ask(number(order))
                .otherwise(failure -> new Reply.NoAnswer(bug(failure).reason(), null))
                .compose(reply -> write(order, asked(order, reply)).map(Optional.<Reply>of(reply)));
    }

    /** Asks the supplier not to deliver what it has not delivered. */
    Future<Optional<Reply>> cancel(ToDispatch order, SupplierConnector connector) {
        return connector
                .cancel(number(order))
                .otherwise(failure -> new Reply.NoAnswer(bug(failure).reason(), null))
                .compose(reply -> write(order, SupplierMoves.cancelled(reply)).map(Optional.<Reply>of(reply)));
    }

    private Future<Void> write(ToDispatch order, @Nullable Move move) {
        return move == null
                ? Future.succeededFuture()
                : submitter.move(order.place(), move).mapEmpty();
    }

    private static @Nullable Move asked(ToDispatch order, Reply.ToAsk reply) {
        if (reply instanceof Reply.NotKnown && order.status() == PurchaseOrder.Status.SENT) {
            LOG.warn("the supplier does not know {} any more, which it had taken", number(order));
        }
        return SupplierMoves.asked(order.status(), order.attempts(), reply);
    }

    private static String number(ToDispatch order) {
        return TypeId.PURCHASE_ORDER.of(order.place().purchaseOrderId());
    }

    private static Reply.Unknown bug(Throwable failure) {
        LOG.error("an exchange with a supplier failed unexpectedly", failure);
        return new Reply.Unknown("An unexpected error occurred on our side.");
    }
}
