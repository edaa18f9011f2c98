package dev.millrace.purchasing;

import dev.millrace.domain.model.Move;
import dev.millrace.domain.model.PurchaseOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a supplier says of a purchase order, as the move that it means: whether it answers us or calls back, in this one place.
 * What the move comes to is up to the rules.
 */
public final class SupplierMoves {
    /** Whoever calls back tells of no attempt of ours. */
    private static final int NO_ATTEMPT = 0;

    private static final String CANCELLED_THERE = "The supplier has cancelled it.";

    private SupplierMoves() {}

    /** What it calls back to tell. */
    public static Move told(SupplierNotice.Decided notice) {
        return switch (notice) {
            case SupplierNotice.Acknowledged(var _, String reference, Instant expectedAt) ->
                new Move.Acknowledge(NO_ATTEMPT, reference, expectedAt);
            case SupplierNotice.Rejected(var _, String reason) -> new Move.Reject(NO_ATTEMPT, reason);
            case SupplierNotice.Cancelled _ -> new Move.Withdraw(NO_ATTEMPT, CANCELLED_THERE);
        };
    }

    /** What it answered to an attempt to send. */
    public static Move submitted(int attempt, Reply.ToSubmit reply) {
        return switch (reply) {
            case Reply.Sent _ -> new Move.Sent(attempt);
            case Reply.Acknowledged(var reference, var expectedAt) ->
                new Move.Acknowledge(attempt, reference, expectedAt);
            case Reply.Rejected(String reason) -> new Move.Reject(attempt, reason);
            case Reply.NotSent(String reason, var _) -> new Move.NotSent(attempt, reason);
            case Reply.Misconfigured(String reason) -> new Move.NotSent(attempt, reason);
            case Reply.Unknown(String reason) -> new Move.MarkUnknown(attempt, reason);
        };
    }

    /**
     * What it answered when it was asked what became of one, or null if that is nothing new.
     *
     * @param status what we know of it
     */
    public static @Nullable Move asked(PurchaseOrder.Status status, int attempt, Reply.ToAsk reply) {
        boolean isTaken = status == PurchaseOrder.Status.SENT;
        return switch (reply) {
            case Reply.Sent _ -> isTaken ? null : new Move.Sent(attempt);
            case Reply.Acknowledged(var reference, var expectedAt) ->
                new Move.Acknowledge(attempt, reference, expectedAt);
            case Reply.Rejected(String reason) -> new Move.Reject(attempt, reason);
            case Reply.Cancelled _ -> new Move.Withdraw(attempt, CANCELLED_THERE);
            // It said that it had it. To send it again could buy twice; a person has to find out.
            case Reply.NotKnown _ -> isTaken ? null : new Move.NotSent(attempt, "The supplier does not know it.");
            case Reply.Misconfigured _, Reply.NoAnswer _ -> null;
        };
    }

    /** What it answered to a cancellation, or null if it did not decide. */
    public static @Nullable Move cancelled(Reply.ToCancel reply) {
        return switch (reply) {
            // What the supplier does not know it will not deliver.
            case Reply.Cancelled _, Reply.NotKnown _ -> new Move.ConfirmCancel();
            case Reply.CancelRefused(String reason) -> new Move.RefuseCancel(reason);
            case Reply.Misconfigured _, Reply.NoAnswer _ -> null;
        };
    }
}
