package dev.millrace.purchasing;

import dev.millrace.purchasing.HttpResult.Answered;
import dev.millrace.purchasing.HttpResult.Body;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The course of one exchange, which ends once, at the latest when its time is up. Belongs to one event loop. */
final class HttpExchange {
    private final Vertx vertx;
    private final Duration limit;
    private final int answerBytesMax;
    private final Promise<HttpResult> promise = Promise.promise();
    private final long timer;
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private Buffer body = Buffer.buffer();

    HttpExchange(Vertx vertx, Duration limit, int answerBytesMax) {
        this.vertx = vertx;
        this.limit = limit;
        this.answerBytesMax = answerBytesMax;
        this.timer = vertx.setTimer(limit.toMillis(), _ -> timeIsUp());
    }

    Future<HttpResult> result() {
        return promise.future();
    }

    boolean isOver() {
        return promise.future().isComplete();
    }

    /** From now on the supplier may read the request. Returns false if it is too late to begin. */
    boolean begin(HttpClientRequest newRequest) {
        if (isOver()) {
            return false;
        }
        request = newRequest;
        return true;
    }

    /** Takes the answer's head, and its body as it comes. */
    void read(HttpClientResponse newResponse) {
        response = newResponse;
        newResponse.handler(this::take);
        newResponse.exceptionHandler(_ -> end(answered(newResponse, false)));
        newResponse.endHandler(_ -> end(answered(newResponse, true)));
    }

    /** There will be no answer. */
    void lose(Throwable failure) {
        end(new HttpResult.Lost("The connection ended before there was an answer: " + Failures.text(failure)));
    }

    /** Ends it, unless it has ended. */
    void end(HttpResult result) {
        if (promise.tryComplete(result)) {
            vertx.cancelTimer(timer);
        }
    }

    private void take(Buffer part) {
        HttpClientResponse answer = response;
        if (isOver() || answer == null) {
            return;
        }
        if (body.length() + part.length() > answerBytesMax) {
            body = Buffer.buffer();
            end(answered(answer, false));
            cut();
        } else {
            body.appendBuffer(part);
        }
    }

    private void timeIsUp() {
        HttpClientResponse answer = response;
        String within = " within " + limit.toMillis() + " ms.";
        if (answer != null) {
            end(answered(answer, false));
        } else if (request != null) {
            end(new HttpResult.Lost("There was no answer" + within));
        } else {
            end(new HttpResult.NotConnected("No connection came to be" + within));
        }
        cut();
    }

    private void cut() {
        HttpClientRequest open = request;
        if (open != null) {
            open.reset();
        }
    }

    private Answered answered(HttpClientResponse answer, boolean whole) {
        return new Answered(
                answer.statusCode(),
                answer.getHeader("Content-Type"),
                answer.getHeader("Retry-After"),
                new Body(body.getBytes()),
                whole);
    }
}
