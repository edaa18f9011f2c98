package dev.millrace.lane;

import dev.millrace.domain.state.Head;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last committed head of each merchant that a lane knows of. It outlives the connection, since it is what proves that a
 * database was set back: after a failover that lost rows or a restore, what was seen is no part of it any more. Bounded; of
 * the merchants that were not heard of for longest nothing is proven. Owned by the lane's thread.
 */
final class SeenHeads {
    private final int merchantsMax;
    private final LinkedHashMap<Integer, Head> heads = new LinkedHashMap<>(16, 0.75f, true);

    SeenHeads(int merchantsMax) {
        this.merchantsMax = merchantsMax;
    }

    /** A head that is committed: written by this lane, or read. */
    void saw(int merchantId, Head head) {
        heads.put(merchantId, head);
        if (heads.size() > merchantsMax) {
            heads.pollFirstEntry();
        }
    }

    boolean isEmpty() {
        return heads.isEmpty();
    }

    Map<Integer, Head> all() {
        return Map.copyOf(heads);
    }
}
