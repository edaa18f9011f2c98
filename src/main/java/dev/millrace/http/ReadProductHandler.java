package dev.millrace.http;

import dev.millrace.store.ProductReads;
import dev.millrace.wire.StockJson;
import io.vertx.core.Future;

/** {@code GET /v1/products/{sku}}. */
final class ReadProductHandler implements Endpoint {
    private final ProductReads products;

    ReadProductHandler(ProductReads products) {
        this.products = products;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        return products.bySku(request.merchantId(), PathNames.sku(request))
                .map(found -> found.orElseThrow(PathNames::noProduct))
                .map(product -> VersionedAnswers.shown(request, product.version(), StockJson.bytes(product.value())));
    }
}
