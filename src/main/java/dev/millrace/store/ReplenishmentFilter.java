package dev.millrace.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which replenishments are wanted; null where any will do.
 *
 * @param status as the API names it
 */
public record ReplenishmentFilter(
        @Nullable String status,
        @Nullable String sku,
        @Nullable String supplierId,
        @Nullable UUID orderId,
        @Nullable UUID purchaseOrderId) {

    /** Those of one order. */
    public static ReplenishmentFilter ofOrder(UUID orderId) {
        return new ReplenishmentFilter(null, null, null, orderId, null);
    }

    /** Those that one purchase order buys. */
    public static ReplenishmentFilter ofPurchaseOrder(UUID purchaseOrderId) {
        return new ReplenishmentFilter(null, null, null, null, purchaseOrderId);
    }
}
