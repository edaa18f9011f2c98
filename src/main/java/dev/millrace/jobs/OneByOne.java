package dev.millrace.jobs;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.function.Function;

/**
 * Does something with one thing after another, however many they are: a future that each step composes onto the one before
 * would grow with their number, and so would the stack that completes it. Belongs to one event loop.
 */
public final class OneByOne<T> {
    private final Run run;
    private final Iterator<T> things;
    private final Function<T, Future<?>> step;
    private final Promise<Void> done = Promise.promise();

    private OneByOne(Run run, Iterator<T> things, Function<T, Future<?>> step) {
        this.run = run;
        this.things = things;
        this.step = step;
    }

    /**
     * Goes through all of them, as long as the run is wanted.
     *
     * @return completes after the last step; fails with the first one that fails, and the rest is left
     */
    public static <T> Future<Void> each(Run run, Iterable<T> things, Function<T, Future<?>> step) {
        OneByOne<T> walk = new OneByOne<>(run, things.iterator(), step);
        walk.goOn();
        return walk.done.future();
    }

    /** Steps that end at once are taken in this loop; one that ends later comes back here on a fresh stack. */
    private void goOn() {
        while (run.goesOn() && things.hasNext()) {
            Future<?> taken = take(things.next());
            if (!taken.isComplete()) {
                taken.onComplete(this::ended);
                return;
            }
            if (taken.failed()) {
                done.tryFail(taken.cause());
                return;
            }
        }
        done.tryComplete();
    }

    private Future<?> take(T thing) {
        try {
            return step.apply(thing);
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    private void ended(AsyncResult<?> taken) {
        if (taken.failed()) {
            done.tryFail(taken.cause());
        } else {
            goOn();
        }
    }
}
