package dev.millrace.purchasing.dispatch;

import dev.millrace.limits.Budget;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered on merchants' behalf: bounded, with a share for each of them, who forgets his own oldest. Belongs to one
 * event loop.
 *
 * @param <K> what is remembered of, unique within a merchant
 * @param <V> what is remembered
 */
final class MerchantMemory<K, V> {
    private final Budget<Integer> entries;
    private final Predicate<V> mayBeForgotten;
    private final Map<Integer, LinkedHashMap<K, V>> byMerchant = new HashMap<>();

    /**
     * An empty one.
     *
     * @param entriesMax of all merchants
     * @param mayBeForgotten what must not is passed over where room is to be made
     */
    MerchantMemory(int entriesMax, Predicate<V> mayBeForgotten) {
        this.entries = new Budget<>(entriesMax, entriesMax);
        this.mayBeForgotten = mayBeForgotten;
    }

    @Nullable
    V get(int merchantId, K key) {
        LinkedHashMap<K, V> own = byMerchant.get(merchantId);
        return own == null ? null : own.get(key);
    }

    /** Remembers as the newest, unless this merchant has nothing that may be forgotten for it. */
    void put(int merchantId, K key, V value) {
        remove(merchantId, key);
        LinkedHashMap<K, V> own = byMerchant.computeIfAbsent(merchantId, _ -> new LinkedHashMap<>());
        if (hasRoom(merchantId, own.values())) {
            own.put(key, value);
        }
        if (own.isEmpty()) {
            byMerchant.remove(merchantId);
        }
    }

    /** Whether there is room for one more, which is taken then. */
    private boolean hasRoom(int merchantId, Collection<V> oldestFirst) {
        while (entries.take(merchantId, 1) != Budget.Grant.GRANTED) {
            if (!forgetsOne(oldestFirst)) {
                return false;
            }
            entries.giveBack(merchantId, 1);
        }
        return true;
    }

    void remove(int merchantId, K key) {
        LinkedHashMap<K, V> own = byMerchant.get(merchantId);
        if (own != null && own.remove(key) != null) {
            entries.giveBack(merchantId, 1);
            if (own.isEmpty()) {
                byMerchant.remove(merchantId);
            }
        }
    }

    Stream<V> values() {
        return byMerchant.values().stream().flatMap(own -> own.values().stream());
    }

    private boolean forgetsOne(Collection<V> oldestFirst) {
        for (Iterator<V> oldest = oldestFirst.iterator(); oldest.hasNext(); ) {
            if (mayBeForgotten.test(oldest.next())) {
                oldest.remove();
                return true;
            }
        }
        return false;
    }
}
