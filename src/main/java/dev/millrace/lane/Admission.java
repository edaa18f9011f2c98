package dev.millrace.lane;

import dev.millrace.limits.Budget;
import dev.millrace.store.OperationFailure;
import org.jspecify.annotations.Nullable;

/**
 * Places for commands that are on their way: in all, and a share of each merchant, so that none takes them all. A command
 * that finds no place is refused at once. Safe for any thread.
 */
final class Admission {
    private final Budget<Integer> places;
    private volatile boolean closed;

    Admission(int max, int merchantMax) {
        this.places = new Budget<>(max, merchantMax);
    }

    /** @return why there is no place, or null if one is reserved until {@link #release} */
    @Nullable
    OperationFailure reserve(int merchantId) {
        if (closed) {
            return new OperationFailure.ShuttingDown();
        }
        return switch (places.take(merchantId, 1)) {
            case GRANTED -> null;
            case USED_UP -> new OperationFailure.Overloaded("too many commands wait");
            case SHARE_USED_UP -> new OperationFailure.Overloaded("too many commands of this merchant wait");
        };
    }

    void release(int merchantId) {
        places.giveBack(merchantId, 1);
    }

    /** From now on there are no places. */
    void close() {
        closed = true;
    }

    int taken() {
        return Math.toIntExact(places.taken());
    }
}
