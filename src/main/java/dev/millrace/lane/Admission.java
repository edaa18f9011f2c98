package dev.millrace.lane;

import dev.millrace.store.OperationFailure;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Places for commands that are on their way: in all, and per merchant, so that none takes them all. Nor do several
 * together: a merchant never has more places than are free, so n that want all get one part of n + 1 each, and as
 * much is left for the others (the dynamic threshold of Choudhury and Hahne, 1998). A command that finds no place is
 * refused at once. Safe for use by every thread.
 */
final class Admission {
    private final int max;
    private final int merchantMax;
    private final AtomicInteger taken = new AtomicInteger();
    private final ConcurrentMap<Integer, Integer> takenByMerchant = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Admission(int max, int merchantMax) {
        this.max = max;
        this.merchantMax = merchantMax;
    }

    /** @return why there is no place, or null if one is reserved until {@link #release} */
    @Nullable
    OperationFailure reserve(int merchantId) {
        if (closed) {
            return new OperationFailure.ShuttingDown();
        }
        int takenNow = taken.incrementAndGet();
        if (takenNow > max) {
            taken.decrementAndGet();
            return new OperationFailure.Overloaded("too many commands wait");
        }
        int free = Math.max(1, max - takenNow);
        if (takenByMerchant.merge(merchantId, 1, Integer::sum) > Math.min(merchantMax, free)) {
            release(merchantId);
            return new OperationFailure.Overloaded("too many commands of this merchant wait");
        }
        return null;
    }

    void release(int merchantId) {
        taken.decrementAndGet();
        takenByMerchant.computeIfPresent(merchantId, (_, count) -> count == 1 ? null : count - 1);
    }

    /** From now on there are no places. */
    void close() {
        closed = true;
    }

    int taken() {
        return taken.get();
    }
}
