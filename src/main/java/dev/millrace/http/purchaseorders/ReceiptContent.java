package dev.millrace.http.purchaseorders;

import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.wire.RequestContentHash;
import dev.millrace.wire.TypeId;
import java.util.List;
import java.util.UUID;

/**
 * What a client says of goods that arrived.
 *
 * @param allowsOver whether more than the tolerance may have come
 */
public record ReceiptContent(String deliveryNote, List<ReceiveGoods.Arrived> arrived, boolean allowsOver) {
    public ReceiptContent {
        arrived = List.copyOf(arrived);
    }

    /** Two suppliers may number their notes alike, so a note belongs to its purchase order. */
    public Keyed keyed(UUID purchaseOrderId) {
        return new Keyed(
                ReceiveGoods.KIND,
                TypeId.PURCHASE_ORDER.of(purchaseOrderId) + "/" + deliveryNote,
                RequestContentHash.receiveGoods(purchaseOrderId, deliveryNote, arrived));
    }
}
