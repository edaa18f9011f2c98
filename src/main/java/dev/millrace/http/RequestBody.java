package dev.millrace.http;

import dev.millrace.store.OperationFailure;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Gathers the body of one request, within limits of bytes, of chunks and of time, and within the budget of all bodies. What
 * is too much is refused as soon as that is clear, at best before it was sent. However many parts a body comes in, each byte
 * is copied a bounded number of times. Belongs to the event loop of its connection.
 */
public final class RequestBody {
    private static final byte[] NOTHING = {};

    private final Exchange exchange;
    private final Limits limits;
    private final ByteBudget.Lease lease;
    private final Consumer<byte[]> then;
    private byte[] gathered = NOTHING;
    private int length;
    private int chunks;

    /**
     * What one body may take.
     *
     * @param bytesMax of the body
     * @param chunksMax that it may come in
     * @param millisMax after which {@link ArrivalWatch} calls a request late
     */
    record Limits(int bytesMax, int chunksMax, long millisMax) {}

    private RequestBody(Exchange exchange, Limits limits, ByteBudget.Lease lease, Consumer<byte[]> then) {
        this.exchange = exchange;
        this.limits = limits;
        this.lease = lease;
        this.then = then;
    }

    /** Whether a body comes with the request, by its headers. */
    public static boolean isAnnounced(HttpServerRequest http) {
        String length = http.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? http.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }

    /** Whether the client holds the body back until it is told to go on. */
    static boolean waitsForContinue(HttpServerRequest http) {
        String expect = http.getHeader(HttpHeaders.EXPECT);
        return expect != null && HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expect);
    }

    /**
     * Gives the body to {@code then} when it is whole; answers with a problem if that cannot be.
     *
     * @param lease of nothing yet; it grows with what is kept, and whoever gave it ends it
     */
    static void read(Exchange exchange, Limits limits, ByteBudget.Lease lease, Consumer<byte[]> then) {
        new RequestBody(exchange, limits, lease, then).read();
    }

    private void read() {
        HttpServerRequest http = exchange.http();
        long announced = announcedLength(http);
        if (announced > limits.bytesMax) {
            refuse(tooLarge());
            return;
        }
        if (!lease.growTo(announced)) {
            exchange.answer(noRoom());
            return;
        }
        ArrivalWatch.whileBodyComes(http.connection(), () -> refuse(late()), this::refuseBroken);
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
        chunks++;
        if (length + part.length() > limits.bytesMax) {
            refuse(tooLarge());
        } else if (chunks > limits.chunksMax) {
            refuse(tooManyChunks());
        } else if (!keep(part)) {
            refuse(noRoom());
        }
    }

    /** @return false if there is no room for it */
    private boolean keep(Buffer part) {
        int needed = length + part.length();
        if (needed > gathered.length) {
            // The first part is mostly all of it. Beyond that doubling keeps the copies linear, whatever the parts.
            int room = Math.clamp(2L * gathered.length, needed, limits.bytesMax);
            if (!lease.growTo(room)) {
                return false;
            }
            gathered = Arrays.copyOf(gathered, room);
        }
        part.getBytes(gathered, length);
        length = needed;
        return true;
    }

    private void finish() {
        ArrivalWatch.bodyEnded(exchange.http().connection());
        if (!exchange.isAnswered()) {
            then.accept(length == gathered.length ? gathered : Arrays.copyOf(gathered, length));
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
        return Problem.of(ProblemCode.BODY_TOO_LARGE, "The body may have " + limits.bytesMax + " bytes at most.");
    }

    private Problem tooManyChunks() {
        return Problem.of(
                ProblemCode.BODY_TOO_LARGE,
                "The body may come in " + limits.chunksMax + " chunks at most. Send larger ones.");
    }

    private static Problem noRoom() {
        return Problems.of(new OperationFailure.Overloaded("too many bodies are kept"));
    }

    private Problem late() {
        return Problem.of(ProblemCode.REQUEST_TIMEOUT, "A request must arrive within " + limits.millisMax + " ms.");
    }

    private static Problem broken() {
        return Problem.of(ProblemCode.MALFORMED_REQUEST, "The framing of the body is not valid HTTP/1.1.");
    }
}
