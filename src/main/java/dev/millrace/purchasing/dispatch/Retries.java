package dev.millrace.purchasing.dispatch;

import dev.millrace.limits.Budget;
import dev.millrace.purchasing.Backoff;
import dev.millrace.store.DispatcherReads.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * When questions that were not answered are asked again. Nothing that a decision depends on, so it is kept in memory: a node
 * that starts asks once more, and no harm is done. Bounded, with a share for each merchant, who forgets his own oldest;
 * what is forgotten is asked sooner. Belongs to one event loop.
 */
final class Retries {
    private record Retry(int failures, Instant at) {}

    private final Backoff backoff;
    private final Budget<Integer> entries;
    private final Map<Integer, LinkedHashMap<UUID, Retry>> byMerchant = new HashMap<>();

    /** @param entriesMax that are remembered, of all merchants */
    Retries(Backoff backoff, int entriesMax) {
        this.backoff = backoff;
        this.entries = new Budget<>(entriesMax, entriesMax);
    }

    /** When, or null. */
    @Nullable
    Instant at(Place order) {
        Retry retry = retry(order);
        return retry == null ? null : retry.at;
    }

    /** There was no answer. */
    void failed(Place order, Instant now) {
        Retry before = retry(order);
        int failures = before == null ? 1 : before.failures + 1;
        double chance = ThreadLocalRandom.current().nextDouble();
        put(order, new Retry(failures, now.plus(backoff.delay(failures, chance, null))));
    }

    /** There was an answer, and nothing new in it. */
    void notBefore(Place order, Instant now, Duration delay) {
        put(order, new Retry(0, now.plus(delay)));
    }

    void forget(Place order) {
        LinkedHashMap<UUID, Retry> own = byMerchant.get(order.merchantId());
        if (own != null && own.remove(order.purchaseOrderId()) != null) {
            entries.giveBack(order.merchantId(), 1);
            if (own.isEmpty()) {
                byMerchant.remove(order.merchantId());
            }
        }
    }

    private @Nullable Retry retry(Place order) {
        LinkedHashMap<UUID, Retry> own = byMerchant.get(order.merchantId());
        return own == null ? null : own.get(order.purchaseOrderId());
    }

    private void put(Place order, Retry retry) {
        forget(order);
        LinkedHashMap<UUID, Retry> own = byMerchant.getOrDefault(order.merchantId(), new LinkedHashMap<>());
        while (entries.take(order.merchantId(), 1) != Budget.Grant.GRANTED) {
            if (own.pollFirstEntry() == null) {
                return;
            }
            entries.giveBack(order.merchantId(), 1);
        }
        own.put(order.purchaseOrderId(), retry);
        byMerchant.put(order.merchantId(), own);
    }
}
