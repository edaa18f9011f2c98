package dev.millrace.feed;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the search knows of an order.
 *
 * @param number of the event that decided it
 * @param skus of its lines, each once
 */
record SearchedOrder(
        long number, UUID id, String status, @Nullable String customerRef, Instant createdAt, Set<String> skus) {
    SearchedOrder {
        skus = Set.copyOf(skus);
    }

    SearchedOrder withStatus(String newStatus) {
        return new SearchedOrder(number, id, newStatus, customerRef, createdAt, skus);
    }
}
