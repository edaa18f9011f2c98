package dev.millrace.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;

/** Says on every answer of one connection when it was made (RFC 9110 §6.6.1), whoever answers. */
final class ResponseDates extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse answer && answer.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            answer.headers().set(HeaderNames.DATE, HttpDate.now());
        }
        var _ = context.write(message, promise);
    }
}
