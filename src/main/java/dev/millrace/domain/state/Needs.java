package dev.millrace.domain.state;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What must be loaded of one merchant before its commands can be decided. */
public final class Needs {
    private final Set<String> skus = new HashSet<>();
    private final Set<String> suppliers = new HashSet<>();
    private final Set<UUID> orders = new HashSet<>();
    private final Map<Integer, Integer> oldestBackorders = new HashMap<>();
    private final Set<UUID> purchaseOrders = new HashSet<>();
    private final Set<UUID> replenishments = new HashSet<>();
    private final Set<UUID> replenishmentsOf = new HashSet<>();
    private final Set<Integer> cover = new HashSet<>();
    private boolean lastProductKey;

    /** The product and the stock of that name, or that there is none. */
    public void sku(String sku) {
        skus.add(sku);
    }

    /** The supplier of that id, or that there is none. */
    public void supplier(String supplierId) {
        suppliers.add(supplierId);
    }

    /** The order with its replenishments, or that there is none. */
    public void order(UUID orderId) {
        orders.add(orderId);
    }

    /** The oldest {@code lines} waiting lines of a product. */
    public void oldestBackorders(int productKey, int lines) {
        oldestBackorders.merge(productKey, lines, Math::max);
    }

    /** The purchase order, or that there is none. */
    public void purchaseOrder(UUID purchaseOrderId) {
        purchaseOrders.add(purchaseOrderId);
    }

    /** The replenishment, or that there is none. */
    public void replenishment(UUID replenishmentId) {
        replenishments.add(replenishmentId);
    }

    /** All replenishments that a purchase order buys. */
    public void replenishmentsOf(UUID purchaseOrderId) {
        replenishmentsOf.add(purchaseOrderId);
    }

    /** Units of a product that are owed, or that open purchase orders are yet to bring for a shortfall. */
    public void cover(int productKey) {
        cover.add(productKey);
    }

    /** The largest product key that was ever given. */
    public void lastProductKey() {
        lastProductKey = true;
    }

    public boolean isEmpty() {
        return skus.isEmpty()
                && suppliers.isEmpty()
                && orders.isEmpty()
                && oldestBackorders.isEmpty()
                && purchaseOrders.isEmpty()
                && replenishments.isEmpty()
                && replenishmentsOf.isEmpty()
                && cover.isEmpty()
                && !lastProductKey;
    }

    public Set<String> skus() {
        return skus;
    }

    public Set<String> suppliers() {
        return suppliers;
    }

    public Set<UUID> orders() {
        return orders;
    }

    /** Nothing is needed any more. */
    public void clear() {
        skus.clear();
        suppliers.clear();
        orders.clear();
        oldestBackorders.clear();
        purchaseOrders.clear();
        replenishments.clear();
        replenishmentsOf.clear();
        cover.clear();
        lastProductKey = false;
    }

    /** How many of the oldest waiting lines are needed, by product key. */
    public Map<Integer, Integer> oldestBackorders() {
        return oldestBackorders;
    }

    public Set<UUID> purchaseOrders() {
        return purchaseOrders;
    }

    public Set<UUID> replenishments() {
        return replenishments;
    }

    /** Purchase orders whose replenishments are needed. */
    public Set<UUID> replenishmentsOf() {
        return replenishmentsOf;
    }

    /** Products whose cover is needed, by key. */
    public Set<Integer> cover() {
        return cover;
    }

    public boolean wantsLastProductKey() {
        return lastProductKey;
    }
}
