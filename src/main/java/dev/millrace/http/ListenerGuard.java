package dev.millrace.http;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;

/**
 * What every connection to one of our ports is bounded by, whoever is at its other end: how many there are, how long a
 * request may take to arrive, what heads may take, how much is read of one in a turn, and how many come at once. Safe for any thread.
 */
public final class ListenerGuard {
    /** Of a connection, 64 KiB at most: who sends without end must not hold up the others of its loop. */
    private static final int READS_PER_TURN = 1;
    /** Connections that were accepted and that their loops have not set up, which takes a loop up to a millisecond each. */
    private static final int SET_UPS_WAITING_MAX = 8;

    private final ConnectionLimit connections;
    private final Duration requestDeadline;
    private final ByteBudget heads;

    /**
     * The guard of one or several listeners.
     *
     * @param requestDeadline from a request's first byte to its last
     * @param heads of all requests that are not answered
     */
    public ListenerGuard(ConnectionLimit connections, Duration requestDeadline, ByteBudget heads) {
        this.connections = connections;
        this.requestDeadline = requestDeadline;
        this.heads = heads;
    }

    /** A connection was opened; called on its event loop. */
    public void opened(HttpConnection connection) {
        connections.opened(connection);
        HttpRules.begin(connection);
        ArrivalWatch.begin(connection, requestDeadline, heads);
        if (connection instanceof ConnectionBase base) {
            Channel channel = base.channelHandlerContext().channel();
            AcceptWindow.setUp(channel, SET_UPS_WAITING_MAX);
            channel.config()
                    .setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(READS_PER_TURN));
        }
    }
}
