package dev.millrace.feed;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a piece of work again and again, a fixed time after it ended, never twice at once. Where it fails, the failure is
 * logged and the next attempt comes later and later, up to a limit. Runs on the event loop that {@link #start} is called
 * on, or on one of its own.
 */
public final class Repeater {
    private static final Logger LOG = LoggerFactory.getLogger(Repeater.class);

    private final Vertx vertx;
    private final String name;
    private final Duration interval;
    private final Duration delayMax;
    private final Supplier<Future<Void>> work;
    private final Promise<Void> stopped = Promise.promise();
    private boolean stopping;
    private boolean running;
    private long timer;
    private int failures;

    /**
     * @param name of the work, for the log
     * @param delayMax between two attempts that fail
     */
    public Repeater(Vertx vertx, String name, Duration interval, Duration delayMax, Supplier<Future<Void>> work) {
        this.vertx = vertx;
        this.name = name;
        this.interval = interval;
        this.delayMax = delayMax;
        this.work = work;
    }

    /** Begins; the first time comes after one interval. */
    public synchronized void start() {
        schedule();
    }

    /** Begins no more work; completes when what is running has ended. */
    public synchronized Future<Void> stop() {
        stopping = true;
        vertx.cancelTimer(timer);
        if (!running) {
            stopped.tryComplete();
        }
        return stopped.future();
    }

    private void schedule() {
        long delay = Backoff.delay(interval, delayMax, failures).toMillis();
        timer = vertx.setTimer(Math.max(1, delay), _ -> run());
    }

    private void run() {
        if (begin()) {
            attempt().onComplete(this::end);
        }
    }

    private synchronized boolean begin() {
        running = !stopping;
        return running;
    }

    private Future<Void> attempt() {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    private synchronized void end(AsyncResult<Void> result) {
        running = false;
        if (result.failed()) {
            failures++;
            LOG.warn("{} failed, attempt {}", name, failures, result.cause());
        } else {
            failures = 0;
        }
        if (stopping) {
            stopped.tryComplete();
        } else {
            schedule();
        }
    }
}
