package dev.millrace.jobs;

import dev.millrace.config.Backoff;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a piece of work again and again, a fixed time after it ended. Where it fails, the failure is logged and the next
 * attempt comes later and later, up to a limit, with jitter. A run that falls silent, for whatever reason, is given up, told to whoever
 * listens, and followed by another one: no job ends without a word. Runs on the event loop that {@link #start} is called on,
 * or on one of its own.
 */
public final class Repeater {
    private static final Logger LOG = LoggerFactory.getLogger(Repeater.class);

    private final JobSite site;
    private final String job;
    private final Duration interval;
    private final Duration delayMax;
    private final Backoff backoff;
    private final Function<Run, Future<Void>> work;
    private final Promise<Void> stopped = Promise.promise();
    private @Nullable Run running;
    private boolean stopping;
    private long timer;
    private long watch;
    private int failures;

    /**
     * Work of one step.
     *
     * @param job a name for meters and the log, such as {@code order_search}
     * @param delayMax between two attempts that fail
     */
    public Repeater(JobSite site, String job, Duration interval, Duration delayMax, Supplier<Future<Void>> work) {
        this(site, job, interval, delayMax, _ -> work.get());
    }

    /** Work of many steps, each of which asks its run whether to go on. */
    public Repeater(JobSite site, String job, Duration interval, Duration delayMax, Function<Run, Future<Void>> work) {
        this.site = site;
        this.job = job;
        this.interval = interval;
        this.delayMax = delayMax;
        this.backoff = new Backoff(interval, delayMax);
        this.work = work;
    }

    /** Begins; the first time comes after one interval. */
    public synchronized void start() {
        site.listener().registered(job);
        schedule();
    }

    /** Begins no more work; completes when what is running has ended or was given up. */
    public synchronized Future<Void> stop() {
        stopping = true;
        site.vertx().cancelTimer(timer);
        if (running == null) {
            stopped.tryComplete();
        }
        return stopped.future();
    }

    private void schedule() {
        long delay = delay(ThreadLocalRandom.current().nextDouble()).toMillis();
        timer = site.vertx().setTimer(Math.max(1, delay), _ -> run());
    }

    /** Never sooner than without failures, unless that is beyond the limit. */
    synchronized Duration delay(double chance) {
        if (failures == 0) {
            return interval;
        }
        Duration later = interval.plus(backoff.delay(failures, chance));
        return later.compareTo(delayMax) > 0 ? delayMax : later;
    }

    private void run() {
        Run run = begin();
        if (run != null) {
            attempt(run).onComplete(result -> end(run, result));
        }
    }

    private synchronized @Nullable Run begin() {
        running = stopping ? null : new Run();
        if (running != null) {
            watch(running, site.stuckAfter().toMillis());
        }
        return running;
    }

    private Future<Void> attempt(Run run) {
        try {
            return work.apply(run);
        } catch (RuntimeException | StackOverflowError | LinkageError failure) {
            return Future.failedFuture(failure);
        }
    }

    private void watch(Run run, long millis) {
        watch = site.vertx().setTimer(Math.max(1, millis), _ -> look(run));
    }

    private synchronized void look(Run run) {
        if (run != running) {
            return;
        }
        long leftMillis = site.stuckAfter().toMillis() - TimeUnit.NANOSECONDS.toMillis(run.silentNanos());
        if (leftMillis > 0) {
            watch(run, leftMillis);
            return;
        }
        run.giveUp();
        failures++;
        LOG.error("the job {} gave no sign of life for {} and is started again", job, site.stuckAfter());
        site.listener().stuck(job);
        next();
    }

    private synchronized void end(Run run, AsyncResult<Void> result) {
        if (run != running) {
            // It was given up, and another run has its place.
            return;
        }
        site.vertx().cancelTimer(watch);
        if (result.failed()) {
            failures++;
            LOG.warn("the job {} failed, attempt {}", job, failures, result.cause());
            site.listener().failed(job, result.cause());
        } else {
            failures = 0;
            site.listener().succeeded(job);
        }
        next();
    }

    private void next() {
        running = null;
        if (stopping) {
            stopped.tryComplete();
        } else {
            schedule();
        }
    }
}
