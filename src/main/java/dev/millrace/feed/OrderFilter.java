package dev.millrace.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a list shows; all that is given must hold.
 *
 * @param status {@code rejected}, {@code open}, {@code completed} or {@code cancelled}; null for any
 * @param sku of one of the order's lines; null for any
 * @param customerRef the merchant's own reference; null for any
 * @param createdFrom inclusive; null for no bound
 * @param createdBefore exclusive; null for no bound
 */
public record OrderFilter(
        @Nullable String status,
        @Nullable String sku,
        @Nullable String customerRef,
        @Nullable Instant createdFrom,
        @Nullable Instant createdBefore) {
    /** Every order. */
    public static final OrderFilter NONE = new OrderFilter(null, null, null, null, null);
}
