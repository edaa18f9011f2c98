package dev.millrace.http;

import io.netty.buffer.ByteBuf;
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
import io.netty.util.ReferenceCountUtil;
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

    private static final String NO_ROOM =
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\nContent-Length: 0\r\nDate: ";

    private final Channel channel;
    private final long millisMax;
    private final HeadMemory heads;

    /** Bytes came, and the request that they belong to has not ended. */
    private boolean unfinished;

    private boolean hasHead;
    private boolean isRefused;
    private int unanswered;
    private boolean oneEnded;
    private @Nullable ScheduledFuture<?> timer;
    private @Nullable Runnable whenLate;
    private @Nullable Runnable whenGone;

    private ArrivalWatch(Channel channel, Duration timeMax, HeadMemory heads) {
        this.channel = channel;
        this.millisMax = timeMax.toMillis();
        this.heads = heads;
    }

    /**
     * Begins to watch a connection on which nothing has come yet.
     *
     * @param budget of all heads
     */
    static void begin(HttpConnection connection, Duration timeMax, ByteBudget budget) {
        if (connection instanceof ConnectionBase base) {
            Channel channel = base.channelHandlerContext().channel();
            ChannelPipeline pipeline = channel.pipeline();
            if (pipeline.get(ENCODER) != null) {
                ArrivalWatch watch =
                        new ArrivalWatch(channel, timeMax, new HeadMemory(budget.lease(BudgetHolder.of(connection))));
                channel.attr(OF_CHANNEL).set(watch);
                pipeline.addFirst(watch.new Bytes()).addAfter(ENCODER, null, watch.new Messages());
            }
        }
    }

    /**
     * Watches the body of the request that is being read, until {@link #bodyEnded}.
     *
     * @param late runs, once, if it is late
     * @param gone runs if the connection has ended, or ends before the body and nobody else noticed
     */
    static void whileBodyComes(HttpConnection connection, Runnable late, Runnable gone) {
        ArrivalWatch watch = of(connection);
        if (watch != null) {
            watch.whenLate = late;
            watch.whenGone = gone;
            if (!watch.channel.isActive()) {
                watch.bodyGone();
            }
        }
    }

    static void bodyEnded(HttpConnection connection) {
        ArrivalWatch watch = of(connection);
        if (watch != null) {
            watch.whenLate = null;
            watch.whenGone = null;
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
            int came = bytes instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
            context.fireChannelRead(bytes);
            wasRead();
            if (unfinished && !hasHead && !heads.came(came)) {
                refuse();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            stop();
            heads.end();
            context.fireChannelInactive();
            bodyGone();
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
                if (unanswered == 0) {
                    heads.allAnswered();
                }
            }
            var _ = context.write(message, promise);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (isRefused) {
                ReferenceCountUtil.release(message);
                return;
            }
            if (message instanceof HttpRequest request) {
                if (!heads.read(request)) {
                    ReferenceCountUtil.release(message);
                    refuse();
                    return;
                }
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

    private void bodyGone() {
        Runnable gone = whenGone;
        if (gone != null) {
            gone.run();
        }
    }

    /** There is no room for what it sends. What was read before may have been done; nobody is told. */
    private void refuse() {
        isRefused = true;
        stop();
        if (unanswered == 0) {
            writeAndClose(NO_ROOM);
        } else {
            var _ = channel.close();
        }
    }

    private void writeAndClose(String answer) {
        // Before the handlers that would take it for the answer to a request.
        channel.pipeline()
                .firstContext()
                .writeAndFlush(Unpooled.copiedBuffer(answer + HttpDate.now() + "\r\n\r\n", StandardCharsets.US_ASCII))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void timeIsOver() {
        timer = null;
        Runnable late = whenLate;
        if (!hasHead && unanswered == 0) {
            writeAndClose(LATE);
        } else if (hasHead && late != null) {
            whenLate = null;
            late.run();
        } else {
            // Another request of its connection is answered first; then it has as long again.
            later();
        }
    }
}
