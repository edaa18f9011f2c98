package dev.millrace.http.orders;

import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.CommandResults;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Endpoint;
import dev.millrace.http.IdempotencyKey;
import dev.millrace.http.Parameters;
import dev.millrace.http.Paths;
import dev.millrace.lane.RecordedOutcome;
import io.vertx.core.Future;

/** {@code POST /v1/orders}. */
public final class PlaceOrderHandler implements Endpoint {
    private final CommandSubmitter submitter;

    public PlaceOrderHandler(CommandSubmitter submitter) {
        this.submitter = submitter;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        String key = IdempotencyKey.of(request);
        OrderContent order = submitter.read(request, OrderDocument::read);
        Keyed keyed = new Keyed(PlaceOrder.KIND, key, order.hash());
        return submitter
                .submit(
                        request,
                        (merchantId, id, at) ->
                                new PlaceOrder(merchantId, id, at, keyed, order.customerRef(), order.lines()))
                .map(result -> CommandResults.recorded(result, PlaceOrderHandler::decided, order.skus()));
    }

    private static ApiResponse decided(RecordedOutcome stored) {
        String path = Paths.order(stored.id());
        ApiResponse answer = stored.accepted()
                ? ApiResponse.json(201, stored.body()).withLocation(path)
                : CommandResults.rejected(stored, "order").at(path).toResponse();
        return answer.withEntityTag(stored.version());
    }
}
