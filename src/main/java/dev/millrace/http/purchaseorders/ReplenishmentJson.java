package dev.millrace.http.purchaseorders;

import dev.millrace.store.StoredReplenishment;
import dev.millrace.wire.JsonWriter;
import dev.millrace.wire.TypeId;

/** A replenishment as a list shows it: what it is for, and how far its purchase is. */
public final class ReplenishmentJson {
    private ReplenishmentJson() {}

    public static void write(JsonWriter json, StoredReplenishment each) {
        StoredReplenishment.Purchase purchase = each.boughtBy();
        json.beginObject();
        json.name("id").string(TypeId.REPLENISHMENT.of(each.id()));
        json.name("status").string(each.status());
        json.name("order_id").string(TypeId.ORDER.of(each.orderId()));
        json.name("line").number(each.line());
        json.name("sku").string(each.sku());
        json.name("supplier_id").string(each.supplierId());
        json.name("shortfall").number(each.shortfall());
        json.name("surplus_bps").number(each.surplusBps());
        json.name("quantity").numberOrNull(each.quantity());
        json.name("backordered").number(each.backordered());
        json.name("purchase_order_id")
                .string(purchase == null ? null : TypeId.PURCHASE_ORDER.of(purchase.purchaseOrderId()));
        json.name("purchase_order_status").string(purchase == null ? null : purchase.status());
        json.name("expected_at").string(purchase == null ? null : purchase.expectedAt());
        json.endObject();
    }
}
