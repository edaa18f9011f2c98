package dev.millrace.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the {@link PlainMerchant} buys for one line of an order.
 *
 * @param perLine whether its surplus is rounded up for itself
 * @param status OWED, BOUGHT or CANCELLED
 */
record PlainReplenishment(
        UUID id,
        UUID order,
        int line,
        String sku,
        String supplier,
        int surplusBps,
        boolean perLine,
        long shortfall,
        String status,
        @Nullable UUID purchase) {

    boolean isOwed() {
        return status.equals("OWED");
    }

    boolean isBoughtBy(UUID purchaseOrder) {
        return purchaseOrder.equals(purchase);
    }

    PlainReplenishment boughtBy(UUID purchaseOrder) {
        return with(shortfall, "BOUGHT", purchaseOrder);
    }

    PlainReplenishment owedAnew(long units) {
        return with(units, "OWED", null);
    }

    PlainReplenishment without(long units) {
        return shortfall > units ? with(shortfall - units, status, purchase) : with(0, "CANCELLED", null);
    }

    private PlainReplenishment with(long units, String newStatus, @Nullable UUID purchaseOrder) {
        return new PlainReplenishment(
                id, order, line, sku, supplier, surplusBps, perLine, units, newStatus, purchaseOrder);
    }

    /** Shortfall and surplus, not rounded. */
    BigDecimal exact() {
        return BigDecimal.valueOf(surplusBps)
                .movePointLeft(4)
                .add(BigDecimal.ONE)
                .multiply(BigDecimal.valueOf(shortfall));
    }

    /** Units to buy, or null where its purchase order rounds. */
    @Nullable
    Long quantity() {
        return perLine ? exact().setScale(0, RoundingMode.CEILING).longValueExact() : null;
    }

    @Override
    public String toString() {
        return " {%s %d %s %s %s}".formatted(id, shortfall, quantity(), status, purchase);
    }
}
