package dev.millrace.lane;

import dev.millrace.config.Backoff;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane's way to the database: one session at a time, given up when it does not answer in time, and made anew, slower
 * and slower while that fails. Owned by the lane's thread.
 */
final class LaneConnection {
    private static final Logger LOG = LoggerFactory.getLogger(LaneConnection.class);

    /** A connection that is lost is made anew at once; after further losses, later and later. */
    private static final Duration BACKOFF_FIRST = Duration.ofMillis(10);

    /** Whom the link belongs to. */
    interface Owner {
        /** There is a session; nothing was asked on it yet. */
        void opened(LaneSession opened);

        /** The session is no longer good: nothing that was asked on it will be answered. */
        void lost(LaneSession lost);

        /** Something is awaited, so {@link #giveUpWaiting} must be called now and then. */
        void awaiting();
    }

    private final LaneConfig config;
    private final LaneStore store;
    private final LaneEnvironment world;
    private final LaneListener listener;
    private final Owner owner;
    private final ResponseTimeout responseTimeout;
    private final Backoff backoff;

    private @Nullable LaneSession session;
    private int attempts;
    /** In a row, without anything that the database did in between. */
    private int losses;

    private boolean closed;
    private @Nullable Throwable lastFailure;

    LaneConnection(LaneConfig config, LaneStore store, LaneEnvironment world, LaneListener listener, Owner owner) {
        this.config = config;
        this.store = store;
        this.world = world;
        this.listener = listener;
        this.owner = owner;
        this.responseTimeout =
                new ResponseTimeout(config.timeouts().appendTimeout().toNanos());
        this.backoff = new Backoff(BACKOFF_FIRST, config.timeouts().reconnectDelayMax());
    }

    /** The session that is good now, or null while there is none. */
    @Nullable
    LaneSession session() {
        return session;
    }

    /** Why there is no session, or was none, or null. */
    @Nullable
    Throwable lastFailure() {
        return lastFailure;
    }

    boolean isOn(LaneSession asked) {
        return session == asked;
    }

    void connect() {
        if (closed) {
            return;
        }
        int attempt = ++attempts;
        responseTimeout.asked(world.nanoTime().getAsLong());
        owner.awaiting();
        store.open().onComplete(opened -> {
            if (attempt != attempts || closed) {
                if (opened.succeeded()) {
                    opened.result().abandon();
                }
                return;
            }
            responseTimeout.reset();
            if (opened.succeeded()) {
                opened(opened.result());
            } else {
                connectLater(opened.cause());
            }
        });
    }

    /** The database did what it was asked: the next loss is the first again. */
    void settled() {
        losses = 0;
    }

    /**
     * Waits for what a session was asked. A failure ends the session; an answer that comes after its end is dropped.
     *
     * @param then is given the answer
     */
    <T> void await(LaneSession asked, Future<T> answer, Consumer<T> then) {
        responseTimeout.asked(world.nanoTime().getAsLong());
        owner.awaiting();
        answer.onComplete(answered -> {
            if (session != asked) {
                return;
            }
            responseTimeout.answered(world.nanoTime().getAsLong());
            if (answered.succeeded()) {
                then.accept(answered.result());
            } else {
                lose(asked, answered.cause());
            }
        });
    }

    /** Gives up a session, once; another one is sought. */
    void lose(LaneSession lost, Throwable cause) {
        if (session != lost) {
            return;
        }
        LOG.atWarn().setCause(cause).log("a lane lost its connection");
        lastFailure = cause;
        session = null;
        responseTimeout.reset();
        owner.lost(lost);
        lost.abandon();
        connectLater();
    }

    boolean isAwaiting() {
        return responseTimeout.isAwaiting();
    }

    /** Without an answer in time the connection is given up. */
    void giveUpWaiting() {
        if (!responseTimeout.isOver(world.nanoTime().getAsLong())) {
            return;
        }
        Throwable cause =
                new IllegalStateException("no answer in " + config.timeouts().appendTimeout());
        LaneSession current = session;
        if (current != null) {
            lose(current, cause);
        } else {
            attempts++;
            responseTimeout.reset();
            connectLater(cause);
        }
    }

    /** For good. */
    void close() {
        closed = true;
        LaneSession current = session;
        session = null;
        responseTimeout.reset();
        if (current != null) {
            current.abandon();
        }
    }

    private void opened(LaneSession opened) {
        session = opened;
        opened.onLost(() -> lose(opened, new IllegalStateException("the connection was closed")));
        owner.opened(opened);
    }

    private void connectLater(Throwable cause) {
        lastFailure = cause;
        LOG.atWarn().setCause(cause).log("a lane has no connection and retries");
        connectLater();
    }

    private void connectLater() {
        listener.reconnecting();
        long delayMillis = losses == 0
                ? 0
                : backoff.delay(losses, world.chance().getAsDouble()).toMillis();
        losses++;
        world.timers().after(Math.max(1, delayMillis), this::connect);
    }
}
