package dev.millrace.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** What an injected fault looks like on the wire. */
sealed interface FaultEffect {
    /** Does it. */
    void commit(Vertx vertx, HttpServerRequest request);

    /** An answer, though not the honest one. */
    record Answer(SandboxAnswer answer) implements FaultEffect {
        @Override
        public void commit(Vertx vertx, HttpServerRequest request) {
            respond(request, answer);
        }
    }

    /** The honest answer, late. */
    record Late(SandboxAnswer answer, long delayMillis) implements FaultEffect {
        @Override
        public void commit(Vertx vertx, HttpServerRequest request) {
            vertx.setTimer(Math.max(1, delayMillis), _ -> respond(request, answer));
        }
    }

    /** No answer: the connection ends. */
    record Silence() implements FaultEffect {
        @Override
        public void commit(Vertx vertx, HttpServerRequest request) {
            request.connection().close();
        }
    }

    /** Half of the honest answer, and then the connection ends. */
    record Half(SandboxAnswer answer) implements FaultEffect {
        @Override
        public void commit(Vertx vertx, HttpServerRequest request) {
            byte[] bytes = answer.bytes();
            HttpServerResponse response = request.response()
                    .setStatusCode(answer.status())
                    .putHeader("Content-Type", answer.contentType())
                    .putHeader("Content-Length", Integer.toString(bytes.length));
            response.write(Buffer.buffer(bytes).slice(0, bytes.length / 2))
                    .onComplete(_ -> request.connection().close());
        }
    }

    /** What a rule makes of the honest answer. */
    static FaultEffect of(FaultRule rule, Dialect dialect, SandboxAnswer honest) {
        return switch (rule.fault()) {
            case SLOW -> new Late(honest, rule.delay().toMillis());
            case TOO_MANY -> new Answer(dialect.later(429, rule.retryAfter()));
            case UNAVAILABLE -> new Answer(dialect.later(503, rule.retryAfter()));
            case ERROR, ERROR_AFTER -> new Answer(dialect.failed());
            case FAULT -> new Answer(dialect.malformed("We do not like this."));
            case DROP, DROP_AFTER -> new Silence();
            case CUT_AFTER -> new Half(honest);
            case GARBAGE_AFTER -> new Answer(new SandboxAnswer(200, "text/html", Map.of(), "<html><b>Welcome!"));
            case CONFLICT -> new Answer(SandboxAnswer.problem(409, "conflict", "This number is here already."));
            case UNAUTHORIZED -> new Answer(dialect.unauthorized());
            case REDIRECT ->
                new Answer(new SandboxAnswer(
                        307, "text/plain", Map.of("Location", "http://169.254.169.254/"), "Elsewhere."));
        };
    }

    /** Sends an answer, if there is still somebody to hear it. */
    static void respond(HttpServerRequest request, SandboxAnswer answer) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        answer.headers().forEach(response::putHeader);
        response.setStatusCode(answer.status())
                .putHeader("Content-Type", answer.contentType())
                .end(Buffer.buffer(answer.bytes()));
    }
}
