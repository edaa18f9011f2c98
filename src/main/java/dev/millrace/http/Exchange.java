package dev.millrace.http;

import dev.millrace.access.Admission;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import org.jspecify.annotations.Nullable;

/**
 * One request and the one answer to it. Belongs to the event loop of its connection.
 *
 * <p>An answer may be ready before the body has arrived. What still comes is then read over, so that the client sees the
 * answer and the connection stays usable; but only so much of it and only for so long.
 */
final class Exchange {
    private static final String CLOSE = "close";
    private static final CharSequence NO_SNIFFING = HttpHeaders.createOptimized("nosniff");
    /** A merchant's business; nobody on the way keeps it. */
    private static final CharSequence NOT_STORED = HttpHeaders.createOptimized("no-store");
    /** The client itself may keep it and ask whether it still holds. */
    private static final CharSequence ASK_FIRST = HttpHeaders.createOptimized("private, no-cache");

    /** About what the head of an answer takes. */
    private static final int HEAD_BYTES = 512;

    private static final int NOT_MODIFIED = 304;

    private final Vertx vertx;
    private final HttpServerRequest http;
    private final Arrival arrival;
    private final RequestListener listener;
    private final Listeners shared;
    private final long beganNanos = System.nanoTime();
    private final String path;
    private final @Nullable String query;
    private String route = RequestListener.UNMATCHED;
    private Admission.@Nullable Counted counted;
    private boolean answered;
    private boolean close;
    private @Nullable BudgetHolder holder;
    private ByteBudget.@Nullable Lease body;

    Exchange(Vertx vertx, HttpServerRequest http, Arrival arrival, RequestListener listener, Listeners shared) {
        this.vertx = vertx;
        this.http = http;
        this.path = http.path() == null ? "" : http.path();
        this.query = http.query();
        this.arrival = arrival;
        this.listener = listener;
        this.shared = shared;
    }

    HttpServerRequest http() {
        return http;
    }

    /** As it was sent, still encoded, whichever path the router looks at; empty where the request line has none. */
    String path() {
        return path;
    }

    /** As it was sent, or null. */
    @Nullable
    String query() {
        return query;
    }

    Arrival arrival() {
        return arrival;
    }

    String route() {
        return route;
    }

    void foundRoute(String template) {
        route = template;
    }

    /** From now on what is kept for this request is kept for that merchant. */
    void foundMerchant(int merchantId) {
        holder = new BudgetHolder.Merchant(merchantId);
    }

    /** For the body of this request, until it is answered. */
    ByteBudget.Lease bodyLease() {
        body = shared.budgets().bodies().lease(holder());
        return body;
    }

    private BudgetHolder holder() {
        return holder == null ? BudgetHolder.of(http.connection()) : holder;
    }

    /** The limits count this request until it ends, whichever way. */
    void counted(Admission.Counted admission) {
        counted = admission;
    }

    /** Whether the connection was closed before the answer. */
    boolean isGone() {
        return http.response().closed();
    }

    /** Ends without an answer. */
    void abandon() {
        answered = true;
        if (body != null) {
            body.end();
        }
        ended(0);
        http.connection().close();
    }

    boolean isAnswered() {
        return answered;
    }

    /** Completes when the connection ends before the answer. */
    Future<Void> clientGone() {
        Promise<Void> gone = Promise.promise();
        http.response().closeHandler(_ -> gone.tryComplete());
        return gone.future();
    }

    void answer(Problem problem) {
        answer((problem.instance() == null ? problem.at(path()) : problem).toResponse());
    }

    /** Answers and lets the connection go: nobody can tell where the next request would begin. */
    void answerAndClose(Problem problem) {
        close = true;
        answer(problem);
    }

    /**
     * Sends the answer. A second one, of somebody who came too late, is dropped. If too much waits already for clients who do
     * not read, the connection is closed instead.
     */
    void answer(ApiResponse answer) {
        if (answered) {
            return;
        }
        answered = true;
        if (body != null) {
            body.end();
        }
        HttpServerResponse response = http.response();
        if (response.closed()) {
            ended(0);
            return;
        }
        ByteBudget.Lease unsent = shared.budgets().unsent().lease(holder());
        if (!unsent.growTo(bytesOf(answer))) {
            ended(0);
            var _ = http.connection().close();
            return;
        }
        boolean bodyIsComing = RequestBody.isAnnounced(http) && !http.isEnded();
        // Who was not told to go on may send the body or not; nobody can tell where the next request begins.
        close |= bodyIsComing && RequestBody.waitsForContinue(http);
        close |= shared.drain().hasBegun();
        try {
            writeHead(answer, response);
        } catch (RuntimeException bug) {
            // A header that cannot be written; whoever waits must not do so for ever, nor be counted for ever.
            unsent.end();
            abandon();
            throw bug;
        }
        response.end(bodyOf(answer)).onComplete(_ -> {
            unsent.end();
            ended(answer.status());
        });
        if (bodyIsComing) {
            UnreadBody.readOver(vertx, http, close);
        } else if (close) {
            http.connection().close();
        }
    }

    private boolean isHead() {
        return http.method().equals(HttpMethod.HEAD);
    }

    private Buffer bodyOf(ApiResponse answer) {
        if (isHead()) {
            return Buffer.buffer();
        }
        // Nobody changes the bytes of an answer, so they need no copy here.
        return answer.shared() == null
                ? BufferInternal.buffer(Unpooled.wrappedBuffer(answer.body()))
                : answer.shared().buffer();
    }

    /** What it makes us keep until it is taken. */
    private long bytesOf(ApiResponse answer) {
        boolean isOwn = answer.shared() == null && !isHead();
        return HEAD_BYTES + (long) (isOwn ? answer.body().length : 0);
    }

    private void ended(int status) {
        if (counted != null) {
            counted.release();
        }
        listener.ended(route, http.method().name(), status, System.nanoTime() - beganNanos);
    }

    private void writeHead(ApiResponse answer, HttpServerResponse response) {
        response.setStatusCode(answer.status()).putHeader(HeaderNames.REQUEST_ID, arrival.requestId());
        response.putHeader(HeaderNames.CONTENT_TYPE_OPTIONS, NO_SNIFFING);
        response.putHeader(HeaderNames.CACHE_CONTROL, answer.hasEntityTag() ? ASK_FIRST : NOT_STORED);
        if (answer.contentType() != null) {
            response.putHeader(HeaderNames.CONTENT_TYPE, answer.contentType());
        }
        if (counted != null) {
            RateLimits.write(counted.fields(), response);
        }
        for (Header header : answer.headers()) {
            response.putHeader(header.name(), header.value());
        }
        if (close) {
            // At the end, or a client of HTTP/1.0 that asked for it is told that the connection stays.
            response.headersEndHandler(_ -> response.putHeader(HeaderNames.CONNECTION, CLOSE));
        }
        if (isHead() && answer.status() != NOT_MODIFIED) {
            response.putHeader(HeaderNames.CONTENT_LENGTH, Integer.toString(answer.body().length));
        }
    }
}
