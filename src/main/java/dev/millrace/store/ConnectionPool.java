package dev.millrace.store;

import dev.millrace.config.Backoff;
import dev.millrace.limits.Budget;
import dev.millrace.limits.Turns;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A few connections that many holders share ({@link StatementOwner}). They are opened one after another as they are needed. While
 * all are in use, holders wait in turns, each with a bounded number of places; and a holder never has more connections
 * than are left for the others, so what is slow of one of them keeps nobody else from going on.
 *
 * <p>Whoever waits shares the connections that there are: that another one cannot be opened only makes the next attempt
 * later. When there is none at all, all who wait fail with it.
 *
 * <p>Safe for any thread. What is handed out or told happens outside its lock. It is longer than other classes, since all of
 * its parts are one state under that lock.
 *
 * @param <C> a connection
 */
final class ConnectionPool<C extends ConnectionPool.Pooled> {
    /** Between two attempts to open a connection that fail. */
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(10), Duration.ofSeconds(1));

    /** What a pool must be able to do with a connection. */
    interface Pooled {
        /** Runs {@code lost} when the connection is gone for whatever reason. */
        void onLost(Runnable lost);

        /** Drops it at once, whatever is in flight on it. */
        void abandon();

        /** Says goodbye. */
        Future<Void> close();
    }

    /** Runs tasks later. */
    interface Timers {
        /** @return what calls the task off */
        Runnable after(long millis, Runnable task);
    }

    /**
     * How much there is.
     *
     * @param connectionsMax open at once
     * @param waitingMax who may wait, all holders together
     * @param holderWaitingMax of these, one holder's; and never more than are left free
     * @param waitMillisMax how long one of them waits
     */
    record Limits(int connectionsMax, int waitingMax, int holderWaitingMax, long waitMillisMax) {}

    /** A connection that was handed out, to be given back. */
    record Lease<C>(C connection, StatementOwner holder) {}

    private static final class Waiter<C> {
        final StatementOwner holder;
        final Promise<Lease<C>> promise = Promise.promise();
        boolean waits = true;
        Runnable callOff = () -> {};

        Waiter(StatementOwner holder) {
            this.holder = holder;
        }
    }

    private final Supplier<Future<C>> opener;
    private final Timers timers;
    private final DoubleSupplier chance;
    private final Limits limits;
    private final Turns<StatementOwner, Waiter<C>> waiting = new Turns<>();
    private final Budget<StatementOwner> places;
    private final Budget<StatementOwner> shares;
    private final Set<C> open = new LinkedHashSet<>();
    private final Deque<C> idle = new ArrayDeque<>();
    /** In use, and to be dropped when they come back. */
    private final Set<C> outdated = new LinkedHashSet<>();
    /** What is to be done without the lock. */
    private final Queue<Runnable> unlocked = new ConcurrentLinkedQueue<>();

    private boolean opening;
    private boolean pausing;
    private boolean keptOpen;
    private boolean closed;
    private int failures;
    private @Nullable Throwable openFailure;

    /**
     * A pool of which nothing is open.
     *
     * @param opener opens a connection, with a limit of its own in time
     * @param chance from 0 inclusive to 1 exclusive, evenly; for jitter
     */
    ConnectionPool(Supplier<Future<C>> opener, Timers timers, DoubleSupplier chance, Limits limits) {
        this.opener = opener;
        this.timers = timers;
        this.chance = chance;
        this.limits = limits;
        this.places = new Budget<>(limits.waitingMax(), limits.holderWaitingMax());
        this.shares = new Budget<>(limits.connectionsMax(), limits.connectionsMax());
    }

    /** From now on there is a connection at any time, unless none can be opened. */
    void keepOpen() {
        locked(() -> {
            keptOpen = true;
            pump();
        });
    }

    /**
     * Takes a connection, which must be given back.
     *
     * @return failed with {@link OperationFailure.Overloaded} if too many wait or the wait was too long, and with
     *     {@link OperationFailure.StoreUnavailable} if none can be opened
     */
    Future<Lease<C>> take(StatementOwner holder) {
        Waiter<C> waiter = new Waiter<>(holder);
        locked(() -> {
            if (closed) {
                waiter.promise.fail(new OperationFailure.ShuttingDown());
            } else if (places.take(holder, 1) != Budget.Grant.GRANTED) {
                waiter.promise.fail(new OperationFailure.Overloaded("too many statements wait for a connection"));
            } else {
                waiting.add(holder, waiter);
                pump();
                if (waiter.waits) {
                    waiter.callOff = timers.after(limits.waitMillisMax(), () -> expire(waiter));
                }
            }
        });
        return waiter.promise.future();
    }

    /** @param good whether it may be used again */
    void giveBack(Lease<C> lease, boolean good) {
        C connection = lease.connection();
        locked(() -> {
            shares.giveBack(lease.holder(), 1);
            boolean kept = !outdated.remove(connection) && good && !closed;
            if (!kept) {
                open.remove(connection);
                unlocked.add(connection::abandon);
            } else if (open.contains(connection)) {
                idle.addLast(connection);
            }
            pump();
        });
    }

    /** Whatever was prepared on the connections does not count any more: all are replaced. */
    void renew() {
        locked(() -> {
            idle.forEach(connection -> unlocked.add(connection::abandon));
            open.removeAll(idle);
            idle.clear();
            outdated.addAll(open);
            pump();
        });
    }

    /** Whether there is a connection. */
    synchronized boolean isConnected() {
        return !open.isEmpty();
    }

    /** How many connections are in use. */
    synchronized int inUse() {
        return open.size() - idle.size();
    }

    /** How many wait for one. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** Closes what is idle; what is in use is dropped when it comes back. */
    Future<Void> close() {
        Promise<Void> goodbye = Promise.promise();
        locked(() -> {
            closed = true;
            failWaiting(new OperationFailure.ShuttingDown());
            List<C> goodbyes = List.copyOf(idle);
            open.removeAll(goodbyes);
            idle.clear();
            unlocked.add(() -> Future.join(goodbyes.stream().map(Pooled::close).toList())
                    .<Void>mapEmpty()
                    .onComplete(goodbye));
        });
        return goodbye.future();
    }

    private void locked(Runnable change) {
        synchronized (this) {
            change.run();
        }
        for (Runnable next = unlocked.poll(); next != null; next = unlocked.poll()) {
            next.run();
        }
    }

    private void pump() {
        while (!idle.isEmpty()) {
            Waiter<C> next = waiting.poll(holder -> shares.take(holder, 1) == Budget.Grant.GRANTED);
            if (next == null) {
                return;
            }
            handOut(next, idle.removeLast());
        }
        boolean wanted = !waiting.isEmpty() || (keptOpen && open.isEmpty());
        if (wanted && !opening && !pausing && !closed && open.size() < limits.connectionsMax()) {
            opening = true;
            unlocked.add(() -> opener.get().onComplete(this::opened));
        }
    }

    private void handOut(Waiter<C> waiter, C connection) {
        settle(waiter, () -> waiter.promise.complete(new Lease<>(connection, waiter.holder)));
    }

    private void opened(AsyncResult<C> result) {
        if (result.succeeded()) {
            result.result().onLost(() -> lost(result.result()));
        }
        locked(() -> {
            opening = false;
            if (result.failed()) {
                openFailed(result.cause());
            } else if (closed) {
                unlocked.add(result.result()::abandon);
            } else {
                failures = 0;
                openFailure = null;
                open.add(result.result());
                idle.addLast(result.result());
                pump();
            }
        });
    }

    private void openFailed(Throwable cause) {
        openFailure = cause;
        if (open.isEmpty()) {
            failWaiting(unavailable());
        }
        pausing = true;
        failures++;
        timers.after(
                Math.max(1, BACKOFF.delay(failures, chance.getAsDouble()).toMillis()),
                () -> locked(() -> {
                    pausing = false;
                    pump();
                }));
    }

    private void lost(C connection) {
        locked(() -> {
            open.remove(connection);
            idle.remove(connection);
            pump();
        });
    }

    private void expire(Waiter<C> waiter) {
        locked(() -> {
            if (waiting.remove(waiter.holder, waiter)) {
                OperationFailure failure = open.isEmpty()
                        ? unavailable()
                        : new OperationFailure.Overloaded("no connection was free in time");
                fail(waiter, failure);
            }
        });
    }

    private void failWaiting(OperationFailure failure) {
        for (Waiter<C> next = waiting.poll(); next != null; next = waiting.poll()) {
            fail(next, failure);
        }
    }

    private void fail(Waiter<C> waiter, OperationFailure failure) {
        settle(waiter, () -> waiter.promise.fail(failure));
    }

    private void settle(Waiter<C> waiter, Runnable tell) {
        waiter.waits = false;
        places.giveBack(waiter.holder, 1);
        unlocked.add(waiter.callOff);
        unlocked.add(tell);
    }

    private OperationFailure unavailable() {
        return new OperationFailure.StoreUnavailable(true, openFailure);
    }
}
