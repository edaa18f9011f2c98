package dev.millrace.domain.model;

import dev.millrace.domain.model.PurchaseOrder.Status;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A step in a purchase order's life, with what it brings. Where it leads from which status stands in the {@link MoveTable}. */
public sealed interface Move {
    /** Its row of the table. */
    MoveKind kind();

    /** From where it may be taken. */
    default Set<Status> from() {
        return MoveTable.from(kind());
    }

    /** The attempt to send that it tells of, or 0 where it tells of none; a later attempt makes it void. */
    default int attempt() {
        return 0;
    }

    /**
     * Whether a client, a person or a supplier asks for it or tells of it, who may have lost the answer and repeat it for as
     * long as it stands, whatever has become of the purchase order since. What the dispatcher takes for itself is no such step:
     * it must know which of two was first.
     */
    default boolean isRepeatable() {
        return attempt() == 0;
    }

    /** It may go out. */
    record Submit() implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.SUBMIT;
        }
    }

    /** It is about to be sent: written down before the supplier hears of it. */
    record Send() implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.SEND;
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }
    }

    /** It certainly did not reach the supplier, or the supplier does not know of it. */
    record NotSent(int attempt, String reason) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.NOT_SENT;
        }
    }

    /** The supplier has it. */
    record Sent(int attempt) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.SENT;
        }
    }

    /**
     * The supplier has it and means to deliver.
     *
     * @param reference the supplier's own name for it, or null
     * @param expectedAt when, or null
     */
    record Acknowledge(
            int attempt,
            @Nullable String reference,
            @Nullable Instant expectedAt) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.ACKNOWLEDGE;
        }
    }

    /** The supplier will not deliver. */
    record Reject(int attempt, String reason) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.REJECT;
        }
    }

    /**
     * The supplier says by itself, or when asked, that what did not come will not come: as good as a rejection, and as its
     * agreement where it was asked to cancel.
     */
    record Withdraw(int attempt, String reason) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.WITHDRAW;
        }

        /** Where it ended says it. */
        @Override
        public boolean isRepeatable() {
            return false;
        }
    }

    /** It may have reached the supplier or not. */
    record MarkUnknown(int attempt, String reason) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.MARK_UNKNOWN;
        }
    }

    /**
     * What a person says who knows how the supplier stands to it: it may have gone out by telephone, past any connector. It
     * never interrupts a sending, whose own answer is still to come.
     *
     * @param told {@link Sent}, {@link Acknowledge}, {@link Reject} or {@link NotSent}
     */
    record ByHand(Move told) implements Move {
        public ByHand {
            var _ = kind(told);
        }

        @Override
        public MoveKind kind() {
            return kind(told);
        }

        private static MoveKind kind(Move told) {
            return switch (told) {
                case Sent _ -> MoveKind.SENT_BY_HAND;
                case Acknowledge _ -> MoveKind.ACKNOWLEDGE_BY_HAND;
                case Reject _ -> MoveKind.REJECT_BY_HAND;
                case NotSent _ -> MoveKind.NOT_SENT_BY_HAND;
                case Submit _,
                        Send _,
                        Withdraw _,
                        MarkUnknown _,
                        ByHand _,
                        Cancel _,
                        ConfirmCancel _,
                        RefuseCancel _,
                        CloseShort _ -> throw new IllegalArgumentException("nothing to be told by hand: " + told);
            };
        }
    }

    /** It is not wanted any more: at once while it is ours, else the supplier is asked. */
    record Cancel() implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.CANCEL;
        }
    }

    /** The supplier agrees to the cancellation. */
    record ConfirmCancel() implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.CONFIRM_CANCEL;
        }
    }

    /** The supplier delivers all the same. */
    record RefuseCancel(String reason) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.REFUSE_CANCEL;
        }
    }

    /** What did not come will not come. */
    record CloseShort() implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.CLOSE_SHORT;
        }
    }
}
