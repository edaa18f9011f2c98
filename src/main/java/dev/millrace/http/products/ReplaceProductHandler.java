package dev.millrace.http.products;

import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.model.Fault;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.stock.PutProduct;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.ChangeAnswers;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Endpoint;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.http.Paths;
import dev.millrace.http.Preconditions;
import dev.millrace.http.ProblemException;
import dev.millrace.http.Problems;
import dev.millrace.wire.IdentifierRule;
import io.vertx.core.Future;
import java.util.List;

/** {@code PUT /v1/products/{sku}}: replaces a product, or makes it where {@code If-None-Match: *} says that there must be none. */
public final class ReplaceProductHandler implements Endpoint {
    private final CommandSubmitter submitter;

    public ReplaceProductHandler(CommandSubmitter submitter) {
        this.submitter = submitter;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        String sku = PathNames.sku(request);
        Precondition precondition = Preconditions.ofReplacement(request);
        PutProduct.Mode mode = precondition.wantsNothing() ? PutProduct.Mode.CREATE : PutProduct.Mode.REPLACE;
        if (mode == PutProduct.Mode.CREATE) {
            requireIdentifier(sku);
        }
        ProductDraft draft = submitter.read(request, ProductDocument.named(sku));
        return submitter
                .submit(request, (merchantId, id, at) -> new PutProduct(merchantId, id, at, draft, mode, precondition))
                .map(result -> mode == PutProduct.Mode.CREATE
                        ? ChangeAnswers.created(result, Paths.product(sku))
                        : ChangeAnswers.changed(result));
    }

    /** What is new gets a name that is what it looks like, also where the path names it. */
    private static void requireIdentifier(String sku) {
        IdentifierRule.Breach breach = IdentifierRule.breachInPath(sku);
        if (breach != null) {
            throw new ProblemException(
                    Problems.validationFailed(List.of(new Fault("/sku", breach.code(), breach.detail()))));
        }
    }
}
