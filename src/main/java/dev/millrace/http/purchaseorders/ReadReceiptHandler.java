package dev.millrace.http.purchaseorders;

import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Endpoint;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.http.VersionedAnswers;
import dev.millrace.store.ReceiptReads;
import io.vertx.core.Future;

/** {@code GET /v1/purchase-orders/{id}/receipts/{receipt_id}}. */
public final class ReadReceiptHandler implements Endpoint {
    private final ReceiptReads receipts;

    public ReadReceiptHandler(ReceiptReads receipts) {
        this.receipts = receipts;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        return receipts.byId(request.merchantId(), PathNames.purchaseOrderId(request), PathNames.receiptId(request))
                .map(found -> found.orElseThrow(PathNames::noReceipt))
                .map(receipt -> VersionedAnswers.shown(request, receipt.version(), receipt.body()));
    }
}
