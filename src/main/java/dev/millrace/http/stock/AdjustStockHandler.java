package dev.millrace.http.stock;

import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.stock.AdjustStock;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.CommandDesk;
import dev.millrace.http.Endpoint;
import dev.millrace.http.IdempotencyKey;
import dev.millrace.http.Parameters;
import dev.millrace.http.Results;
import dev.millrace.http.UnknownSkus;
import dev.millrace.lane.Result;
import dev.millrace.lane.Stored;
import io.vertx.core.Future;

/** {@code POST /v1/stock/adjustments}. */
public final class AdjustStockHandler implements Endpoint {
    private static final String PATH = "/v1/stock/adjustments";

    private final CommandDesk desk;

    public AdjustStockHandler(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        String key = IdempotencyKey.of(request);
        AdjustmentContent adjustment = desk.read(request, AdjustmentDocument::read);
        Keyed keyed = new Keyed(AdjustStock.KIND, key, adjustment.hash());
        return desk.submit(
                        request,
                        (merchantId, id, at) -> new AdjustStock(
                                merchantId, id, at, keyed, adjustment.reason(), adjustment.corrections()))
                .map(result -> answer(result, adjustment));
    }

    private static ApiResponse answer(Result result, AdjustmentContent adjustment) {
        return switch (result) {
            case Result.Accepted(Stored stored) -> decided(stored);
            case Result.Rejected(Stored stored) -> decided(stored);
            case Result.Replayed(Stored stored) -> Results.replayed(decided(stored));
            case Result.KeyReused _ -> throw Results.keyReused();
            case Result.Refused(var refusal) ->
                throw Results.refused(UnknownSkus.explained(refusal, adjustment.skus()));
            case Result.Unchanged _ -> throw Results.impossible(result);
        };
    }

    private static ApiResponse decided(Stored stored) {
        return stored.accepted()
                ? ApiResponse.json(200, stored.body())
                : Results.rejected(stored, "adjustment").at(PATH).toResponse();
    }
}
