package dev.millrace.lane;

import dev.millrace.domain.command.Command;
import io.vertx.core.Future;

/** The one way in for commands, from any thread. */
public interface CommandGate {
    /**
     * Hands a command to its merchant's lane.
     *
     * @param deadlineNanos on {@link System#nanoTime()}'s scale, when the caller stops waiting
     * @return what it came to, completed on the caller's event loop; failed with an
     *     {@link dev.millrace.store.OperationFailure} where the operation failed, with anything else for a bug
     */
    Future<Result> submit(Command command, long deadlineNanos);
}
