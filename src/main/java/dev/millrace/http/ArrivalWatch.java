package dev.millrace.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches that the requests of one connection arrive in time, each from its first byte to its last. Vert.x closes
 * connections on which nothing moves, but not those on which a byte moves now and then. A request that arrives in one
 * piece, as nearly all do, costs no timer. Belongs to the event loop of its connection.
 */
final class ArrivalWatch {
    private static final AttributeKey<ArrivalWatch> OF_CHANNEL = AttributeKey.valueOf(ArrivalWatch.class, "watch");
    /** Vert.x's name; what lies behind it are messages, both ways. */
    private static final String ENCODER = "httpEncoder";

    private static final String LATE =
            "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\nDate: ";

    private final Channel channel;
    private final long millisMax;

    /** Bytes came, and the request that they belong to has not ended. */
    private boolean unfinished;

    private boolean hasHead;
    private int unanswered;
    private boolean oneEnded;
    private @Nullable ScheduledFuture<?> timer;
    private @Nullable Runnable whenLate;

    private ArrivalWatch(Channel channel, Duration timeMax) {
        this.channel = channel;
        this.millisMax = timeMax.toMillis();
    }

    /** Begins to watch a connection on which nothing has come yet. */
    static void begin(HttpConnection connection, Duration timeMax) {
        if (connection instanceof ConnectionBase base) {
            Channel channel = base.channelHandlerContext().channel();
            ChannelPipeline pipeline = channel.pipeline();
            if (pipeline.get(ENCODER) != null) {
                ArrivalWatch watch = new ArrivalWatch(channel, timeMax);
                channel.attr(OF_CHANNEL).set(watch);
                pipeline.addFirst(watch.new Bytes()).addAfter(ENCODER, null, watch.new Messages());
            }
        }
    }

    /** Runs {@code then}, once, if the body of the request that is being read is late; until {@link #bodyEnded}. */
    static void whenBodyIsLate(HttpConnection connection, Runnable then) {
        ArrivalWatch watch = of(connection);
        if (watch != null) {
            watch.whenLate = then;
        }
    }

    static void bodyEnded(HttpConnection connection) {
        ArrivalWatch watch = of(connection);
        if (watch != null) {
            watch.whenLate = null;
        }
    }

    private static @Nullable ArrivalWatch of(HttpConnection connection) {
        return connection instanceof ConnectionBase base
                ? base.channelHandlerContext().channel().attr(OF_CHANNEL).get()
                : null;
    }

    /** Sees what comes from the network. */
    private final class Bytes extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            unfinished = true;
            context.fireChannelRead(bytes);
            wasRead();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            stop();
            context.fireChannelInactive();
        }
    }

    /** Sees what the decoder makes of it, and what is answered. */
    private final class Messages extends ChannelDuplexHandler {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            boolean goesOn = message instanceof HttpResponse answer
                    && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (message instanceof LastHttpContent && !goesOn) {
                unanswered--;
            }
            var _ = context.write(message, promise);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                unfinished = true;
                hasHead = true;
                unanswered++;
            }
            if (message instanceof LastHttpContent) {
                unfinished = false;
                hasHead = false;
                oneEnded = true;
            }
            context.fireChannelRead(message);
        }
    }

    private void wasRead() {
        if (oneEnded) {
            oneEnded = false;
            stop();
        }
        if (unfinished && timer == null) {
            later();
        }
    }

    private void later() {
        timer = channel.eventLoop().schedule(this::timeIsOver, millisMax, TimeUnit.MILLISECONDS);
    }

    private void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void timeIsOver() {
        timer = null;
        Runnable late = whenLate;
        if (!hasHead && unanswered == 0) {
            // Before the handlers that would take it for the answer to a request.
            channel.pipeline()
                    .firstContext()
                    .writeAndFlush(Unpooled.copiedBuffer(LATE + HttpDate.now() + "\r\n\r\n", StandardCharsets.US_ASCII))
                    .addListener(ChannelFutureListener.CLOSE);
        } else if (hasHead && late != null) {
            whenLate = null;
            late.run();
        } else {
            // Another request of its connection is answered first; then it has as long again.
            later();
        }
    }
}
