package dev.millrace.http;

import dev.millrace.domain.Precondition;
import dev.millrace.domain.purchasing.Move;
import dev.millrace.domain.purchasing.MovePurchaseOrder;
import io.vertx.core.Future;
import java.util.UUID;

/** {@code POST /v1/purchase-orders/{id}/submit}, {@code …/cancel} and {@code …/close}: a step that needs no more words. */
final class MovePurchaseOrderHandler implements Endpoint {
    private final CommandDesk desk;
    private final Move move;

    MovePurchaseOrderHandler(CommandDesk desk, Move move) {
        this.desk = desk;
        this.move = move;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        UUID purchaseOrderId = PathNames.purchaseOrderId(request);
        Precondition precondition = Preconditions.ofChange(request);
        desk.readNothing(request);
        return desk.submit(
                        request,
                        (merchantId, id, at) ->
                                new MovePurchaseOrder(merchantId, id, at, purchaseOrderId, move, precondition))
                .map(ChangeAnswers::changed);
    }
}
