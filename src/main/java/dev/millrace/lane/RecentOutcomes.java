package dev.millrace.lane;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A memory of outcomes that are committed, bounded by number and by size. It answers repetitions and storms of duplicates
 * without touching a batch; the unique key behind it is the proof. Owned by the lane's thread.
 */
final class RecentOutcomes {
    /** Objects, map entry and strings around a body and its key, about. */
    private static final long OVERHEAD_BYTES = 320;

    private record Address(int merchantId, KeyId key) {}

    private final Map<Address, KnownOutcome> outcomes = new LinkedHashMap<>();
    private final int max;
    private final long bytesMax;
    private long bytes;

    RecentOutcomes(int max, long bytesMax) {
        this.max = max;
        this.bytesMax = bytesMax;
    }

    /** Remembers an outcome; the oldest go where there is no room. */
    void put(int merchantId, KeyId key, KnownOutcome outcome) {
        Address address = new Address(merchantId, key);
        KnownOutcome before = outcomes.put(address, outcome);
        bytes += size(address, outcome) - (before == null ? 0 : size(address, before));
        Iterator<Map.Entry<Address, KnownOutcome>> oldest = outcomes.entrySet().iterator();
        while ((outcomes.size() > max || bytes > bytesMax) && oldest.hasNext()) {
            Map.Entry<Address, KnownOutcome> entry = oldest.next();
            bytes -= size(entry.getKey(), entry.getValue());
            oldest.remove();
        }
    }

    @Nullable
    KnownOutcome find(int merchantId, KeyId key) {
        return outcomes.get(new Address(merchantId, key));
    }

    /** After a reconnect the same number may stand for another history, so nothing remembered counts. */
    void forget() {
        outcomes.clear();
        bytes = 0;
    }

    private static long size(Address address, KnownOutcome outcome) {
        return OVERHEAD_BYTES + address.key().key().length() + outcome.stored().body().length;
    }
}
