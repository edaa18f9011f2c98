package dev.millrace.lane;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.model.Keyed;
import io.vertx.core.Promise;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A command on its way through a lane, and whoever waits for what it comes to. Owned by the lane's thread. */
final class Pending {
    private final Command command;
    private final @Nullable KeyId keyId;
    private final long deadlineNanos;
    private final Executor replyTo;
    private final Promise<Result> promise = Promise.promise();
    private boolean answered;
    private boolean looksUpKey;
    private boolean suspect;

    /** @param replyTo the event loop that waits */
    Pending(Command command, long deadlineNanos, Executor replyTo) {
        Keyed keyed = command.keyed();
        this.command = command;
        this.keyId = keyed == null ? null : KeyId.of(keyed);
        this.deadlineNanos = deadlineNanos;
        this.replyTo = replyTo;
    }

    Command command() {
        return command;
    }

    @Nullable
    KeyId keyId() {
        return keyId;
    }

    Executor replyTo() {
        return replyTo;
    }

    Promise<Result> promise() {
        return promise;
    }

    boolean isExpired(long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }

    /** Whether its key must be looked up before it is decided, since a conflict was met. */
    boolean looksUpKey() {
        return looksUpKey;
    }

    void lookUpKey() {
        looksUpKey = true;
    }

    /** Whether the rules threw over it once, so that it must be decided alone on a confirmed state. */
    boolean isSuspect() {
        return suspect;
    }

    void suspect() {
        suspect = true;
    }

    boolean isAnswered() {
        return answered;
    }

    /** Claims the right to answer, once. */
    boolean claimAnswer() {
        boolean first = !answered;
        answered = true;
        return first;
    }
}
