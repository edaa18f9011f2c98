package dev.millrace.http;

import dev.millrace.domain.Keyed;
import dev.millrace.domain.order.LineUnits;
import dev.millrace.domain.order.ShipOrder;
import dev.millrace.wire.RequestContentHash;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** {@code POST /v1/orders/{id}/shipments}. */
final class ShipOrderHandler implements Endpoint {
    private final CommandDesk desk;

    ShipOrderHandler(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        UUID orderId = PathNames.orderId(request);
        String key = IdempotencyKey.of(request);
        List<LineUnits> parts =
                request.body().length == 0 ? List.of() : desk.read(request, LineUnitsDocument::readShipment);
        Keyed keyed = new Keyed(ShipOrder.KIND, key, RequestContentHash.shipOrder(orderId, parts));
        return desk.submit(request, (merchantId, id, at) -> new ShipOrder(merchantId, id, at, keyed, orderId, parts))
                .map(ChangeAnswers::once);
    }
}
