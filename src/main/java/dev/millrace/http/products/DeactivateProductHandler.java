package dev.millrace.http.products;

import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.stock.DeactivateProduct;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.ChangeAnswers;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Endpoint;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.http.Preconditions;
import io.vertx.core.Future;

/** {@code POST /v1/products/{sku}/deactivate}. */
public final class DeactivateProductHandler implements Endpoint {
    private final CommandSubmitter submitter;

    public DeactivateProductHandler(CommandSubmitter submitter) {
        this.submitter = submitter;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        String sku = PathNames.sku(request);
        Precondition precondition = Preconditions.ofChange(request);
        submitter.readNothing(request);
        return submitter
                .submit(request, (merchantId, id, at) -> new DeactivateProduct(merchantId, id, at, sku, precondition))
                .map(ChangeAnswers::changed);
    }
}
