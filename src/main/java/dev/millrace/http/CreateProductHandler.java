package dev.millrace.http;

import dev.millrace.domain.Precondition;
import dev.millrace.domain.stock.ProductDraft;
import dev.millrace.domain.stock.PutProduct;
import io.vertx.core.Future;

/** {@code POST /v1/products}. */
final class CreateProductHandler implements Endpoint {
    private final CommandDesk desk;

    CreateProductHandler(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        ProductDraft draft = desk.read(request, ProductDocument::read);
        Precondition precondition = Preconditions.ofChange(request);
        return desk.submit(
                        request,
                        (merchantId, id, at) ->
                                new PutProduct(merchantId, id, at, draft, PutProduct.Mode.CREATE, precondition))
                .map(result -> ChangeAnswers.created(result, Paths.product(draft.sku())));
    }
}
