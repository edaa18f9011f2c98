package dev.millrace.http;

import dev.millrace.domain.Precondition;
import dev.millrace.domain.order.CancelOrder;
import io.vertx.core.Future;
import java.util.UUID;

/** {@code POST /v1/orders/{id}/cancel}. */
final class CancelOrderHandler implements Endpoint {
    private final CommandDesk desk;

    CancelOrderHandler(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        UUID orderId = PathNames.orderId(request);
        Precondition precondition = Preconditions.ofChange(request);
        desk.readNothing(request);
        return desk.submit(request, (merchantId, id, at) -> new CancelOrder(merchantId, id, at, orderId, precondition))
                .map(ChangeAnswers::changed);
    }
}
