package dev.millrace.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accepts no more connections while so many wait for their event loops to set them up. A crowd that comes at once is let
 * in as fast as the loops can take it, and the requests of those who are connected are served in between. Without it the
 * loops would set up the whole crowd first. Sits on the channel that accepts; safe for any thread.
 */
final class AcceptWindow extends ChannelInboundHandlerAdapter {
    private static final String NAME = "accept-window";
    /** On a connection: the window that it waits in. */
    private static final AttributeKey<AcceptWindow> WAITS_IN = AttributeKey.valueOf(AcceptWindow.class, "waits-in");

    private final Channel listener;
    private final int waitingMax;
    private final AtomicInteger waiting = new AtomicInteger();

    private AcceptWindow(Channel listener, int waitingMax) {
        this.listener = listener;
        this.waitingMax = waitingMax;
    }

    /**
     * A connection was set up; called on its event loop. The first one installs the window on the channel that accepts, which
     * Vert.x shows to nobody before.
     *
     * @param waitingMax accepted connections that are not set up
     */
    static void setUp(Channel connection, int waitingMax) {
        leave(connection);
        Channel listener = connection.parent();
        if (listener != null && listener.pipeline().get(NAME) == null) {
            listener.eventLoop().execute(() -> install(listener, waitingMax));
        }
    }

    private static void install(Channel listener, int waitingMax) {
        if (listener.pipeline().get(NAME) == null) {
            listener.pipeline().addFirst(NAME, new AcceptWindow(listener, waitingMax));
        }
    }

    /** Once for each connection that waits: it was set up, or it ended before. */
    private static void leave(Channel connection) {
        AcceptWindow window = connection.attr(WAITS_IN).getAndSet(null);
        if (window != null) {
            window.waiting.decrementAndGet();
            window.acceptIfThereIsRoom();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        if (accepted instanceof Channel connection) {
            connection.attr(WAITS_IN).set(this);
            connection.closeFuture().addListener(_ -> leave(connection));
            if (waiting.incrementAndGet() >= waitingMax) {
                listener.config().setAutoRead(false);
                // Who left meanwhile saw a listener that still accepted.
                acceptIfThereIsRoom();
            }
        }
        context.fireChannelRead(accepted);
    }

    private void acceptIfThereIsRoom() {
        if (waiting.get() < waitingMax && !listener.config().isAutoRead()) {
            listener.config().setAutoRead(true);
        }
    }
}
