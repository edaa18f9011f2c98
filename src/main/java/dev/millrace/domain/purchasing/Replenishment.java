package dev.millrace.domain.purchasing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be bought because of one shortfall of one order line.
 *
 * @param line the order line's position, from 0
 * @param shortfall units that were missing
 * @param quantity units to buy; null where the purchase order decides it, over all that it gathers
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
        long number) {

    /** How far it got. */
    public enum Status {
        OWED,
        BOUGHT,
        CANCELLED
    }

    /** What is left of it after it shrank. */
    public Replenishment after(ReplenishmentCut cut, long eventNumber) {
        return new Replenishment(
                id,
                orderId,
                line,
                productKey,
                supplierId,
                cut.shortfall(),
                surplusBps,
                cut.quantity(),
                cut.status(),
                eventNumber);
    }
}
