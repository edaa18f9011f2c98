package dev.millrace.app.node;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.transport.Transport;
import java.util.concurrent.TimeUnit;

/**
 * The event loops of the lanes, one for each, with its connection to the database and no client's. An event loop reads
 * all connections that have something before it turns to anything else, so on a loop that it shared with thousands of
 * clients a lane would commit once in a turn, and most rarely when most is to be done.
 */
final class LaneEventLoops implements AutoCloseable {
    /** Vert.x gives its own loops the same; Netty's event loops no longer heed it. */
    private static final int IO_RATIO = 50;

    private static final long QUIET_SECONDS = 0;
    private static final long CLOSE_SECONDS_MAX = 5;

    private final EventLoopGroup group;

    LaneEventLoops(Vertx vertx, int lanes) {
        group = ((VertxInternal) vertx)
                .transport()
                .eventLoopGroup(
                        Transport.IO_EVENT_LOOP_GROUP, lanes, new DefaultThreadFactory("millrace-lane"), IO_RATIO);
    }

    /** The loop of the next lane. */
    EventLoop next() {
        return group.next();
    }

    Iterable<EventExecutor> all() {
        return group;
    }

    /** When the lanes are closed and Vert.x with them. */
    @Override
    public void close() {
        group.shutdownGracefully(QUIET_SECONDS, CLOSE_SECONDS_MAX, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
    }
}
