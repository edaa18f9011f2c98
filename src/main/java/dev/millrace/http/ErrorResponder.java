package dev.millrace.http;

import dev.millrace.store.OperationFailure;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a request that failed, and tells the log what people on call would look for, by the request's id. Of
 * each kind only so many a second, since a database that went away makes thousands, and so does a client who found a bug;
 * the next line says how many were left out. Belongs to one event loop.
 */
final class ErrorResponder {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponder.class);
    private static final int LINES_PER_SECOND_MAX = 5;

    private final LogRateLimit warnings;
    private final LogRateLimit bugs;

    ErrorResponder(LongSupplier nanoTime) {
        this.warnings = new LogRateLimit(LINES_PER_SECOND_MAX, nanoTime);
        this.bugs = new LogRateLimit(LINES_PER_SECOND_MAX, nanoTime);
    }

    void answer(Exchange exchange, Throwable failure) {
        switch (failure) {
            case ProblemException refused -> exchange.answer(refused.problem());
            case OperationFailure operation -> {
                if (!operation.notExecuted() && mayWarn()) {
                    LOG.atWarn()
                            .addKeyValue("request_id", exchange.arrival().requestId())
                            .addKeyValue("route", exchange.route())
                            .addKeyValue("reason", operation.getMessage())
                            .addKeyValue("left_out", warnings.leftOut())
                            .log("The outcome of a request is not known");
                }
                exchange.answer(Problems.of(operation));
            }
            default -> {
                String requestId = exchange.arrival().requestId();
                if (bugs.take()) {
                    LOG.atError()
                            .addKeyValue("request_id", requestId)
                            .addKeyValue("route", exchange.route())
                            .addKeyValue("left_out", bugs.leftOut())
                            .setCause(failure)
                            .log("A request failed unexpectedly");
                }
                exchange.answer(Problems.unexpected(requestId));
            }
        }
    }

    /** Takes one of this second's warnings, if there is one left. */
    boolean mayWarn() {
        return warnings.take();
    }
}
