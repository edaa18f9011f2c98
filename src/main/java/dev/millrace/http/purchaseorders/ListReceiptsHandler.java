package dev.millrace.http.purchaseorders;

import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Endpoint;
import dev.millrace.http.IdPage;
import dev.millrace.http.ListLink;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.http.Paths;
import dev.millrace.store.ReceiptReads;
import dev.millrace.store.StoredDocument;
import dev.millrace.wire.TypeId;
import io.vertx.core.Future;
import java.util.Set;
import java.util.UUID;

/** {@code GET /v1/purchase-orders/{id}/receipts}: the newest first. */
public final class ListReceiptsHandler implements Endpoint {
    private static final Set<String> PARAMETERS = Set.of("limit", "after");

    private final ReceiptReads receipts;
    private final ApiConfig config;

    public ListReceiptsHandler(ReceiptReads receipts, ApiConfig config) {
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
