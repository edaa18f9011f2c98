package dev.millrace.http;

import dev.millrace.store.OperationFailure;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a request that failed, and tells the log what people on call would look for, by the request's id. Bugs are
 * always told; outcomes that nobody knows only so many a second, since a database that went away makes thousands.
 * Belongs to one event loop.
 */
final class FailureDesk {
    private static final Logger LOG = LoggerFactory.getLogger(FailureDesk.class);
    private static final int WARNINGS_PER_SECOND_MAX = 5;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final LongSupplier nanoTime;
    private long secondBeganNanos;
    private int warnings;

    FailureDesk(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.secondBeganNanos = nanoTime.getAsLong();
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
                            .log("The outcome of a request is not known");
                }
                exchange.answer(Problems.of(operation));
            }
            default -> {
                String requestId = exchange.arrival().requestId();
                LOG.atError()
                        .addKeyValue("request_id", requestId)
                        .addKeyValue("route", exchange.route())
                        .setCause(failure)
                        .log("A request ran into a bug");
                exchange.answer(Problems.unexpected(requestId));
            }
        }
    }

    /** Takes one of this second's warnings, if there is one left. */
    boolean mayWarn() {
        long now = nanoTime.getAsLong();
        if (now - secondBeganNanos >= SECOND_NANOS) {
            secondBeganNanos = now;
            warnings = 0;
        }
        warnings++;
        return warnings <= WARNINGS_PER_SECOND_MAX;
    }
}
