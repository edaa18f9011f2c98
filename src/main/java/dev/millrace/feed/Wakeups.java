package dev.millrace.feed;

import dev.millrace.limits.Budget;
import dev.millrace.store.OperationFailure;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Wakes those who wait for a merchant's number to grow: the head's, or how far a projection has read. Whoever registers
 * before it looks at the number misses nothing. Any thread may call any method; nobody is told under the lock.
 */
final class Wakeups {
    private final Budget<Integer> places;
    private final Map<Integer, List<Waiter>> byMerchant = new HashMap<>();
    private boolean closed;

    /**
     * Nobody waits yet.
     *
     * @param waitersMax in all
     * @param merchantWaitersMax of one merchant; never more than are left free
     */
    Wakeups(int waitersMax, int merchantWaitersMax) {
        this.places = new Budget<>(waitersMax, merchantWaitersMax);
    }

    /**
     * Waits for a number beyond another. Whoever stops waiting must {@link #cancel}.
     *
     * @param executor on which the waiter is told
     * @return failed with {@link OperationFailure.Overloaded} if too many wait
     */
    synchronized Future<Waiter> register(int merchantId, long beyond, Executor executor) {
        if (closed) {
            return Future.succeededFuture(Waiter.ended(merchantId, executor));
        }
        if (places.take(merchantId, 1) != Budget.Grant.GRANTED) {
            return Future.failedFuture(new OperationFailure.Overloaded("too many requests wait for news"));
        }
        Waiter waiter = new Waiter(merchantId, beyond, executor);
        byMerchant.computeIfAbsent(merchantId, _ -> new ArrayList<>()).add(waiter);
        return Future.succeededFuture(waiter);
    }

    /** Tells that a merchant's number is at least this. Cheap where nobody waits. */
    void reached(int merchantId, long number) {
        if (places.taken() > 0) {
            take(merchantId, number).forEach(waiter -> waiter.end(true));
        }
    }

    /** Ends one's waiting without news, if it has not ended. */
    void cancel(Waiter waiter) {
        if (remove(waiter)) {
            waiter.end(false);
        }
    }

    /** The merchants that somebody waits for. */
    synchronized Set<Integer> merchants() {
        return Set.copyOf(byMerchant.keySet());
    }

    /** How many wait. */
    int waiting() {
        return (int) places.taken();
    }

    /** Ends all waiting without news, now and from now on. */
    void close() {
        takeAll().forEach(waiter -> waiter.end(false));
    }

    private synchronized List<Waiter> take(int merchantId, long number) {
        List<Waiter> waiters = byMerchant.getOrDefault(merchantId, List.of());
        List<Waiter> taken =
                waiters.stream().filter(waiter -> waiter.waitsFor(number)).toList();
        taken.forEach(this::remove);
        return taken;
    }

    private synchronized List<Waiter> takeAll() {
        closed = true;
        List<Waiter> taken = byMerchant.values().stream().flatMap(List::stream).toList();
        taken.forEach(this::remove);
        return taken;
    }

    private synchronized boolean remove(Waiter waiter) {
        List<Waiter> waiters = byMerchant.get(waiter.merchantId());
        if (waiters == null || !waiters.remove(waiter)) {
            return false;
        }
        places.giveBack(waiter.merchantId(), 1);
        if (waiters.isEmpty()) {
            byMerchant.remove(waiter.merchantId());
        }
        return true;
    }
}
