package dev.millrace.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/** Holds the connections of a server to what HTTP/1.1 asks of every server, whatever it serves. */
public final class HttpRules {
    private static final AttributeKey<HeadGate> GATE = AttributeKey.valueOf(HttpRules.class, "gate");
    /** Vert.x's name; what lies behind it are messages, both ways. */
    private static final String ENCODER = "httpEncoder";

    private HttpRules() {}

    /**
     * Begins with a connection on which nothing has come yet. Its requests that break a rule carry a {@link RefusedHead}
     * as their decoder's result; its answers carry a {@code Date}.
     */
    public static void begin(HttpConnection connection) {
        Channel channel = channel(connection);
        if (channel != null && channel.pipeline().get(ENCODER) != null) {
            HeadGate gate = new HeadGate();
            ChannelPipeline pipeline = channel.pipeline();
            pipeline.addAfter(ENCODER, null, new ResponseDates()).addAfter(ENCODER, null, gate);
            channel.attr(GATE).set(gate);
        }
    }

    /** Gives the answers a {@code Date} and leaves the requests as they are. */
    public static void beginDates(HttpConnection connection) {
        Channel channel = channel(connection);
        if (channel != null && channel.pipeline().get(ENCODER) != null) {
            channel.pipeline().addAfter(ENCODER, null, new ResponseDates());
        }
    }

    /**
     * Whether an answer on this connection was the last. A request that was pipelined behind it must not be processed
     * (RFC 9112 §9.6).
     */
    static boolean isOver(HttpConnection connection) {
        Channel channel = channel(connection);
        HeadGate gate = channel == null ? null : channel.attr(GATE).get();
        return gate != null && gate.isOver();
    }

    private static @Nullable Channel channel(HttpConnection connection) {
        return connection instanceof ConnectionBase base
                ? base.channelHandlerContext().channel()
                : null;
    }
}
