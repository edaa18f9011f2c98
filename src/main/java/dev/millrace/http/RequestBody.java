package dev.millrace.http;

import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the body of one request, within a limit of bytes and of time. What is too much is refused as soon as that is
 * clear, at best before it was sent. Belongs to the event loop of its connection.
 */
final class RequestBody {
    private static final byte[] NOTHING = {};

    private final Exchange exchange;
    private final int bytesMax;
    private final long millisMax;
    private final Consumer<byte[]> then;
    private @Nullable Buffer gathered;

    private RequestBody(Exchange exchange, int bytesMax, long millisMax, Consumer<byte[]> then) {
        this.exchange = exchange;
        this.bytesMax = bytesMax;
        this.millisMax = millisMax;
        this.then = then;
    }

    /** Whether a body comes with the request, by its headers. */
    static boolean isAnnounced(HttpServerRequest http) {
        String length = http.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? http.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }

    /** Whether the client holds the body back until it is told to go on. */
    static boolean waitsForContinue(HttpServerRequest http) {
        String expect = http.getHeader(HttpHeaders.EXPECT);
        return expect != null && HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expect);
    }

    /**
     * Gives the body to {@code then} when it is whole; answers with a problem if that can not be.
     *
     * @param bytesMax of the body
     * @param millisMax after which {@link ArrivalWatch} calls a request late
     */
    static void read(Exchange exchange, int bytesMax, long millisMax, Consumer<byte[]> then) {
        new RequestBody(exchange, bytesMax, millisMax, then).read();
    }

    private void read() {
        HttpServerRequest http = exchange.http();
        if (announcedLength(http) > bytesMax) {
            refuse(tooLarge());
            return;
        }
        ArrivalWatch.whenBodyIsLate(http.connection(), () -> refuse(late()));
        http.handler(this::gather).endHandler(_ -> finish()).exceptionHandler(_ -> refuseBroken());
        if (waitsForContinue(http)) {
            http.response().writeContinue();
        }
        http.resume();
    }

    private static long announcedLength(HttpServerRequest http) {
        String length = http.getHeader(HttpHeaders.CONTENT_LENGTH);
        // Netty has refused what is no number.
        return length == null ? 0 : Long.parseLong(length);
    }

    private void gather(Buffer part) {
        if (exchange.isAnswered()) {
            return;
        }
        int before = gathered == null ? 0 : gathered.length();
        if (before + part.length() > bytesMax) {
            refuse(tooLarge());
            return;
        }
        // Nearly every body is one part, and then nothing is copied here.
        gathered = gathered == null ? part : gathered.copy().appendBuffer(part);
    }

    private void finish() {
        ArrivalWatch.bodyEnded(exchange.http().connection());
        if (!exchange.isAnswered()) {
            then.accept(gathered == null ? NOTHING : gathered.getBytes());
        }
    }

    private void refuse(Problem problem) {
        ArrivalWatch.bodyEnded(exchange.http().connection());
        exchange.answerAndClose(problem);
    }

    private void refuseBroken() {
        refuse(broken());
        // Vert.x closes the connection as soon as this returns, and what was only written would be lost.
        if (exchange.http().connection() instanceof ConnectionBase connection) {
            connection.channelHandlerContext().flush();
        }
    }

    private Problem tooLarge() {
        return Problem.of(ProblemCode.BODY_TOO_LARGE, "The body may have " + bytesMax + " bytes at most.");
    }

    private Problem late() {
        return Problem.of(ProblemCode.REQUEST_TIMEOUT, "A request must arrive within " + millisMax + " ms.");
    }

    private static Problem broken() {
        return Problem.of(ProblemCode.MALFORMED_REQUEST, "The body is not framed as HTTP/1.1 has it.");
    }
}
