package dev.millrace.domain.model;

/**
 * In which amounts a supplier sells a product.
 *
 * @param packSize units of one pack; only whole packs can be bought
 * @param minimumQuantity fewer units than these cannot be bought at once
 */
public record Packaging(long packSize, long minimumQuantity) {
    /** Every amount, one unit or more. */
    public static final Packaging SINGLE = new Packaging(1, 1);

    public Packaging {
        if (packSize < 1 || packSize > Limits.PACK_SIZE_MAX) {
            throw new IllegalArgumentException(
                    "pack size: " + packSize + " (expected: 1 to " + Limits.PACK_SIZE_MAX + ")");
        }
        if (minimumQuantity < 1 || minimumQuantity > Limits.MINIMUM_QUANTITY_MAX) {
            throw new IllegalArgumentException(
                    "minimum quantity: " + minimumQuantity + " (expected: 1 to " + Limits.MINIMUM_QUANTITY_MAX + ")");
        }
    }

    /**
     * The least that can be bought and is enough: whole packs, and at least the minimum.
     *
     * @param units that are needed, 0 or more; for 0 nothing is bought
     * @throws ArithmeticException on overflow
     */
    public long roundUp(long units) {
        if (units == 0) {
            return 0;
        }
        long enough = Math.max(units, minimumQuantity);
        return Math.multiplyExact(Math.ceilDiv(enough, packSize), packSize);
    }
}
