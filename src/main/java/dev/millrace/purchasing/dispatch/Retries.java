package dev.millrace.purchasing.dispatch;

import dev.millrace.purchasing.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * When questions that were not answered are asked again. Nothing that a decision depends on, so it is kept in memory: a node
 * that starts asks once more, and no harm is done. Bounded; what is forgotten is asked sooner. Belongs to one event loop.
 */
final class Retries {
    private static final int ENTRIES_MAX = 10_000;

    private record Retry(int failures, Instant at) {}

    private final Backoff backoff;
    private final Map<UUID, Retry> byPurchaseOrder = new LinkedHashMap<>();

    Retries(Backoff backoff) {
        this.backoff = backoff;
    }

    /** When, or null. */
    @Nullable
    Instant at(UUID purchaseOrder) {
        Retry retry = byPurchaseOrder.get(purchaseOrder);
        return retry == null ? null : retry.at;
    }

    /** There was no answer. */
    void failed(UUID purchaseOrder, Instant now) {
        Retry before = byPurchaseOrder.get(purchaseOrder);
        int failures = before == null ? 1 : before.failures + 1;
        double chance = ThreadLocalRandom.current().nextDouble();
        put(purchaseOrder, new Retry(failures, now.plus(backoff.delay(failures, chance, null))));
    }

    /** There was an answer, and nothing new in it. */
    void notBefore(UUID purchaseOrder, Instant now, Duration delay) {
        put(purchaseOrder, new Retry(0, now.plus(delay)));
    }

    void forget(UUID purchaseOrder) {
        byPurchaseOrder.remove(purchaseOrder);
    }

    private void put(UUID purchaseOrder, Retry retry) {
        byPurchaseOrder.remove(purchaseOrder);
        if (byPurchaseOrder.size() >= ENTRIES_MAX) {
            byPurchaseOrder.remove(byPurchaseOrder.keySet().iterator().next());
        }
        byPurchaseOrder.put(purchaseOrder, retry);
    }
}
