package dev.millrace.http;

import dev.millrace.domain.Precondition;
import dev.millrace.domain.purchasing.Move;
import dev.millrace.domain.purchasing.MovePurchaseOrder;
import io.vertx.core.Future;
import java.util.UUID;

/** {@code POST /v1/purchase-orders/{id}/resolve}: a person says how a supplier stands to a purchase order. */
final class ResolvePurchaseOrderHandler implements Endpoint {
    private final CommandDesk desk;

    ResolvePurchaseOrderHandler(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        UUID purchaseOrderId = PathNames.purchaseOrderId(request);
        Precondition precondition = Preconditions.ofChange(request);
        Move move = desk.read(request, ResolutionDocument::read);
        return desk.submit(
                        request,
                        (merchantId, id, at) ->
                                new MovePurchaseOrder(merchantId, id, at, purchaseOrderId, move, precondition))
                .map(ChangeAnswers::changed);
    }
}
