package dev.millrace.lane;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bounded memory of outcomes that are committed. It answers repetitions and storms of duplicates without touching a
 * batch; the unique key behind it is the proof. Owned by the lane's thread.
 */
final class RecentOutcomes {
    private record Address(int merchantId, KeyId key) {}

    private final Map<Address, KnownOutcome> outcomes;

    RecentOutcomes(int max) {
        outcomes = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Address, KnownOutcome> eldest) {
                return size() > max;
            }
        };
    }

    void put(int merchantId, KeyId key, KnownOutcome outcome) {
        outcomes.put(new Address(merchantId, key), outcome);
    }

    @Nullable
    KnownOutcome find(int merchantId, KeyId key) {
        return outcomes.get(new Address(merchantId, key));
    }

    /** After a reconnect the same number may stand for another history, so nothing remembered counts. */
    void forget() {
        outcomes.clear();
    }
}
