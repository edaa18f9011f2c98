package dev.millrace.http;

import dev.millrace.domain.Version;
import dev.millrace.domain.stock.ProductDraft;
import dev.millrace.domain.stock.PutProduct;
import io.vertx.core.Future;

/** {@code PUT /v1/products/{sku}}. */
final class ReplaceProductHandler implements Endpoint {
    private final CommandDesk desk;

    ReplaceProductHandler(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        String sku = PathNames.sku(request);
        Version ifMatch = IfMatch.required(request);
        ProductDraft draft = desk.read(request, ProductDocument.named(sku));
        return desk.submit(
                        request,
                        (merchantId, id, at) ->
                                new PutProduct(merchantId, id, at, draft, PutProduct.Mode.REPLACE, ifMatch))
                .map(ChangeAnswers::changed);
    }
}
