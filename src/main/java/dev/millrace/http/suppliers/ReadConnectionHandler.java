package dev.millrace.http.suppliers;

import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Endpoint;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.http.ProblemException;
import dev.millrace.http.Problems;
import dev.millrace.http.VersionedAnswers;
import io.vertx.core.Future;

/** {@code GET /v1/suppliers/{id}/connection}. */
public final class ReadConnectionHandler implements Endpoint {
    private final SupplierAccess supplierAccess;

    public ReadConnectionHandler(SupplierAccess supplierAccess) {
        this.supplierAccess = supplierAccess;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        return supplierAccess
                .connections()
                .read(request.merchantId(), PathNames.supplierId(request))
                .map(found -> found.orElseThrow(() -> new ProblemException(
                        Problems.notFound("This supplier has no connection, or there is no such supplier."))))
                .map(connection -> VersionedAnswers.shown(
                        request, ConnectionTag.of(connection), ConnectionJson.bytes(connection)));
    }
}
