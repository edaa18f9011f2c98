package dev.millrace.http.products;

import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.stock.PutProduct;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.ChangeAnswers;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Endpoint;
import dev.millrace.http.Parameters;
import dev.millrace.http.Paths;
import dev.millrace.http.Preconditions;
import io.vertx.core.Future;

/** {@code POST /v1/products}. */
public final class CreateProductHandler implements Endpoint {
    private final CommandSubmitter submitter;

    public CreateProductHandler(CommandSubmitter submitter) {
        this.submitter = submitter;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        ProductDraft draft = submitter.read(request, ProductDocument::read);
        Precondition precondition = Preconditions.ofChange(request);
        return submitter
                .submit(
                        request,
                        (merchantId, id, at) ->
                                new PutProduct(merchantId, id, at, draft, PutProduct.Mode.CREATE, precondition))
                .map(result -> ChangeAnswers.created(result, Paths.product(draft.sku())));
    }
}
