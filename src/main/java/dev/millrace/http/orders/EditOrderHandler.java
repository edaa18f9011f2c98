package dev.millrace.http.orders;

import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.order.EditOrder;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.ChangeAnswers;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Endpoint;
import dev.millrace.http.IdempotencyKey;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.http.Preconditions;
import dev.millrace.wire.RequestContentHash;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** {@code POST /v1/orders/{id}/edits}. */
public final class EditOrderHandler implements Endpoint {
    private final CommandSubmitter submitter;

    public EditOrderHandler(CommandSubmitter submitter) {
        this.submitter = submitter;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        UUID orderId = PathNames.orderId(request);
        String key = IdempotencyKey.of(request);
        Precondition precondition = Preconditions.ofChange(request);
        List<LineUnits> quantities = submitter.read(request, LineUnitsDocument::readEdit);
        Keyed keyed = new Keyed(EditOrder.KIND, key, RequestContentHash.editOrder(orderId, quantities));
        return submitter
                .submit(
                        request,
                        (merchantId, id, at) ->
                                new EditOrder(merchantId, id, at, keyed, orderId, quantities, precondition))
                .map(ChangeAnswers::once);
    }
}
