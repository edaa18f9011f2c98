package dev.millrace.http.products;

import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Endpoint;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.http.VersionedAnswers;
import dev.millrace.store.ProductReads;
import dev.millrace.wire.StockJson;
import io.vertx.core.Future;

/** {@code GET /v1/products/{sku}}. */
public final class ReadProductHandler implements Endpoint {
    private final ProductReads products;

    public ReadProductHandler(ProductReads products) {
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
