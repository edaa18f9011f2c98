package dev.millrace.http;

import dev.millrace.limits.Budget;
import java.util.concurrent.atomic.LongAdder;

/**
 * Bytes that the process keeps for its clients, for one purpose: in all, and a share of each holder. Whoever keeps
 * something holds a {@link Lease}. Safe for any thread.
 *
 * <p>One thing that is larger than a share is counted as a share, so that whoever keeps nothing else may keep it: a limit of its
 * own bounds how large that is.
 */
public final class ByteBudget {
    private final Budget<BudgetHolder> budget;
    private final long leaseMax;
    private final LongAdder refused = new LongAdder();

    /**
     * A budget of which nothing is taken.
     *
     * @param bytesMax in all
     * @param shareBytesMax of one holder; what is left free bounds it further
     */
    public ByteBudget(long bytesMax, long shareBytesMax) {
        this.budget = new Budget<>(bytesMax, shareBytesMax);
        // Beyond a half as much would not be left free.
        this.leaseMax = Math.max(1, Math.min(shareBytesMax, bytesMax / 2));
    }

    /** Something that is kept for somebody, of no size yet. */
    Lease lease(BudgetHolder holder) {
        return new Lease(holder);
    }

    /** What is kept now. */
    public long taken() {
        return budget.taken();
    }

    /** What may be kept. */
    public long max() {
        return budget.max();
    }

    /** How often something was not kept, since the start. */
    public long refused() {
        return refused.sum();
    }

    /** One thing that is kept. Whoever has it must {@link #end} it. Belongs to one event loop. */
    final class Lease {
        private final BudgetHolder holder;
        private long taken;

        private Lease(BudgetHolder holder) {
            this.holder = holder;
        }

        /**
         * Takes what is lacking to so many bytes.
         *
         * @return false if that much must not be kept; it has then what it had
         */
        boolean growTo(long bytes) {
            long more = Math.min(bytes, leaseMax) - taken;
            if (more <= 0) {
                return true;
            }
            if (budget.take(holder, more) != Budget.Grant.GRANTED) {
                refused.increment();
                return false;
            }
            taken += more;
            return true;
        }

        /** Gives back what is more than so many bytes. */
        void shrinkTo(long bytes) {
            long less = taken - Math.min(bytes, leaseMax);
            if (less > 0) {
                budget.giveBack(holder, less);
                taken -= less;
            }
        }

        /** Gives everything back; any further time there is nothing to give. */
        void end() {
            shrinkTo(0);
        }
    }
}
