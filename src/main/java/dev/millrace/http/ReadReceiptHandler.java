package dev.millrace.http;

import dev.millrace.store.ReceiptReads;
import io.vertx.core.Future;

/** {@code GET /v1/purchase-orders/{id}/receipts/{receipt_id}}. */
final class ReadReceiptHandler implements Endpoint {
    private final ReceiptReads receipts;

    ReadReceiptHandler(ReceiptReads receipts) {
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
