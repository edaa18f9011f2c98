package dev.millrace.http;

import dev.millrace.domain.purchasing.Supplier;
import dev.millrace.store.SupplierReads;
import dev.millrace.wire.StockJson;
import io.vertx.core.Future;

/** {@code GET /v1/suppliers}, ordered by id. */
final class ListSuppliersHandler implements Endpoint {
    private final SupplierReads suppliers;
    private final ApiConfig config;

    ListSuppliersHandler(SupplierReads suppliers, ApiConfig config) {
        this.suppliers = suppliers;
        this.config = config;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        NamedPage wanted = NamedPage.of(request, config);
        return suppliers
                .list(request.merchantId(), wanted.after(), wanted.limit())
                .map(page -> wanted.answer("/v1/suppliers", "suppliers", page, StockJson::write, Supplier::id));
    }
}
