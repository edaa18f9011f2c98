package dev.millrace;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * An event loop of the Vert.x that {@code VertxExtension} gives a test: what must be made or run on a loop is, and the test waits
 * for it, which vertx-junit5 has nothing for.
 */
public final class EventLoop {
    private static final long TIMEOUT_SECONDS = 30;

    private final Vertx vertx;
    private final Context context;

    public EventLoop(Vertx vertx) {
        this.vertx = vertx;
        context = vertx.getOrCreateContext();
    }

    public Vertx vertx() {
        return vertx;
    }

    /** What was made on the loop. */
    public <T> T make(Supplier<T> maker) {
        return await(() -> Future.succeededFuture(maker.get()));
    }

    /** The result of work that was started on the loop. */
    public <T> T await(Supplier<Future<T>> work) {
        try {
            return start(work).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no result", e);
        }
    }

    /** The failure of work that was started on the loop. */
    public Throwable awaitFailure(Supplier<? extends Future<?>> work) {
        return await(() -> work.get()
                .transform(result -> result.failed()
                        ? Future.succeededFuture(result.cause())
                        : Future.failedFuture("succeeded with " + result.result())));
    }

    /** Runs something on the loop. */
    public void run(Runnable work) {
        context.runOnContext(_ -> work.run());
    }

    /** Starts work on the loop. */
    public <T> CompletableFuture<T> start(Supplier<Future<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        context.runOnContext(_ -> {
            try {
                work.get().onComplete(result::complete, result::completeExceptionally);
            } catch (RuntimeException | AssertionError failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }
}
