package dev.millrace.http;

import dev.millrace.domain.Keyed;
import dev.millrace.domain.Precondition;
import dev.millrace.domain.order.EditOrder;
import dev.millrace.domain.order.LineUnits;
import dev.millrace.wire.RequestContentHash;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** {@code POST /v1/orders/{id}/edits}. */
final class EditOrderHandler implements Endpoint {
    private final CommandDesk desk;

    EditOrderHandler(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        UUID orderId = PathNames.orderId(request);
        String key = IdempotencyKey.of(request);
        Precondition precondition = Preconditions.ofChange(request);
        List<LineUnits> quantities = desk.read(request, LineUnitsDocument::readEdit);
        Keyed keyed = new Keyed(EditOrder.KIND, key, RequestContentHash.editOrder(orderId, quantities));
        return desk.submit(
                        request,
                        (merchantId, id, at) ->
                                new EditOrder(merchantId, id, at, keyed, orderId, quantities, precondition))
                .map(ChangeAnswers::once);
    }
}
