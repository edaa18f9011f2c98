package dev.millrace.app.node;

import dev.millrace.console.Failure;
import dev.millrace.store.OperationFailure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures, where a command has nothing else to do. Never on an event loop. */
public final class Await {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private Await() {}

    /** The result, or a {@link Failure} for an operational one; a bug comes out as it is. */
    public static <T> T of(Future<T> future) {
        return of(future, LIMIT);
    }

    /** Likewise, with a limit of its own. */
    public static <T> T of(Future<T> future, Duration limit) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw translated(e);
        } catch (TimeoutException e) {
            throw Failure.of("There was no answer within " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of("interrupted", e);
        }
    }

    private static RuntimeException translated(ExecutionException e) {
        return switch (e.getCause()) {
            case OperationFailure failure -> Failure.of(message(failure), failure);
            case RuntimeException unexpected -> unexpected;
            case null, default -> new IllegalStateException(e);
        };
    }

    private static String message(OperationFailure failure) {
        Throwable cause = failure.getCause();
        String why = cause == null ? "" : ": " + cause.getMessage();
        return failure.getMessage() + why;
    }
}
