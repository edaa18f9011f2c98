package dev.millrace.http.purchaseorders;

import dev.millrace.domain.model.Fault;
import dev.millrace.domain.purchasing.GatherReplenishments;
import dev.millrace.domain.purchasing.GatherReplenishments.Owed;
import dev.millrace.http.ApiReads;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.CommandResults;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Endpoint;
import dev.millrace.http.Parameters;
import dev.millrace.http.Paths;
import dev.millrace.http.Problem;
import dev.millrace.http.ProblemCode;
import dev.millrace.http.ProblemException;
import dev.millrace.http.Problems;
import dev.millrace.lane.RecordedOutcome;
import dev.millrace.lane.Result;
import dev.millrace.wire.TypeId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/purchase-orders}: buys what is owed to a supplier, by the oldest draft that may grow or by a new purchase
 * order. What is owed is looked up first; the decision leaves out what somebody else has bought since.
 */
public final class GatherReplenishmentsHandler implements Endpoint {
    private final CommandSubmitter submitter;
    private final ApiReads reads;

    public GatherReplenishmentsHandler(CommandSubmitter submitter, ApiReads reads) {
        this.submitter = submitter;
        this.reads = reads;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        GatheringContent wanted = submitter.read(request, GatheringDocument::read);
        return reads.suppliers()
                .byId(request.merchantId(), wanted.supplierId())
                .map(found -> found.orElseThrow(GatherReplenishmentsHandler::noSupplier))
                .compose(_ -> reads.purchases().gathering().owedTo(request.merchantId(), wanted.supplierId()))
                .compose(owed -> owed.isEmpty() ? Future.failedFuture(nothingOwed()) : gather(request, wanted, owed));
    }

    private Future<ApiResponse> gather(ApiRequest request, GatheringContent wanted, List<Owed> owed) {
        return reads.purchases()
                .gathering()
                .growingDraft(request.merchantId(), wanted.supplierId())
                .compose(draft -> submit(request, wanted, owed, draft));
    }

    private Future<ApiResponse> submit(
            ApiRequest request, GatheringContent wanted, List<Owed> owed, Optional<UUID> draft) {
        @Nullable UUID draftId = draft.orElse(null);
        return submitter
                .submit(
                        request,
                        (merchantId, id, at) -> new GatherReplenishments(
                                merchantId, id, at, wanted.supplierId(), owed, draftId, wanted.submits()))
                .map(result -> answer(result, draftId));
    }

    private static ApiResponse answer(Result result, @Nullable UUID draftId) {
        return switch (result) {
            case Result.Accepted(RecordedOutcome stored) -> gathered(stored, draftId);
            case Result.Unchanged _ -> throw nothingOwed();
            case Result.Refused(var refusal) -> throw CommandResults.refused(refusal);
            case Result.Rejected _, Result.Replayed _, Result.KeyReused _ -> throw CommandResults.impossible(result);
        };
    }

    private static ApiResponse gathered(RecordedOutcome stored, @Nullable UUID draftId) {
        boolean grew = draftId != null && stored.id().equals(TypeId.PURCHASE_ORDER.of(draftId));
        ApiResponse answer = ApiResponse.json(grew ? 200 : 201, stored.body()).withEntityTag(stored.version());
        return grew ? answer : answer.withLocation(Paths.purchaseOrder(stored.id()));
    }

    private static ProblemException nothingOwed() {
        return new ProblemException(
                Problem.of(ProblemCode.NOTHING_OWED, "Nothing is short, or all that is short is on order already."));
    }

    private static ProblemException noSupplier() {
        return new ProblemException(Problems.validationFailed(
                List.of(new Fault("/supplier_id", "unknown_supplier", "There is no such supplier."))));
    }
}
