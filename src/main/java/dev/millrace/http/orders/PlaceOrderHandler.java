package dev.millrace.http.orders;

import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.CommandDesk;
import dev.millrace.http.Endpoint;
import dev.millrace.http.IdempotencyKey;
import dev.millrace.http.Parameters;
import dev.millrace.http.Paths;
import dev.millrace.http.Results;
import dev.millrace.http.UnknownSkus;
import dev.millrace.lane.Result;
import dev.millrace.lane.Stored;
import io.vertx.core.Future;

/** {@code POST /v1/orders}. */
public final class PlaceOrderHandler implements Endpoint {
    private final CommandDesk desk;

    public PlaceOrderHandler(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        String key = IdempotencyKey.of(request);
        OrderContent order = desk.read(request, OrderDocument::read);
        Keyed keyed = new Keyed(PlaceOrder.KIND, key, order.hash());
        return desk.submit(
                        request,
                        (merchantId, id, at) ->
                                new PlaceOrder(merchantId, id, at, keyed, order.customerRef(), order.lines()))
                .map(result -> answer(result, order));
    }

    private static ApiResponse answer(Result result, OrderContent order) {
        return switch (result) {
            case Result.Accepted(Stored stored) -> decided(stored);
            case Result.Rejected(Stored stored) -> decided(stored);
            case Result.Replayed(Stored stored) -> Results.replayed(decided(stored));
            case Result.KeyReused _ -> throw Results.keyReused();
            case Result.Refused(var refusal) -> throw Results.refused(UnknownSkus.explained(refusal, order.skus()));
            case Result.Unchanged _ -> throw Results.impossible(result);
        };
    }

    private static ApiResponse decided(Stored stored) {
        String path = Paths.order(stored.id());
        ApiResponse answer = stored.accepted()
                ? ApiResponse.json(201, stored.body()).withLocation(path)
                : Results.rejected(stored, "order").at(path).toResponse();
        return answer.withEntityTag(stored.version());
    }
}
