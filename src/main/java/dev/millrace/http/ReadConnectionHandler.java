package dev.millrace.http;

import io.vertx.core.Future;

/** {@code GET /v1/suppliers/{id}/connection}. */
final class ReadConnectionHandler implements Endpoint {
    private final SupplierWays ways;

    ReadConnectionHandler(SupplierWays ways) {
        this.ways = ways;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        return ways.connections()
                .read(request.merchantId(), PathNames.supplierId(request))
                .map(found -> found.orElseThrow(() -> new ProblemException(Problems.notFound(
                        "Nothing is set of how this supplier is reached, or there is no such supplier."))))
                .map(connection -> VersionedAnswers.shown(
                        request, ConnectionTag.of(connection), ConnectionJson.bytes(connection)));
    }
}
