package dev.millrace.feed;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Executor;

/** One who waits for a merchant's number to pass another. The waiting ends once: with news, or without. */
final class Waiter {
    private final int merchantId;
    private final long beyond;
    private final Executor executor;
    private final Promise<Boolean> end = Promise.promise();

    /** @param executor on which whoever waits is told */
    Waiter(int merchantId, long beyond, Executor executor) {
        this.merchantId = merchantId;
        this.beyond = beyond;
        this.executor = executor;
    }

    /** One whose waiting is over before it began. */
    static Waiter ended(int merchantId, Executor executor) {
        Waiter waiter = new Waiter(merchantId, Long.MAX_VALUE, executor);
        waiter.end(false);
        return waiter;
    }

    int merchantId() {
        return merchantId;
    }

    boolean waitsFor(long number) {
        return number > beyond;
    }

    /** Whether there is news, once the waiting ends. */
    Future<Boolean> ended() {
        return end.future();
    }

    void end(boolean news) {
        executor.execute(() -> end.tryComplete(news));
    }
}
