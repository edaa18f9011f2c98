package dev.millrace.http;

import dev.millrace.store.GatheringReads;
import dev.millrace.store.OrderReads;
import dev.millrace.store.ProductReads;
import dev.millrace.store.PurchaseOrderReads;
import dev.millrace.store.ReceiptReads;
import dev.millrace.store.ReplenishmentReads;
import dev.millrace.store.StockReads;
import dev.millrace.store.SupplierReads;

/** What the API reads. Belongs to one event loop, as its parts do. */
public record ApiReads(
        OrderReads orders, ProductReads products, StockReads stock, SupplierReads suppliers, Purchases purchases) {

    /** What is bought from suppliers, why, and what came of it. */
    public record Purchases(
            PurchaseOrderReads orders,
            ReplenishmentReads replenishments,
            ReceiptReads receipts,
            GatheringReads gathering) {}
}
