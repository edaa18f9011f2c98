package dev.millrace.domain.state;

import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.ReplenishmentUpdate;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.model.Supplier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The changes of many events of one merchant, each row once: movements of a product's stock are summed, and of what
 * changed twice the last counts. What it holds is what an append writes.
 */
public final class ChangeSet {
    /** Where a waiting line stands. */
    public record LineKey(int productKey, long journalNumber, int line) {}

    /**
     * What became of a waiting line.
     *
     * @param orderId null where the line was there before
     * @param quantity units that it still waits for; 0 where it waits no longer
     */
    private record Backorder(@Nullable UUID orderId, long quantity) {}

    private final Map<Integer, StockLevel> stock = new HashMap<>();
    private final Map<UUID, Change.OrderPut> newOrders = new LinkedHashMap<>();
    private final Map<UUID, Change.OrderChanged> changedOrders = new LinkedHashMap<>();
    private final Map<LineKey, Backorder> backorders = new LinkedHashMap<>();
    private final Map<UUID, Replenishment> newReplenishments = new LinkedHashMap<>();
    private final Map<UUID, Change.ReplenishmentChanged> changedReplenishments = new LinkedHashMap<>();
    private final Map<Integer, Product> newProducts = new LinkedHashMap<>();
    private final Map<Integer, Product> changedProducts = new LinkedHashMap<>();
    private final Map<String, Supplier> newSuppliers = new LinkedHashMap<>();
    private final Map<UUID, PurchaseOrder> purchaseOrders = new LinkedHashMap<>();
    private final List<Change.ReceiptPut> receipts = new ArrayList<>();
    private final List<Change.OutcomeRecorded> outcomes = new ArrayList<>();

    public void add(Change change) {
        switch (change) {
            case Change.StockDelta(int productKey, StockLevel delta) ->
                stock.merge(productKey, delta, StockLevel::plus);
            case Change.OrderPut put -> newOrders.put(put.order().id(), put);
            case Change.OrderChanged changed ->
                changedOrders.put(changed.order().id(), changed);
            case Change.BackorderPut(int product, long journalNumber, int line, UUID orderId, long quantity) ->
                backorders.put(new LineKey(product, journalNumber, line), new Backorder(orderId, quantity));
            case Change.BackorderLeft(int product, long journalNumber, int line, long left) ->
                left(new LineKey(product, journalNumber, line), left);
            case Change.ReplenishmentPut(Replenishment replenishment) ->
                newReplenishments.put(replenishment.id(), replenishment);
            case Change.ReplenishmentChanged changed -> replenishmentChanged(changed);
            case Change.ProductCreated(Product product) -> newProducts.put(product.key(), product);
            case Change.ProductChanged(Product product) -> {
                if (newProducts.replace(product.key(), product) == null) {
                    changedProducts.put(product.key(), product);
                }
            }
            case Change.SupplierPut(Supplier supplier) -> newSuppliers.put(supplier.id(), supplier);
            case Change.PurchaseOrderPut(PurchaseOrder order) -> purchaseOrders.put(order.id(), order);
            case Change.ReceiptPut receipt -> receipts.add(receipt);
            case Change.OutcomeRecorded recorded -> outcomes.add(recorded);
        }
    }

    /** Movements by product key. */
    public Map<Integer, StockLevel> stock() {
        return stock;
    }

    public Iterable<Change.OrderPut> newOrders() {
        return newOrders.values();
    }

    /** Orders that were there before or are among the new ones. */
    public Iterable<Change.OrderChanged> changedOrders() {
        return changedOrders.values();
    }

    public List<BackorderLine> newBackorders() {
        List<BackorderLine> waiting = new ArrayList<>();
        backorders.forEach((key, row) -> {
            if (row.orderId() != null && row.quantity() > 0) {
                waiting.add(new BackorderLine(
                        key.productKey(), key.journalNumber(), key.line(), row.orderId(), row.quantity()));
            }
        });
        return waiting;
    }

    /** Lines that were there before, with what they still wait for. */
    public Map<LineKey, Long> changedBackorders() {
        Map<LineKey, Long> changed = new LinkedHashMap<>();
        backorders.forEach((key, row) -> {
            if (row.orderId() == null && row.quantity() > 0) {
                changed.put(key, row.quantity());
            }
        });
        return changed;
    }

    /** Lines that were there before and wait no longer. */
    public List<LineKey> endedBackorders() {
        List<LineKey> ended = new ArrayList<>();
        backorders.forEach((key, row) -> {
            if (row.orderId() == null && row.quantity() == 0) {
                ended.add(key);
            }
        });
        return ended;
    }

    public Iterable<Replenishment> newReplenishments() {
        return newReplenishments.values();
    }

    public Iterable<Change.ReplenishmentChanged> changedReplenishments() {
        return changedReplenishments.values();
    }

    public Iterable<Product> newProducts() {
        return newProducts.values();
    }

    public Iterable<Product> changedProducts() {
        return changedProducts.values();
    }

    public Iterable<Supplier> newSuppliers() {
        return newSuppliers.values();
    }

    /** Purchase orders as they stand now, new or not. */
    public Iterable<PurchaseOrder> purchaseOrders() {
        return purchaseOrders.values();
    }

    public Iterable<Change.ReceiptPut> receipts() {
        return receipts;
    }

    public Iterable<Change.OutcomeRecorded> outcomes() {
        return outcomes;
    }

    /** Orders whose row is written again because lines of theirs were filled or given up; bounds a batch. */
    public int changedOrderCount() {
        return changedOrders.size();
    }

    private void left(LineKey key, long left) {
        Backorder before = backorders.get(key);
        UUID newWithOrder = before == null ? null : before.orderId();
        if (newWithOrder != null && left == 0) {
            backorders.remove(key);
        } else {
            backorders.put(key, new Backorder(newWithOrder, left));
        }
    }

    private void replenishmentChanged(Change.ReplenishmentChanged changed) {
        ReplenishmentUpdate update = changed.update();
        Replenishment made = newReplenishments.get(update.id());
        if (made != null) {
            newReplenishments.put(update.id(), made.after(update, changed.number()));
        } else {
            changedReplenishments.put(update.id(), changed);
        }
    }
}
