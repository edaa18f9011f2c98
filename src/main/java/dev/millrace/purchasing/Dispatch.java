package dev.millrace.purchasing;

import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.wire.TypeId;
import java.time.Instant;
import java.util.List;

/**
 * What a supplier is told of a purchase order. Its number is its idempotency key too, so everything that a supplier could
 * compare is the same at every attempt; the attempt itself travels beside it.
 *
 * @param number the purchase order's id as the API shows it, {@code po_…}: at most {@link #NUMBER_CHARACTERS_MAX}
 * @param attempt how often it was begun to be sent, from 1; for logs on both sides
 */
public record Dispatch(String number, int attempt, Instant createdAt, List<Line> lines) {
    public static final int NUMBER_CHARACTERS_MAX = 64;

    public Dispatch {
        lines = List.copyOf(lines);
        if (number.isEmpty() || number.length() > NUMBER_CHARACTERS_MAX || lines.isEmpty()) {
            throw new IllegalArgumentException("number: " + number + ", lines: " + lines.size());
        }
    }

    /**
     * Units of one product.
     *
     * @param sku as the merchant calls it
     * @param quantity units, at least 1
     */
    public record Line(String sku, long quantity) {}

    /** What is to be told of a purchase order, at the attempt that it counts. */
    public static Dispatch of(PurchaseOrder order) {
        return new Dispatch(
                numberOf(order),
                order.attempts(),
                order.createdAt(),
                order.lines().stream()
                        .map(line -> new Line(line.sku(), line.quantity()))
                        .toList());
    }

    /** What a supplier calls it by. */
    public static String numberOf(PurchaseOrder order) {
        return TypeId.PURCHASE_ORDER.of(order.id());
    }
}
