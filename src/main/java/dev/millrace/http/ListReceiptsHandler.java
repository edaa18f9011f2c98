package dev.millrace.http;

import dev.millrace.store.ReceiptReads;
import dev.millrace.store.StoredDocument;
import dev.millrace.wire.TypeId;
import io.vertx.core.Future;
import java.util.Set;
import java.util.UUID;

/** {@code GET /v1/purchase-orders/{id}/receipts}: the newest first. */
final class ListReceiptsHandler implements Endpoint {
    private static final Set<String> PARAMETERS = Set.of("limit", "after");

    private final ReceiptReads receipts;
    private final ApiConfig config;

    ListReceiptsHandler(ReceiptReads receipts, ApiConfig config) {
        this.receipts = receipts;
        this.config = config;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        IdPage wanted = IdPage.of(Parameters.of(request, PARAMETERS), TypeId.RECEIPT, config);
        UUID purchaseOrderId = PathNames.purchaseOrderId(request);
        ListLink link = new ListLink(Paths.receipts(TypeId.PURCHASE_ORDER.of(purchaseOrderId)));
        return receipts.list(request.merchantId(), purchaseOrderId, wanted.after(), wanted.limit())
                .map(found -> found.orElseThrow(PathNames::noPurchaseOrder))
                .map(page -> wanted.answer(
                        link, "receipts", page, (json, each) -> json.raw(each.body()), StoredDocument::id));
    }
}
