package dev.millrace.domain.model;

import org.jspecify.annotations.Nullable;

/**
 * What a line of a purchase order is bought for: the sums over the replenishments that it gathers.
 *
 * @param shortfall units that were missing
 * @param rounded units to buy for those whose surplus was rounded up for each order line
 * @param unrounded ten-thousandths of units to buy for those whose surplus is rounded up once, here
 */
public record Demand(long shortfall, long rounded, long unrounded) {
    public static final Demand NONE = new Demand(0, 0, 0);

    private static final long BASIS_POINTS = 10_000;

    /**
     * With one more replenishment.
     *
     * @throws ArithmeticException on overflow
     */
    public Demand plus(long units, int surplusBps, @Nullable Long quantity) {
        return quantity == null
                ? new Demand(
                        Math.addExact(shortfall, units),
                        rounded,
                        Math.addExact(unrounded, Math.multiplyExact(units, BASIS_POINTS + surplusBps)))
                : new Demand(Math.addExact(shortfall, units), Math.addExact(rounded, quantity), unrounded);
    }

    public Demand plus(Replenishment gathered) {
        return plus(gathered.shortfall(), gathered.surplusBps(), gathered.quantity());
    }

    /** With a replenishment that it holds already become smaller. */
    public Demand shrunk(Replenishment before, ReplenishmentUpdate after) {
        Long quantityBefore = before.quantity();
        Long quantityAfter = after.quantity();
        long fewer = before.shortfall() - after.shortfall();
        return quantityBefore == null || quantityAfter == null
                ? new Demand(shortfall - fewer, rounded, unrounded - fewer * (BASIS_POINTS + before.surplusBps()))
                : new Demand(shortfall - fewer, rounded - (quantityBefore - quantityAfter), unrounded);
    }

    /** Units to buy, before they are rounded up to whole packs. */
    public long units() {
        return Math.addExact(rounded, Math.ceilDiv(unrounded, BASIS_POINTS));
    }
}
