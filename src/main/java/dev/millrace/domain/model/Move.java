package dev.millrace.domain.model;

import dev.millrace.domain.model.PurchaseOrder.Status;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A step in a purchase order's life, and from where it may be taken. This is the whole table: whatever is not in it is
 * refused.
 */
public sealed interface Move {
    /** From where it may be taken. */
    Set<Status> from();

    /** Where asking for it changes nothing, since it is so already. */
    Set<Status> already();

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
        public Set<Status> from() {
            return EnumSet.of(Status.DRAFT);
        }

        /** One that is cancelled may have been so before it was ever submitted. */
        @Override
        public Set<Status> already() {
            return EnumSet.complementOf(EnumSet.of(Status.DRAFT, Status.CANCELLED));
        }
    }

    /** It is about to be sent: written down before the supplier hears of it. */
    record Send() implements Move {
        @Override
        public Set<Status> from() {
            return EnumSet.of(Status.QUEUED);
        }

        @Override
        public Set<Status> already() {
            return EnumSet.noneOf(Status.class);
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }
    }

    /** It certainly did not reach the supplier, or the supplier does not know of it. */
    record NotSent(int attempt, String reason) implements Move {
        @Override
        public Set<Status> from() {
            return EnumSet.of(Status.SENDING, Status.UNKNOWN);
        }

        @Override
        public Set<Status> already() {
            return EnumSet.of(Status.QUEUED);
        }
    }

    /** The supplier has it. */
    record Sent(int attempt) implements Move {
        @Override
        public Set<Status> from() {
            return EnumSet.of(Status.SENDING, Status.UNKNOWN);
        }

        @Override
        public Set<Status> already() {
            return EnumSet.of(
                    Status.SENT,
                    Status.ACKNOWLEDGED,
                    Status.PARTIALLY_RECEIVED,
                    Status.RECEIVED,
                    Status.CANCEL_REQUESTED);
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
        public Set<Status> from() {
            return EnumSet.of(
                    Status.SENDING, Status.UNKNOWN, Status.SENT, Status.ACKNOWLEDGED, Status.PARTIALLY_RECEIVED);
        }

        @Override
        public Set<Status> already() {
            return EnumSet.of(Status.RECEIVED);
        }
    }

    /** The supplier will not deliver. */
    record Reject(int attempt, String reason) implements Move {
        @Override
        public Set<Status> from() {
            return EnumSet.of(Status.SENDING, Status.UNKNOWN, Status.SENT, Status.ACKNOWLEDGED);
        }

        @Override
        public Set<Status> already() {
            return EnumSet.of(Status.REJECTED);
        }
    }

    /**
     * The supplier says by itself, or when asked, that what did not come will not come: as good as a rejection, and as its
     * agreement where it was asked to cancel.
     */
    record Withdraw(int attempt, String reason) implements Move {
        @Override
        public Set<Status> from() {
            return EnumSet.of(
                    Status.SENDING,
                    Status.UNKNOWN,
                    Status.SENT,
                    Status.ACKNOWLEDGED,
                    Status.PARTIALLY_RECEIVED,
                    Status.CANCEL_REQUESTED);
        }

        @Override
        public Set<Status> already() {
            return EnumSet.of(Status.REJECTED, Status.CANCELLED, Status.CLOSED_SHORT);
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
        public Set<Status> from() {
            return EnumSet.of(Status.SENDING);
        }

        @Override
        public Set<Status> already() {
            return EnumSet.of(Status.UNKNOWN);
        }
    }

    /**
     * What a person says who knows how the supplier stands to it: it may have gone out by telephone, past any connector. It
     * never interrupts a sending, whose own answer is still to come.
     *
     * @param told {@link Sent}, {@link Acknowledge}, {@link Reject} or {@link NotSent}
     */
    record ByHand(Move told) implements Move {
        @Override
        public Set<Status> from() {
            EnumSet<Status> from = EnumSet.copyOf(told.from());
            from.remove(Status.SENDING);
            if (!(told instanceof NotSent)) {
                from.add(Status.QUEUED);
            }
            return from;
        }

        @Override
        public Set<Status> already() {
            return told.already();
        }
    }

    /** It is not wanted any more: at once while it is ours, else the supplier is asked. */
    record Cancel() implements Move {
        @Override
        public Set<Status> from() {
            return EnumSet.of(Status.DRAFT, Status.QUEUED, Status.SENT, Status.ACKNOWLEDGED, Status.PARTIALLY_RECEIVED);
        }

        @Override
        public Set<Status> already() {
            return EnumSet.of(Status.CANCEL_REQUESTED, Status.CANCELLED);
        }
    }

    /** The supplier agrees to the cancellation. */
    record ConfirmCancel() implements Move {
        @Override
        public Set<Status> from() {
            return EnumSet.of(Status.CANCEL_REQUESTED);
        }

        @Override
        public Set<Status> already() {
            return EnumSet.of(Status.CANCELLED);
        }
    }

    /** The supplier delivers all the same. */
    record RefuseCancel(String reason) implements Move {
        @Override
        public Set<Status> from() {
            return EnumSet.of(Status.CANCEL_REQUESTED);
        }

        @Override
        public Set<Status> already() {
            return EnumSet.noneOf(Status.class);
        }
    }

    /** What did not come will not come. */
    record CloseShort() implements Move {
        @Override
        public Set<Status> from() {
            return EnumSet.of(
                    Status.UNKNOWN,
                    Status.SENT,
                    Status.ACKNOWLEDGED,
                    Status.PARTIALLY_RECEIVED,
                    Status.CANCEL_REQUESTED);
        }

        @Override
        public Set<Status> already() {
            return EnumSet.of(Status.CLOSED_SHORT);
        }
    }
}
