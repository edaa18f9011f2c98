package dev.millrace.domain.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be bought because of one shortfall of one order line.
 *
 * @param line the order line's position, from 0
 * @param shortfall units that were missing, less those that nobody wants any more
 * @param quantity units to buy; null where the purchase order decides it, over all that it gathers
 * @param purchaseOrderId that it is bought by, or null while it is owed
 * @param number of the event that last changed it
 */
public record Replenishment(
        UUID id,
        UUID orderId,
        int line,
        int productKey,
        String supplierId,
        long shortfall,
        int surplusBps,
        @Nullable Long quantity,
        Status status,
        @Nullable UUID purchaseOrderId,
        long number) {

    /** How far it got. */
    public enum Status {
        OWED,
        BOUGHT,
        CANCELLED
    }

    /** What it is after an update. */
    public Replenishment after(ReplenishmentUpdate update, long eventNumber) {
        return new Replenishment(
                id,
                orderId,
                line,
                productKey,
                supplierId,
                update.shortfall(),
                surplusBps,
                update.quantity(),
                update.status(),
                update.purchaseOrderId(),
                eventNumber);
    }

    /** Gathered by a purchase order. */
    public ReplenishmentUpdate boughtBy(UUID purchaseOrder) {
        return new ReplenishmentUpdate(id, shortfall, quantity, Status.BOUGHT, purchaseOrder);
    }

    /** To be bought again, for so many units. */
    public ReplenishmentUpdate owedAnew(long units) {
        return new ReplenishmentUpdate(id, units, quantityFor(units), Status.OWED, null);
    }

    /** Without {@code units} that nobody wants any more; what is left stays owed or bought. */
    public ReplenishmentUpdate without(long units) {
        long left = Math.max(0, shortfall - units);
        Status after = left == 0 ? Status.CANCELLED : status;
        return new ReplenishmentUpdate(
                id, left, quantityFor(left), after, after == Status.CANCELLED ? null : purchaseOrderId);
    }

    private @Nullable Long quantityFor(long units) {
        return quantity == null ? null : Long.valueOf(Surplus.quantityToBuy(units, surplusBps));
    }
}
