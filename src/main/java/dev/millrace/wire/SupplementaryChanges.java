package dev.millrace.wire;

import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.ReplenishmentUpdate;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.model.Supplier;
import dev.millrace.domain.state.BackorderLine;
import dev.millrace.domain.state.Change;
import dev.millrace.domain.state.ChangeSet;
import dev.millrace.domain.state.ChangeSet.LineKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of change that an ordinary order does not make, as the one JSON object that {@code append_v1} takes for them:
 * a block of rows for each kind, and none where there are none.
 */
public final class SupplementaryChanges {
    private static final int BLOCK_BYTES = 1_024;

    private final Map<String, JsonWriter> blocks = new LinkedHashMap<>();

    /** Adds the rare changes of one merchant. */
    public void add(int merchantId, ChangeSet changes, EventWriter events) {
        changes.newSuppliers().forEach(supplier -> supplier(merchantId, supplier));
        changes.newProducts().forEach(product -> newProduct(merchantId, product));
        changes.changedProducts().forEach(product -> {
            JsonWriter row = row("products", merchantId);
            product(row, product);
            row.endObject();
        });
        changes.stock().forEach((product, delta) -> {
            if (!delta.isPromiseOnly()) {
                stock(merchantId, product, delta);
            }
        });
        changes.changedOrders().forEach(changed -> order(merchantId, changed, events));
        changes.newBackorders().forEach(waiting -> newBackorder(merchantId, waiting));
        changes.changedBackorders().forEach((line, left) -> {
            JsonWriter row = line("backorders", merchantId, line);
            row.name("quantity").number(left).endObject();
        });
        changes.endedBackorders()
                .forEach(line -> line("ended_backorders", merchantId, line).endObject());
        changes.newReplenishments().forEach(owed -> newReplenishment(merchantId, owed));
        changes.changedReplenishments().forEach(changed -> replenishment(merchantId, changed));
        changes.purchaseOrders().forEach(order -> purchaseOrder(merchantId, order));
        changes.receipts().forEach(receipt -> receipt(merchantId, receipt));
        changes.outcomes().forEach(recorded -> outcome(merchantId, recorded, events));
    }

    /** The whole, or null if there are none. */
    public @Nullable String text() {
        if (blocks.isEmpty()) {
            return null;
        }
        JsonWriter json = new JsonWriter(blocks.size() * BLOCK_BYTES);
        json.beginObject();
        blocks.forEach((name, rows) -> json.name(name).raw(rows.endArray().toBytes()));
        return json.endObject().toString();
    }

    private JsonWriter row(String block, int merchantId) {
        JsonWriter rows = blocks.computeIfAbsent(block, _ -> new JsonWriter(BLOCK_BYTES).beginArray());
        rows.beginObject();
        return rows.name("m").number(merchantId);
    }

    private JsonWriter line(String block, int merchantId, LineKey line) {
        JsonWriter row = row(block, merchantId);
        row.name("product").number(line.productKey());
        row.name("number").number(line.journalNumber());
        return row.name("line").number(line.line());
    }

    private void supplier(int merchantId, Supplier supplier) {
        JsonWriter row = row("suppliers", merchantId);
        row.name("id").string(supplier.id());
        row.name("name").string(supplier.name());
        row.name("number").number(supplier.number());
        at(row, supplier.createdAt()).endObject();
    }

    private void newProduct(int merchantId, Product product) {
        JsonWriter row = row("new_products", merchantId);
        row.name("sku").string(product.sku());
        product(row, product);
        at(row, product.createdAt()).endObject();
    }

    private static void product(JsonWriter row, Product product) {
        row.name("product").number(product.key());
        row.name("name").string(product.name());
        row.name("price").number(product.price().amount());
        row.name("currency").string(product.price().currency());
        row.name("policy").string(EnumNames.of(product.policy()));
        row.name("supplier").string(product.supplierId());
        row.name("surplus_bps").number(product.surplusBps());
        row.name("rounding").string(EnumNames.of(product.rounding()));
        row.name("pack_size").number(product.packaging().packSize());
        row.name("minimum_quantity").number(product.packaging().minimumQuantity());
        row.name("backorder_max").number(product.backorderMax());
        row.name("active").bool(product.active());
        row.name("number").number(product.number());
    }

