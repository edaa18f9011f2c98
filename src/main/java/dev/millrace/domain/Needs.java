package dev.millrace.domain;

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

    /** The largest product key that was ever given. */
    public void lastProductKey() {
        lastProductKey = true;
    }

    public boolean isEmpty() {
        return skus.isEmpty()
                && suppliers.isEmpty()
                && orders.isEmpty()
                && oldestBackorders.isEmpty()
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
        lastProductKey = false;
    }

    /** How many of the oldest waiting lines are needed, by product key. */
    public Map<Integer, Integer> oldestBackorders() {
        return oldestBackorders;
    }

    public boolean wantsLastProductKey() {
        return lastProductKey;
    }
}
