package dev.millrace.limits;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded memory that forgets: each entry after the same time, and the oldest when it is full. Since all live equally
 * long, the order in which they came is the order in which they go. Belongs to one thread, or to a lock.
 */
public final class ExpiringMap<K, V> {
    private record Entry<V>(V value, long bornNanos) {}

    private final int entriesMax;
    private final long ttlNanos;
    private final LongSupplier nanoTime;
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>();

    /**
     * An empty one.
     *
     * @param entriesMax how many are remembered at most
     * @param ttl how long each is, from its put
     * @param nanoTime the clock, as {@link System#nanoTime}
     */
    public ExpiringMap(int entriesMax, Duration ttl, LongSupplier nanoTime) {
        this.entriesMax = entriesMax;
        this.ttlNanos = ttl.toNanos();
        this.nanoTime = nanoTime;
    }

    /** What is remembered, or null. */
    public @Nullable V get(K key) {
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

    /** Remembers a value from now on, in place of what was remembered under the key. */
    public void put(K key, V value) {
        // Removed first, so that it goes to the end of the order.
        entries.remove(key);
        forgetOldest();
        entries.put(key, new Entry<>(value, nanoTime.getAsLong()));
    }

    /** Forgets a key, if it is remembered. */
    public void remove(K key) {
        entries.remove(key);
    }

    /** How many are kept, also those whose time is over and whom nobody asked for since. */
    public int size() {
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
