package dev.millrace.domain.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a replenishment: it shrank, was bought, or is owed anew.
 *
 * @param shortfall units that it is for now
 * @param quantity units to buy now; null where the purchase order decides it
 * @param purchaseOrderId that it is bought by, or null while it is owed
 */
public record ReplenishmentUpdate(
        UUID id,
        long shortfall,
        @Nullable Long quantity,
        Replenishment.Status status,
        @Nullable UUID purchaseOrderId) {}
