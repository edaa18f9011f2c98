package dev.millrace.domain.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is sold.
 *
 * @param key a small number inside the merchant, given when the product is made; stock rows carry it
 * @param sku its name, 1 to 64 characters, never changed
 * @param name for people
 * @param price per unit
 * @param policy what happens to an order for more than is available
 * @param supplierId who is asked for more; required for {@link StockPolicy#BACKORDER}
 * @param surplusBps how much more than the shortfall is bought, in basis points (2,000 is 20 %)
 * @param rounding where fractions of a unit are rounded up
 * @param packaging in which amounts it is bought
 * @param backorderMax units that may wait at most
 * @param active whether it takes new orders
 * @param number of the event that last changed it, its version
 * @param createdAt when it was made
 */
public record Product(
        int key,
        String sku,
        String name,
        Money price,
        StockPolicy policy,
        @Nullable String supplierId,
        int surplusBps,
        Rounding rounding,
        Packaging packaging,
        long backorderMax,
        boolean active,
        long number,
        Instant createdAt) {

    /** This product switched off by the event of that number. */
    public Product deactivatedBy(long eventNumber) {
        return new Product(
                key,
                sku,
                name,
                price,
                policy,
                supplierId,
                surplusBps,
                rounding,
                packaging,
                backorderMax,
                false,
                eventNumber,
                createdAt);
    }
}
