package dev.millrace.http;

import io.vertx.core.Future;

/**
 * What answers the requests of one route. It runs on the event loop of the connection, after access was checked and the
 * body was read.
 *
 * <p>Expected outcomes are responses. Beyond them it may throw, or fail its future with: a {@link ProblemException},
 * which is answered as it is; an {@link dev.millrace.store.OperationFailure}, answered with 503 or 504; anything else
 * is a bug, answered with 500 and a request id, and logged.
 */
@FunctionalInterface
public interface Endpoint {
    Future<ApiResponse> handle(ApiRequest request);
}
