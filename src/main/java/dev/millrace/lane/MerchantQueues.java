package dev.millrace.lane;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The queues of a lane's merchants, and how much their states know together. Owned by the lane's thread. */
final class MerchantQueues {
    /** Least recently used first. Whoever is made here is {@linkplain #count counted} when it was learnt of. */
    private final Map<Integer, MerchantQueue> merchants = new LinkedHashMap<>(64, 0.75f, true);

    private final int entriesMax;
    private final Predicate<MerchantQueue> inFlight;
    /** As far as it was counted. */
    private int entries;

    /**
     * @param entriesMax things that all states may know together
     * @param inFlight whether a merchant has a part in a batch that is not committed yet
     */
    MerchantQueues(int entriesMax, Predicate<MerchantQueue> inFlight) {
        this.entriesMax = entriesMax;
        this.inFlight = inFlight;
    }

    MerchantQueue of(int merchantId) {
        return merchants.computeIfAbsent(merchantId, MerchantQueue::new);
    }

    Collection<MerchantQueue> all() {
        return merchants.values();
    }

    /** What is known of a merchant may have become more or less. */
    void count(MerchantQueue merchant) {
        entries += merchant.count();
    }

    /** Bounds the memory of all states, the least recently used going first. */
    void tidy() {
        if (entries <= entriesMax) {
            return;
        }
        Iterator<MerchantQueue> oldest = merchants.values().iterator();
        while (entries > entriesMax && oldest.hasNext()) {
            MerchantQueue merchant = oldest.next();
            if (merchant.isIdle() && !inFlight.test(merchant)) {
                entries -= merchant.counted();
                oldest.remove();
            }
        }
    }
}
