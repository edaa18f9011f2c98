package dev.millrace.feed;

import dev.millrace.domain.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * What a list of orders is asked for. A version with an empty history means a number of the present one.
 *
 * @param limit orders, at least 1
 * @param after the {@code next} of the page before; null for the first page
 * @param readTo how far the search should have read at least; null for the head at the query's arrival
 */
public record OrderListQuery(
        int merchantId,
        OrderFilter filter,
        int limit,
        @Nullable Version after,
        @Nullable Version readTo) {
    public OrderListQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: >= 1)");
        }
    }
}
