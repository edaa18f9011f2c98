package dev.millrace.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A replenishment between the order line that it is for and the purchase order that buys it.
 *
 * @param line the order line's position, from 0
 * @param shortfall units that were missing, less those that nobody wants any more
 * @param quantity units to buy; null where the purchase order decides it
 * @param status as the API names it
 * @param backordered units that the order line waits for now
 * @param boughtBy the purchase order, or null while it is owed
 */
public record StoredReplenishment(
        UUID id,
        UUID orderId,
        int line,
        String sku,
        String supplierId,
        long shortfall,
        int surplusBps,
        @Nullable Long quantity,
        String status,
        long backordered,
        @Nullable Purchase boughtBy) {

    /**
     * How far its purchase is.
     *
     * @param status as the API names it
     * @param expectedAt when the supplier means to deliver, as the API shows it, or null
     */
    public record Purchase(
            UUID purchaseOrderId, String status, @Nullable String expectedAt) {}
}
