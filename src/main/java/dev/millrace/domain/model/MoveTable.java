package dev.millrace.domain.model;

import static dev.millrace.domain.model.PurchaseOrder.Status.ACKNOWLEDGED;
import static dev.millrace.domain.model.PurchaseOrder.Status.CANCELLED;
import static dev.millrace.domain.model.PurchaseOrder.Status.CANCEL_REQUESTED;
import static dev.millrace.domain.model.PurchaseOrder.Status.CLOSED_SHORT;
import static dev.millrace.domain.model.PurchaseOrder.Status.DRAFT;
import static dev.millrace.domain.model.PurchaseOrder.Status.PARTIALLY_RECEIVED;
import static dev.millrace.domain.model.PurchaseOrder.Status.QUEUED;
import static dev.millrace.domain.model.PurchaseOrder.Status.RECEIVED;
import static dev.millrace.domain.model.PurchaseOrder.Status.REJECTED;
import static dev.millrace.domain.model.PurchaseOrder.Status.SENDING;
import static dev.millrace.domain.model.PurchaseOrder.Status.SENT;
import static dev.millrace.domain.model.PurchaseOrder.Status.UNKNOWN;

import dev.millrace.domain.model.PurchaseOrder.Status;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The life of a purchase order: for every move and every status, where it leads, that it changes nothing, or that it is
 * refused. The decision reads it, and docs/internals/purchase-orders.md is held to it. Goods that arrive are no move; see
 * {@link dev.millrace.domain.purchasing.ReceiveGoods}.
 */
public final class MoveTable {
    private static final Map<MoveKind, Map<Status, Cell>> TABLE = new EnumMap<>(MoveKind.class);

    static {
        row(MoveKind.SUBMIT)
                .leads(to(QUEUED), DRAFT)
                // One that is cancelled may have been so before it was ever submitted.
                .isSo(
                        QUEUED,
                        SENDING,
                        SENT,
                        ACKNOWLEDGED,
                        PARTIALLY_RECEIVED,
                        RECEIVED,
                        REJECTED,
                        UNKNOWN,
                        CANCEL_REQUESTED,
                        CLOSED_SHORT);
        row(MoveKind.SEND).leads(to(SENDING), QUEUED);
        row(MoveKind.NOT_SENT).leads(to(QUEUED), SENDING, UNKNOWN).isSo(QUEUED);
        row(MoveKind.SENT)
                .leads(to(SENT), SENDING, UNKNOWN)
                .isSo(SENT, ACKNOWLEDGED, PARTIALLY_RECEIVED, RECEIVED, CANCEL_REQUESTED);
        row(MoveKind.ACKNOWLEDGE)
                .leads(to(ACKNOWLEDGED, PARTIALLY_RECEIVED), SENDING, UNKNOWN, SENT, ACKNOWLEDGED, PARTIALLY_RECEIVED)
                .isSo(RECEIVED);
        row(MoveKind.REJECT)
                .leads(to(REJECTED), SENDING, UNKNOWN, SENT, ACKNOWLEDGED)
                .isSo(REJECTED);
        row(MoveKind.WITHDRAW)
                .leads(to(REJECTED, CLOSED_SHORT), SENDING, UNKNOWN, SENT, ACKNOWLEDGED, PARTIALLY_RECEIVED)
                .leads(to(CANCELLED, CLOSED_SHORT), CANCEL_REQUESTED)
                .isSo(REJECTED, CANCELLED, CLOSED_SHORT);
        row(MoveKind.MARK_UNKNOWN).leads(to(UNKNOWN), SENDING).isSo(UNKNOWN);
        // A person knows of what no connector sent, and lets a sending end by itself.
        row(MoveKind.SENT_BY_HAND)
                .leads(to(SENT), QUEUED, UNKNOWN)
                .isSo(SENT, ACKNOWLEDGED, PARTIALLY_RECEIVED, RECEIVED, CANCEL_REQUESTED);
        row(MoveKind.ACKNOWLEDGE_BY_HAND)
                .leads(to(ACKNOWLEDGED, PARTIALLY_RECEIVED), QUEUED, UNKNOWN, SENT, ACKNOWLEDGED, PARTIALLY_RECEIVED)
                .isSo(RECEIVED);
        row(MoveKind.REJECT_BY_HAND)
                .leads(to(REJECTED), QUEUED, UNKNOWN, SENT, ACKNOWLEDGED)
                .isSo(REJECTED);
        row(MoveKind.NOT_SENT_BY_HAND).leads(to(QUEUED), UNKNOWN).isSo(QUEUED);
        row(MoveKind.CANCEL)
                .leads(to(CANCELLED, CLOSED_SHORT), DRAFT, QUEUED)
                .leads(to(CANCEL_REQUESTED), SENT, ACKNOWLEDGED, PARTIALLY_RECEIVED)
                .isSo(CANCEL_REQUESTED, CANCELLED);
        row(MoveKind.CONFIRM_CANCEL)
                .leads(to(CANCELLED, CLOSED_SHORT), CANCEL_REQUESTED)
                .isSo(CANCELLED);
        row(MoveKind.REFUSE_CANCEL).leads(to(ACKNOWLEDGED, PARTIALLY_RECEIVED), CANCEL_REQUESTED);
        row(MoveKind.CLOSE_SHORT)
                .leads(to(CLOSED_SHORT), UNKNOWN, SENT, ACKNOWLEDGED, PARTIALLY_RECEIVED, CANCEL_REQUESTED)
                .isSo(CLOSED_SHORT);
    }

    private MoveTable() {}

    /** What a move comes to. */
    public sealed interface Cell {
        /**
         * It is taken.
         *
         * @param whole the next status where nothing has come yet
         * @param rest where a part has
         */
        record Leads(Status whole, Status rest) implements Cell {
            /** The next status of that purchase order. */
            public Status to(PurchaseOrder order) {
                return order.anythingReceived() ? rest : whole;
            }
        }

        /** It is so already: nothing changes. */
        record IsSo() implements Cell {}

        record Refused() implements Cell {}
    }

    /** What that move comes to, of a purchase order of that status. */
    public static Cell cell(MoveKind move, Status status) {
        return Objects.requireNonNull(Objects.requireNonNull(TABLE.get(move)).get(status));
    }

    /** From where it may be taken. */
    public static Set<Status> from(MoveKind move) {
        Set<Status> from = EnumSet.noneOf(Status.class);
        for (Status status : Status.values()) {
            if (cell(move, status) instanceof Cell.Leads) {
                from.add(status);
            }
        }
        return Collections.unmodifiableSet(from);
    }

    private static Row row(MoveKind move) {
        Map<Status, Cell> cells = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            cells.put(status, new Cell.Refused());
        }
        TABLE.put(move, cells);
        return new Row(cells);
    }

    private static Cell to(Status next) {
        return to(next, next);
    }

    private static Cell to(Status whole, Status rest) {
        return new Cell.Leads(whole, rest);
    }

    /** A row that is being written. */
    private record Row(Map<Status, Cell> cells) {
        Row leads(Cell to, Status... from) {
            return put(to, from);
        }

        void isSo(Status... statuses) {
            var _ = put(new Cell.IsSo(), statuses);
        }

        private Row put(Cell cell, Status... statuses) {
            for (Status status : statuses) {
                if (!(cells.put(status, cell) instanceof Cell.Refused)) {
                    throw new IllegalStateException(status + " stands there twice");
                }
            }
            return this;
        }
    }
}
