package dev.millrace.http.orders;

import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.order.ShipOrder;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.ChangeAnswers;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Endpoint;
import dev.millrace.http.IdempotencyKey;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.wire.RequestContentHash;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** {@code POST /v1/orders/{id}/shipments}. */
public final class ShipOrderHandler implements Endpoint {
    private final CommandSubmitter submitter;

    public ShipOrderHandler(CommandSubmitter submitter) {
        this.submitter = submitter;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        UUID orderId = PathNames.orderId(request);
        String key = IdempotencyKey.of(request);
        List<LineUnits> parts =
                request.body().length == 0 ? List.of() : submitter.read(request, LineUnitsDocument::readShipment);
        Keyed keyed = new Keyed(ShipOrder.KIND, key, RequestContentHash.shipOrder(orderId, parts));
        return submitter
                .submit(request, (merchantId, id, at) -> new ShipOrder(merchantId, id, at, keyed, orderId, parts))
                .map(ChangeAnswers::once);
    }
}
