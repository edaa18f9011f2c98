package dev.millrace.domain.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An order, accepted or rejected.
 *
 * @param customerRef the merchant's own reference, or null
 * @param total the sum of quantity times unit price
 * @param createdAt when it was received
 * @param journalNumber the number of the event that decided it; its place in every queue
 * @param lines 1 to 100
 * @param rejection why it was rejected, or null
 */
public record Order(
        UUID id,
        Status status,
        @Nullable String customerRef,
        Money total,
        Instant createdAt,
        long journalNumber,
        List<Line> lines,
        @Nullable Rejection rejection) {

    public Order {
        lines = List.copyOf(lines);
    }

    /** How far an order got. */
    public enum Status {
        REJECTED,
        OPEN,
        COMPLETED,
        CANCELLED
    }

    /**
     * One line. Of an accepted order, {@code quantity = allocated + backordered + shipped + cancelled}.
     *
     * @param quantity units ordered, 1 to 1,000,000
     * @param allocated units promised from stock
     * @param backordered units that wait
     * @param shipped units that left the warehouse
     * @param cancelled units no longer wanted
     * @param returned units of the shipped ones that came back
     * @param unitPrice what one unit cost at acceptance
     * @param bought what is bought because of the line's shortfall, or null
     * @param since the number of the event that added the line to an order that was there already, or 0
     */
    public record Line(
            String sku,
            long quantity,
            long allocated,
            long backordered,
            long shipped,
            long cancelled,
            long returned,
            Money unitPrice,
            @Nullable Purchase bought,
            long since) {

        /** A line of a new order. */
        public static Line ordered(
                String sku,
                long quantity,
                long allocated,
                long backordered,
                Money unitPrice,
                @Nullable Purchase bought) {
            return new Line(sku, quantity, allocated, backordered, 0, 0, 0, unitPrice, bought, 0);
        }

        /** This line after it got {@code units} that it waited for. */
        public Line filled(long units) {
            return with(quantity, allocated + units, backordered - units, shipped, cancelled, returned, bought);
        }

        /** This line after {@code units} of it left the warehouse. */
        public Line shipped(long units) {
            return with(quantity, allocated - units, backordered, shipped + units, cancelled, returned, bought);
        }

        /** This line after {@code units} of it came back. */
        public Line returned(long units) {
            return with(quantity, allocated, backordered, shipped, cancelled, returned + units, bought);
        }

        /** This line for fewer units: those that wait go first. */
        public Line reduced(long newQuantity, boolean purchaseCancelled) {
            long fewer = quantity - newQuantity;
            long fromWaiting = Math.min(fewer, backordered);
            return with(
                    newQuantity,
                    allocated - (fewer - fromWaiting),
                    backordered - fromWaiting,
                    shipped,
                    cancelled,
                    returned,
                    purchaseCancelled ? null : bought);
        }

        /** This line for more units, all of them from stock. */
        public Line extended(long units) {
            return with(quantity + units, allocated + units, backordered, shipped, cancelled, returned, bought);
        }

        /** This line with all that it still held or waited for given up. */
        public Line cancelled(boolean purchaseCancelled) {
            return with(
                    quantity,
                    0,
                    0,
                    shipped,
                    cancelled + allocated + backordered,
                    returned,
                    purchaseCancelled ? null : bought);
        }

        /** Units that it holds or waits for. */
        public long open() {
            return allocated + backordered;
        }

        private Line with(
                long newQuantity,
                long newAllocated,
                long newBackordered,
                long newShipped,
                long newCancelled,
                long newReturned,
                @Nullable Purchase newBought) {
            return new Line(
                    sku,
                    newQuantity,
                    newAllocated,
                    newBackordered,
                    newShipped,
                    newCancelled,
                    newReturned,
                    unitPrice,
                    newBought,
                    since);
        }
    }

    /**
     * What one line's shortfall made us owe to a supplier.
     *
     * @param quantity units; null where the purchase order decides it
     */
    public record Purchase(
            UUID replenishmentId,
            String supplierId,
            long shortfall,
            int surplusBps,
            @Nullable Long quantity) {}

    /**
     * Why an order was rejected.
     *
     * @param code {@code insufficient_stock} or {@code backorder_limit}
     * @param lines the SKUs that were short
     */
    public record Rejection(String code, List<Shortage> lines) {
        public static final String INSUFFICIENT_STOCK = "insufficient_stock";
        public static final String BACKORDER_LIMIT = "backorder_limit";

        public Rejection {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One SKU that was short.
     *
     * @param ordered units of it in the whole order
     * @param available units that a new order could have had
     */
    public record Shortage(String sku, long ordered, long available) {}

    /**
     * Whether a cancellation ended it, so that another one changes nothing: all of it, or what had not been shipped. Nothing
     * else ever cancels units, and a cancellation leaves none open.
     */
    public boolean isCancelled() {
        return status == Status.CANCELLED
                || (status == Status.COMPLETED && lines.stream().anyMatch(line -> line.cancelled() > 0));
    }

    /** The place of a line in the queue of those that wait: the number of the event that added it. */
    public long queueNumber(int position) {
        long since = lines.get(position).since();
        return since == 0 ? journalNumber : since;
    }

    /** This order with one line replaced. */
    public Order withLine(int position, UnaryOperator<Line> change) {
        List<Line> changed = new ArrayList<>(lines);
        changed.set(position, change.apply(lines.get(position)));
        return with(status, changed);
    }

    /** This order with other lines, and their total. */
    public Order edited(List<Line> newLines) {
        long amount = 0;
        for (Line line : newLines) {
            amount = Math.addExact(amount, Math.multiplyExact(line.unitPrice().amount(), line.quantity()));
        }
        Money newTotal = new Money(amount, total.currency());
        return new Order(id, status, customerRef, newTotal, createdAt, journalNumber, newLines, rejection);
    }

    /** This order with another status and other lines. */
    public Order with(Status newStatus, List<Line> newLines) {
        return new Order(id, newStatus, customerRef, total, createdAt, journalNumber, newLines, rejection);
    }
}
