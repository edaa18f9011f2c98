package dev.millrace.access;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one holder has used of its quota. The rate is a token bucket, kept as the one time until which the tokens that were
 * taken are paid for (the generic cell rate algorithm of ATM). Safe for any thread, without a lock.
 */
final class Usage {
    /** What became of an attempt to take one request's worth. */
    enum Taken {
        TAKEN,
        /** The bucket is empty; nothing was taken. */
        TOO_FAST,
        /** As many as may are under way; nothing was taken. */
        TOO_MANY_AT_ONCE,
        /** It was forgotten for being idle; another one takes its place. */
        RETIRED,
        /** There is no room to count it; nothing was taken, and nothing refused. */
        UNCOUNTED
    }

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final int FORGOTTEN = Integer.MIN_VALUE;

    private final int concurrentMax;
    private final long intervalNanos;
    private final long burstNanos;
    private final AtomicInteger concurrent = new AtomicInteger();
    private final AtomicLong paidUntilNanos;

    Usage(Quota quota, long nowNanos) {
        concurrentMax = quota.limitsConcurrency() ? quota.concurrentMax() : Integer.MAX_VALUE;
        intervalNanos = quota.limitsRate() ? SECOND_NANOS / quota.perSecond() : 0;
        burstNanos = intervalNanos * quota.burstOrRate();
        paidUntilNanos = new AtomicLong(nowNanos);
    }

    /** Takes one request's worth, or nothing. Whoever took it must {@link #release} it, or {@link #giveBack} it. */
    Taken take(long nowNanos) {
        int underWay;
        do {
            underWay = concurrent.get();
            if (underWay < 0) {
                return Taken.RETIRED;
            }
            if (underWay >= concurrentMax) {
                return Taken.TOO_MANY_AT_ONCE;
            }
        } while (!concurrent.compareAndSet(underWay, underWay + 1));
        if (intervalNanos > 0 && !pay(nowNanos)) {
            concurrent.decrementAndGet();
            return Taken.TOO_FAST;
        }
        return Taken.TAKEN;
    }

    private boolean pay(long nowNanos) {
        long paid;
        long next;
        do {
            paid = paidUntilNanos.get();
            next = (paid - nowNanos > 0 ? paid : nowNanos) + intervalNanos;
            if (next - nowNanos > burstNanos) {
                return false;
            }
        } while (!paidUntilNanos.compareAndSet(paid, next));
        return true;
    }

    /** The request is over. */
    void release() {
        concurrent.decrementAndGet();
    }

    /** The request was refused elsewhere and is as if it had not come. */
    void giveBack() {
        paidUntilNanos.addAndGet(-intervalNanos);
        release();
    }

    /** How many requests the bucket still holds. */
    long leftInBucket(long nowNanos) {
        long owed = Math.max(0, paidUntilNanos.get() - nowNanos);
        return Math.max(0, burstNanos - owed) / intervalNanos;
    }

    /** How many more may be under way. */
    int leftConcurrent() {
        return Math.max(0, concurrentMax - concurrent.get());
    }

    int concurrent() {
        return Math.max(0, concurrent.get());
    }

    /** Ends its use if it knows nothing that a new one would not: the bucket is full and nothing is under way. */
    boolean retireIfIdle(long nowNanos) {
        return paidUntilNanos.get() - nowNanos <= 0 && concurrent.compareAndSet(0, FORGOTTEN);
    }
}
