package dev.millrace.http.suppliers;

import dev.millrace.domain.model.Supplier;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Endpoint;
import dev.millrace.http.NamedPage;
import dev.millrace.store.SupplierReads;
import dev.millrace.wire.StockJson;
import io.vertx.core.Future;

/** {@code GET /v1/suppliers}, ordered by id. */
public final class ListSuppliersHandler implements Endpoint {
    private final SupplierReads suppliers;
    private final ApiConfig config;

    public ListSuppliersHandler(SupplierReads suppliers, ApiConfig config) {
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
