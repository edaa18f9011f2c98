package dev.millrace.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

/**
 * Looks at the head of every request of one connection before the server does. What breaks a rule is marked as refused
 * and is the last of its connection; so is what is answered with {@code Connection: close}. Whatever comes behind the
 * last request is thrown away, for it may be anything. Belongs to the event loop of its connection.
 */
final class HeadGate extends ChannelDuplexHandler {
    /** The request that is being read is the last one. */
    private boolean isLast;
    /** The last one was answered. */
    private boolean isOver;

    private boolean throwsAway;

    /** Whether the last answer is on its way. */
    boolean isOver() {
        return isOver;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            throwsAway |= isLast || isOver;
            if (!throwsAway) {
                judge(request);
            }
        }
        if (throwsAway) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void judge(HttpRequest request) {
        boolean isReadable = request.decoderResult().isSuccess();
        RefusedHead refused = isReadable ? RequestHeads.check(request) : null;
        if (refused != null) {
            request.setDecoderResult(refused);
        }
        isLast = !isReadable || refused != null;
        if (isLast) {
            request.headers().set(HeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (!isReadable || !RequestHeads.isUsual(request.protocolVersion())) {
            // The version of an answer is our own, and for the server a version that it does not know is none.
            request.setProtocolVersion(HttpVersion.HTTP_1_1);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse answer
                && answer.headers().contains(HeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)) {
            isOver = true;
        }
        var _ = context.write(message, promise);
    }
}
