package dev.millrace.http.products;

import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.model.Fault;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.stock.PutProduct;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.CommandResults;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Endpoint;
import dev.millrace.http.Parameters;
import dev.millrace.http.Preconditions;
import dev.millrace.http.Problem;
import dev.millrace.http.ProblemCode;
import dev.millrace.http.ProblemException;
import dev.millrace.http.Problems;
import dev.millrace.lane.Result;
import dev.millrace.store.OperationFailure;
import dev.millrace.wire.JsonDocument;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/products/bulk}: every line is a product to make or to replace, with its own answer on the line of the
 * same place. A line that is refused leaves the others as they are.
 */
public final class BulkProductsHandler implements Endpoint {
    private final CommandSubmitter submitter;
    private final int linesMax;
    private final LineDocument document;

    public BulkProductsHandler(CommandSubmitter submitter, ApiConfig config) {
        this(submitter, config, ProductDocument::telling);
    }

    public BulkProductsHandler(CommandSubmitter submitter, ApiConfig config, LineDocument document) {
        this.submitter = submitter;
        this.linesMax = config.requests().bulkLinesMax();
        this.document = document;
    }

    /** Knows how a line is read, and tells its SKU as soon as that is known. */
    @FunctionalInterface
    interface LineDocument {
        JsonDocument<ProductDraft> telling(Consumer<String> sku);
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        Preconditions.requireNone(request);
        List<BulkLines.Line> lines = BulkLines.split(request.body(), linesMax + 1);
        if (lines.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemCode.BODY_REQUIRED, "Send at least one line."));
        }
        if (lines.size() > linesMax) {
            throw new ProblemException(Problems.validationFailed(
                    List.of(new Fault("", "too_many_lines", "At most " + linesMax + " lines are possible."))));
        }
        BulkLineErrors bugs = new BulkLineErrors(request);
        List<Future<BulkAnswer>> answers = new ArrayList<>(lines.size());
        for (BulkLines.Line line : lines) {
            answers.add(put(request, line, bugs));
        }
        return Future.all(answers).map(all -> BulkAnswer.response(request.path(), all.list()));
    }

    /** Whatever happens to a line, also a bug of ours, is its own answer; the future never fails. */
    private Future<BulkAnswer> put(ApiRequest request, BulkLines.Line line, BulkLineErrors bugs) {
        AtomicReference<@Nullable String> sku = new AtomicReference<>();
        return Future.succeededFuture(line)
                .map(at -> submitter.read(request, at.from(), at.to(), document.telling(sku::set)))
                .compose(draft -> submitter.submit(
                        request,
                        (merchantId, id, at) ->
                                new PutProduct(merchantId, id, at, draft, PutProduct.Mode.UPSERT, Precondition.NONE)))
                .map(BulkProductsHandler::problem)
                .recover(failure -> Future.succeededFuture(Optional.of(problem(failure, bugs))))
                .map(problem -> new BulkAnswer(sku.get(), problem.orElse(null)));
    }

    private static Optional<Problem> problem(Result result) {
        return switch (result) {
            case Result.Accepted _, Result.Unchanged _ -> Optional.empty();
            case Result.Refused(var refusal) -> Optional.of(Problems.of(refusal));
            case Result.Rejected _, Result.Replayed _, Result.KeyReused _ -> throw CommandResults.impossible(result);
        };
    }

    private static Problem problem(Throwable failure, BulkLineErrors bugs) {
        return switch (failure) {
            case ProblemException refused -> refused.problem();
            case OperationFailure operation -> Problems.of(operation);
            default -> bugs.problem(failure);
        };
    }
}
