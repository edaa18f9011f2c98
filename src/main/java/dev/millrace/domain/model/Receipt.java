package dev.millrace.domain.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Goods that arrived for a purchase order.
 *
 * @param deliveryNote the supplier's name for the delivery; the same note is the same receipt
 * @param lines each SKU once
 */
public record Receipt(UUID id, UUID purchaseOrderId, String deliveryNote, Instant createdAt, List<Line> lines) {
    public Receipt {
        lines = List.copyOf(lines);
    }

    /**
     * One SKU's part.
     *
     * @param quantity units that arrived, at least 1
     * @param filled how many of them went to waiting lines in the same decision, 0 to {@code quantity}
     */
    public record Line(String sku, long quantity, long filled) {}
}
