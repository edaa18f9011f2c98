package dev.millrace.purchasing;

import dev.millrace.config.Expect;
import dev.millrace.domain.model.Limits;
import java.time.Duration;
import java.time.Instant;

/** When what is owed to a supplier goes out. A person may submit a draft earlier, whatever it says. */
public sealed interface GatherPolicy {
    /**
     * Whether a draft is to be submitted now.
     *
     * @param gathered replenishments that it buys; a full one cannot grow and goes out under any policy but one
     * @param units that it orders
     */
    boolean submits(Instant createdAt, int gathered, long units, Instant now);

    /** What is owed is bought as soon as it is seen. */
    record AtOnce() implements GatherPolicy {
        @Override
        public boolean submits(Instant createdAt, int gathered, long units, Instant now) {
            return true;
        }
    }

    /**
     * A draft gathers for so long.
     *
     * @param interval from its first replenishment on; 1 second to 31 days
     */
    record Interval(Duration interval) implements GatherPolicy {
        public static final Duration MAX = Duration.ofDays(31);

        public Interval {
            Expect.between("interval_seconds", interval.toSeconds(), 1, MAX.toSeconds());
        }

        @Override
        public boolean submits(Instant createdAt, int gathered, long units, Instant now) {
            return isFull(gathered) || !now.isBefore(createdAt.plus(interval));
        }
    }

    /** A draft gathers until it orders so many units, over all its lines. */
    record Quantity(long units) implements GatherPolicy {
        public Quantity {
            Expect.between("units", units, 1, Limits.BACKORDER_MAX_MAX);
        }

        @Override
        public boolean submits(Instant createdAt, int gathered, long ordered, Instant now) {
            return isFull(gathered) || ordered >= units;
        }
    }

    /** A draft gathers until a person submits it. */
    record OnSubmit() implements GatherPolicy {
        @Override
        public boolean submits(Instant createdAt, int gathered, long units, Instant now) {
            return false;
        }
    }

    private static boolean isFull(int gathered) {
        return gathered >= Limits.PURCHASE_ORDER_REPLENISHMENTS_MAX;
    }
}
