package dev.millrace.limits;

import java.util.HashMap;
import java.util.Map;

/**
 * A bounded amount of something scarce, for example bytes or places, from which many holders take. None of them gets it
 * all, nor do several together: a holder never has more than is left free, so n holders that want everything get one part
 * of n + 1 each, and as much is left for the others (the dynamic threshold of Choudhury and Hahne, 1998). What does not
 * fit is refused at once. Safe for any thread.
 *
 * @param <H> who holds a part, with value equality: a merchant, an address, a supplier
 */
public final class Budget<H> {
    /** Why an amount was not granted. */
    public enum Grant {
        /** It was granted; the holder has it until it is given back. */
        GRANTED,
        /** Too little is left for anyone. */
        USED_UP,
        /** This holder has its share; others may still be granted theirs. */
        SHARE_USED_UP
    }

    private final long max;
    private final long shareMax;
    private final Map<H, Long> takenByHolder = new HashMap<>();
    private volatile long taken;

    /**
     * A budget of which nothing is taken.
     *
     * @param max in all, at least 1
     * @param shareMax of one holder, at least 1; what is left free bounds it further
     */
    public Budget(long max, long shareMax) {
        if (max < 1 || shareMax < 1) {
            throw new IllegalArgumentException("max: " + max + ", shareMax: " + shareMax + " (expected: >= 1)");
        }
        this.max = max;
        this.shareMax = shareMax;
    }

    /**
     * Takes an amount, all of it or nothing. Whoever was granted it must {@link #giveBack} it.
     *
     * @param amount at least 0
     */
    public Grant take(H holder, long amount) {
        return take(holder, amount, 1);
    }

    /**
     * The same, if the holder then has no more than a part of what it might have: so what matters less leaves room for what
     * matters more, of the same holder. It never bars a first unit.
     *
     * @param part more than 0, at most 1
     */
    public synchronized Grant take(H holder, long amount, double part) {
        requireNotNegative(amount);
        long takenNow = taken + amount;
        if (takenNow > max) {
            return Grant.USED_UP;
        }
        long ofHolder = takenByHolder.getOrDefault(holder, 0L) + amount;
        // The last unit goes to whoever asks first, or a budget of one could never be used.
        long free = Math.max(1, max - takenNow);
        if (ofHolder > Math.max(1, (long) (Math.min(shareMax, free) * part))) {
            return Grant.SHARE_USED_UP;
        }
        if (amount > 0) {
            taken = takenNow;
            takenByHolder.put(holder, ofHolder);
        }
        return Grant.GRANTED;
    }

    /** Gives back an amount that the holder was granted, or a part of it. */
    public synchronized void giveBack(H holder, long amount) {
        requireNotNegative(amount);
        long left = takenByHolder.getOrDefault(holder, 0L) - amount;
        if (left < 0) {
            throw new IllegalStateException(holder + " gives back " + -left + " more than it was granted");
        }
        taken = taken - amount;
        if (left == 0) {
            takenByHolder.remove(holder);
        } else {
            takenByHolder.put(holder, left);
        }
    }

    /** What all holders have now. */
    public long taken() {
        return taken;
    }

    /** What there is in all. */
    public long max() {
        return max;
    }

    private static void requireNotNegative(long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("amount: " + amount + " (expected: >= 0)");
        }
    }
}
