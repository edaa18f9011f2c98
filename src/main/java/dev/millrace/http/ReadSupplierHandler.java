package dev.millrace.http;

import dev.millrace.store.SupplierReads;
import dev.millrace.wire.StockJson;
import io.vertx.core.Future;

/** {@code GET /v1/suppliers/{id}}. */
final class ReadSupplierHandler implements Endpoint {
    private final SupplierReads suppliers;

    ReadSupplierHandler(SupplierReads suppliers) {
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
