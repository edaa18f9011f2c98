package dev.millrace.http;

import dev.millrace.domain.stock.Product;
import dev.millrace.store.ProductReads;
import dev.millrace.wire.StockJson;
import io.vertx.core.Future;

/** {@code GET /v1/products}, ordered by SKU. */
final class ListProductsHandler implements Endpoint {
    private final ProductReads products;
    private final ApiConfig config;

    ListProductsHandler(ProductReads products, ApiConfig config) {
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
