package dev.millrace.http.purchaseorders;

import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.purchasing.MovePurchaseOrder;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.ChangeAnswers;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Endpoint;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.http.Preconditions;
import io.vertx.core.Future;
import java.util.UUID;

/** {@code POST /v1/purchase-orders/{id}/resolve}: a person says how a supplier stands to a purchase order. */
public final class ResolvePurchaseOrderHandler implements Endpoint {
    private final CommandSubmitter submitter;

    public ResolvePurchaseOrderHandler(CommandSubmitter submitter) {
        this.submitter = submitter;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        UUID purchaseOrderId = PathNames.purchaseOrderId(request);
        Precondition precondition = Preconditions.ofChange(request);
        Move move = submitter.read(request, ResolutionDocument::read);
        return submitter
                .submit(
                        request,
                        (merchantId, id, at) ->
                                new MovePurchaseOrder(merchantId, id, at, purchaseOrderId, move, precondition))
                .map(ChangeAnswers::changed);
    }
}
