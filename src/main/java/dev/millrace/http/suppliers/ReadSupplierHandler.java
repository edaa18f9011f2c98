package dev.millrace.http.suppliers;

import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Endpoint;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.http.VersionedAnswers;
import dev.millrace.store.SupplierReads;
import dev.millrace.wire.StockJson;
import io.vertx.core.Future;

/** {@code GET /v1/suppliers/{id}}. */
public final class ReadSupplierHandler implements Endpoint {
    private final SupplierReads suppliers;

    public ReadSupplierHandler(SupplierReads suppliers) {
        this.suppliers = suppliers;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        return suppliers
                .byId(request.merchantId(), PathNames.supplierId(request))
                .map(found -> found.orElseThrow(PathNames::noSupplier))
                .map(supplier ->
                        VersionedAnswers.shown(request, supplier.version(), StockJson.bytes(supplier.value())));
    }
}
