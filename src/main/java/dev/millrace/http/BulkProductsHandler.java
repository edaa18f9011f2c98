package dev.millrace.http;

import dev.millrace.domain.Fault;
import dev.millrace.domain.stock.ProductDraft;
import dev.millrace.domain.stock.PutProduct;
import dev.millrace.lane.Result;
import dev.millrace.store.OperationFailure;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code POST /v1/products/bulk}: every line is a product to make or to replace, with its own answer on the line of the
 * same place. A line that is refused leaves the others as they are.
 */
final class BulkProductsHandler implements Endpoint {
    private final CommandDesk desk;
    private final int linesMax;

    BulkProductsHandler(CommandDesk desk, ApiConfig config) {
        this.desk = desk;
        this.linesMax = config.bulkLinesMax();
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        List<BulkLines.Line> lines = BulkLines.split(request.body(), linesMax + 1);
        if (lines.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemCode.BODY_REQUIRED, "Send at least one line."));
        }
        if (lines.size() > linesMax) {
            throw new ProblemException(Problems.validationFailed(
                    List.of(new Fault("", "too_many_lines", "At most " + linesMax + " lines are possible."))));
        }
        List<Future<BulkAnswer>> answers = new ArrayList<>(lines.size());
        for (BulkLines.Line line : lines) {
            answers.add(put(request, line));
        }
        return Future.all(answers).map(all -> BulkAnswer.response(all.list()));
    }

    private Future<BulkAnswer> put(ApiRequest request, BulkLines.Line line) {
        ProductDraft draft;
        try {
            draft = desk.read(request, line.from(), line.to(), ProductDocument::read);
        } catch (ProblemException refused) {
            return Future.succeededFuture(BulkAnswer.refused(null, refused.problem()));
        }
        return desk.submit(
                        request,
                        (merchantId, id, at) -> new PutProduct(merchantId, id, at, draft, PutProduct.Mode.UPSERT, null))
                .map(result -> answer(draft.sku(), result))
                .recover(failure -> failed(draft.sku(), failure));
    }

    private static BulkAnswer answer(String sku, Result result) {
        return switch (result) {
            case Result.Accepted _, Result.Unchanged _ -> BulkAnswer.done(sku, 200);
            case Result.Refused(var refusal) -> BulkAnswer.refused(sku, Problems.of(refusal));
            case Result.Rejected _, Result.Replayed _, Result.KeyReused _ -> throw Results.impossible(result);
        };
    }

    /** An operation that failed is the line's own answer; a bug is the whole request's. */
    private static Future<BulkAnswer> failed(String sku, Throwable failure) {
        return failure instanceof OperationFailure operation
                ? Future.succeededFuture(BulkAnswer.refused(sku, Problems.of(operation)))
                : Future.failedFuture(failure);
    }
}
