package dev.millrace.http.purchaseorders;

import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.CommandResults;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Endpoint;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.http.Paths;
import dev.millrace.http.Problem;
import dev.millrace.http.ProblemCode;
import dev.millrace.http.ProblemException;
import dev.millrace.lane.RecordedOutcome;
import dev.millrace.lane.Result;
import dev.millrace.wire.TypeId;
import io.vertx.core.Future;
import java.util.UUID;

/** {@code POST /v1/purchase-orders/{id}/receipts}. The delivery note is its key: the same note again is the same receipt. */
public final class ReceiveGoodsHandler implements Endpoint {
    private final CommandSubmitter submitter;

    public ReceiveGoodsHandler(CommandSubmitter submitter) {
        this.submitter = submitter;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        UUID purchaseOrderId = PathNames.purchaseOrderId(request);
        ReceiptContent receipt = submitter.read(request, ReceiptDocument::read);
        Keyed keyed = receipt.keyed(purchaseOrderId);
        return submitter
                .submit(
                        request,
                        (merchantId, id, at) -> new ReceiveGoods(
                                merchantId,
                                id,
                                at,
                                keyed,
                                purchaseOrderId,
                                receipt.deliveryNote(),
                                receipt.arrived(),
                                receipt.allowsOver()))
                .map(result -> answer(result, TypeId.PURCHASE_ORDER.of(purchaseOrderId)));
    }

    private static ApiResponse answer(Result result, String purchaseOrderId) {
        return switch (result) {
            case Result.Accepted(RecordedOutcome stored) -> received(stored, purchaseOrderId);
            case Result.Replayed(RecordedOutcome stored) -> CommandResults.replayed(received(stored, purchaseOrderId));
            case Result.KeyReused _ -> throw noteReused();
            case Result.Refused(var refusal) -> throw CommandResults.refused(refusal);
            case Result.Rejected _, Result.Unchanged _ -> throw CommandResults.impossible(result);
        };
    }

    private static ApiResponse received(RecordedOutcome stored, String purchaseOrderId) {
        return ApiResponse.json(201, stored.body())
                .withLocation(Paths.receipt(purchaseOrderId, stored.id()))
                .withEntityTag(stored.version());
    }

    public static ProblemException noteReused() {
        return new ProblemException(Problem.of(
                ProblemCode.DELIVERY_NOTE_REUSED,
                "This delivery note was received for this purchase order already, with other content."));
    }
}