    private void stock(int merchantId, int product, StockLevel delta) {
        JsonWriter row = row("stock", merchantId);
        row.name("product").number(product);
        row.name("on_hand").number(delta.onHand());
        row.name("allocated").number(delta.allocated());
        row.name("backordered").number(delta.backordered());
        row.name("incoming").number(delta.incoming());
        row.name("received").number(delta.received());
        row.name("adjusted").number(delta.adjusted());
        row.name("shipped").number(delta.shipped());
        row.name("returned").number(delta.returned());
        row.name("number").number(delta.number()).endObject();
    }

    private void order(int merchantId, Change.OrderChanged changed, EventWriter events) {
        JsonWriter row = row("orders", merchantId);
        row.name("id").string(changed.order().id().toString());
        row.name("status").string(OrderJson.statusName(changed.order().status()));
        row.name("number").number(changed.number());
        row.name("current").raw(events.bytesOf(changed.order())).endObject();
    }

    private void newBackorder(int merchantId, BackorderLine waiting) {
        LineKey line = new LineKey(waiting.productKey(), waiting.journalNumber(), waiting.line());
        JsonWriter row = line("new_backorders", merchantId, line);
        row.name("id").string(waiting.orderId().toString());
        row.name("quantity").number(waiting.quantity()).endObject();
    }

    private void newReplenishment(int merchantId, Replenishment owed) {
        JsonWriter row = row("new_replenishments", merchantId);
        row.name("id").string(owed.id().toString());
        row.name("order_id").string(owed.orderId().toString());
        row.name("line").number(owed.line());
        row.name("product").number(owed.productKey());
        row.name("supplier").string(owed.supplierId());
        row.name("shortfall").number(owed.shortfall());
        row.name("surplus_bps").number(owed.surplusBps());
        row.name("quantity").numberOrNull(owed.quantity());
        row.name("status").string(EnumNames.of(owed.status()));
        row.name("number").number(owed.number()).endObject();
    }

    private void replenishment(int merchantId, Change.ReplenishmentChanged changed) {
        JsonWriter row = row("replenishments", merchantId);
        ReplenishmentUpdate update = changed.update();
        UUID bought = update.purchaseOrderId();
        row.name("id").string(update.id().toString());
        row.name("shortfall").number(update.shortfall());
        row.name("quantity").numberOrNull(update.quantity());
        row.name("status").string(EnumNames.of(update.status()));
        row.name("purchase_order").string(bought == null ? null : bought.toString());
        row.name("number").number(changed.number()).endObject();
    }

    private void purchaseOrder(int merchantId, PurchaseOrder order) {
        JsonWriter row = row("purchase_orders", merchantId);
        row.name("id").string(order.id().toString());
        row.name("supplier").string(order.supplierId());
        row.name("status").string(EnumNames.of(order.status()));
        row.name("document").raw(PurchaseJson.bytes(order));
        row.name("number").number(order.number());
        at(row, order.createdAt()).endObject();
    }

    private void receipt(int merchantId, Change.ReceiptPut put) {
        JsonWriter row = row("receipts", merchantId);
        row.name("id").string(put.receipt().id().toString());
        row.name("purchase_order").string(put.receipt().purchaseOrderId().toString());
        row.name("note").string(put.receipt().deliveryNote());
        row.name("document").raw(PurchaseJson.bytes(put.receipt()));
        row.name("number").number(put.number()).endObject();
    }

    private void outcome(int merchantId, Change.OutcomeRecorded recorded, EventWriter events) {
        JsonWriter row = row("outcomes", merchantId);
        row.name("kind").string(recorded.keyed().kind());
        row.name("key").string(recorded.keyed().key());
        row.name("hash").string(HexFormat.of().formatHex(recorded.keyed().hash().toBytes()));
        row.name("status").string(recorded.accepted() ? "accepted" : "rejected");
        row.name("answer").raw(events.bytesOf(recorded.answer()));
        row.name("number").number(recorded.number()).endObject();
    }

    private static JsonWriter at(JsonWriter row, Instant at) {
        return row.name("at").instant(at);
    }
}
