package dev.millrace.domain.state;

import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.model.Supplier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that were found for a merchant's {@link Needs}, all of one snapshot, whose head this is. */
public final class Loaded {
    /** A product with its stock. */
    public record Item(Product product, StockLevel stock) {}

    private final Head head;
    private final List<Item> items = new ArrayList<>();
    private final List<Supplier> suppliers = new ArrayList<>();
    private final List<KnownOrder> orders = new ArrayList<>();
    private final List<BackorderLine> backorders = new ArrayList<>();
    private final List<Replenishment> replenishments = new ArrayList<>();
    private final List<PurchaseOrder> purchaseOrders = new ArrayList<>();
    private final Map<Integer, Long> cover = new HashMap<>();
    private @Nullable Integer lastProductKey;

    public Loaded(Head head) {
        this.head = head;
    }

    public Head head() {
        return head;
    }

    public List<Item> items() {
        return items;
    }

    public List<Supplier> suppliers() {
        return suppliers;
    }

    public List<KnownOrder> orders() {
        return orders;
    }

    /** Waiting lines, each product's oldest first. */
    public List<BackorderLine> backorders() {
        return backorders;
    }

    public List<Replenishment> replenishments() {
        return replenishments;
    }

    public List<PurchaseOrder> purchaseOrders() {
        return purchaseOrders;
    }

    /** What is owed and bought, by product key; where nothing is, there is none. */
    public Map<Integer, Long> cover() {
        return cover;
    }

    public @Nullable Integer lastProductKey() {
        return lastProductKey;
    }

    public void lastProductKey(int key) {
        lastProductKey = key;
    }
}
