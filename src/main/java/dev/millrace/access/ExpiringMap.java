package dev.millrace.access;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded memory that forgets: each entry after the same time, and the oldest when it is full. Since all live equally
 * long, the order in which they came is the order in which they go. Belongs to one thread.
 */
final class ExpiringMap<K, V> {
    private record Entry<V>(V value, long bornNanos) {}

    private final int entriesMax;
    private final long ttlNanos;
    private final LongSupplier nanoTime;
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>();

    ExpiringMap(int entriesMax, Duration ttl, LongSupplier nanoTime) {
        this.entriesMax = entriesMax;
        this.ttlNanos = ttl.toNanos();
        this.nanoTime = nanoTime;
    }

    /** What is remembered, or null. */
    @Nullable
    V get(K key) {
        Entry<V> entry = entries.get(key);
        if (entry == null) {
            return null;
        }
        if (isOver(entry)) {
            entries.remove(key);
            return null;
        }
        return entry.value;
    }

    void put(K key, V value) {
        // Removed first, so that it goes to the end of the order.
        entries.remove(key);
        forgetOldest();
        entries.put(key, new Entry<>(value, nanoTime.getAsLong()));
    }

    int size() {
        return entries.size();
    }

    private void forgetOldest() {
        Iterator<Entry<V>> oldestFirst = entries.values().iterator();
        while (oldestFirst.hasNext()) {
            Entry<V> oldest = oldestFirst.next();
            if (entries.size() < entriesMax && !isOver(oldest)) {
                return;
            }
            oldestFirst.remove();
        }
    }

    private boolean isOver(Entry<V> entry) {
        return nanoTime.getAsLong() - entry.bornNanos >= ttlNanos;
    }
}
