package dev.millrace.http;

import dev.millrace.domain.Fault;
import dev.millrace.domain.Precondition;
import dev.millrace.domain.stock.ProductDraft;
import dev.millrace.domain.stock.PutProduct;
import dev.millrace.wire.IdentifierRule;
import io.vertx.core.Future;
import java.util.List;

/** {@code PUT /v1/products/{sku}}: replaces a product, or makes it where {@code If-None-Match: *} says that there must be none. */
final class ReplaceProductHandler implements Endpoint {
    private final CommandDesk desk;

    ReplaceProductHandler(CommandDesk desk) {
        this.desk = desk;
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
        ProductDraft draft = desk.read(request, ProductDocument.named(sku));
        return desk.submit(
                        request, (merchantId, id, at) -> new PutProduct(merchantId, id, at, draft, mode, precondition))
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
