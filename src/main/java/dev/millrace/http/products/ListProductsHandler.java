package dev.millrace.http.products;

import dev.millrace.domain.model.Product;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Endpoint;
import dev.millrace.http.NamedPage;
import dev.millrace.store.ProductReads;
import dev.millrace.wire.StockJson;
import io.vertx.core.Future;

/** {@code GET /v1/products}, ordered by SKU. */
public final class ListProductsHandler implements Endpoint {
    private final ProductReads products;
    private final ApiConfig config;

    public ListProductsHandler(ProductReads products, ApiConfig config) {
        this.products = products;
        this.config = config;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        NamedPage wanted = NamedPage.of(request, config);
        return products.list(request.merchantId(), wanted.after(), wanted.limit())
                .map(page -> wanted.answer("/v1/products", "products", page, StockJson::write, Product::sku));
    }
}
