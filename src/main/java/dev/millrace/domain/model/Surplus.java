package dev.millrace.domain.model;

/** How much is bought for a shortfall. */
public final class Surplus {
    private static final long BASIS_POINTS = 10_000;

    private Surplus() {}

    /**
     * {@code ceil(shortfall * (1 + surplus))} in whole units.
     *
     * @param shortfall units, 0 or more
     * @param surplusBps basis points, 0 or more
     * @throws ArithmeticException on overflow
     */
    public static long quantityToBuy(long shortfall, int surplusBps) {
        long scaled = Math.multiplyExact(shortfall, BASIS_POINTS + surplusBps);
        return Math.ceilDiv(scaled, BASIS_POINTS);
    }
}
