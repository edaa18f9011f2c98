package dev.millrace.http.stock;

import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.stock.AdjustStock;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.CommandResults;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Endpoint;
import dev.millrace.http.IdempotencyKey;
import dev.millrace.http.Parameters;
import dev.millrace.lane.RecordedOutcome;
import io.vertx.core.Future;

/** {@code POST /v1/stock/adjustments}. */
public final class AdjustStockHandler implements Endpoint {
    private static final String PATH = "/v1/stock/adjustments";

    private final CommandSubmitter submitter;

    public AdjustStockHandler(CommandSubmitter submitter) {
        this.submitter = submitter;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        String key = IdempotencyKey.of(request);
        AdjustmentContent adjustment = submitter.read(request, AdjustmentDocument::read);
        Keyed keyed = new Keyed(AdjustStock.KIND, key, adjustment.hash());
        return submitter
                .submit(
                        request,
                        (merchantId, id, at) -> new AdjustStock(
                                merchantId, id, at, keyed, adjustment.reason(), adjustment.corrections()))
                .map(result -> CommandResults.recorded(result, AdjustStockHandler::decided, adjustment.skus()));
    }

    private static ApiResponse decided(RecordedOutcome stored) {
        return stored.accepted()
                ? ApiResponse.json(200, stored.body())
                : CommandResults.rejected(stored, "adjustment").at(PATH).toResponse();
    }
}
