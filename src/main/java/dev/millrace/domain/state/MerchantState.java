package dev.millrace.domain.state;

import dev.millrace.domain.event.Event;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.model.Supplier;
import dev.millrace.domain.model.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a merchant, exact at one head. That something does not exist is knowledge too. It is a cache: whoever
 * is in doubt forgets it and loads again. Owned by one thread at a time.
 */
public final class MerchantState {
    /** Beyond these, {@link #trim} forgets what is cheap to load again. */
    private static final int SUPPLIERS_MAX = 10_000;

    private static final int ORDERS_MAX = 5_000;
    private static final int REPLENISHMENTS_MAX = 20_000;
    private static final int PURCHASE_ORDERS_MAX = 1_000;
    private static final int WAITING_LINES_MAX = 20_000;

    private final int merchantId;
    private final String history;
    private long number;

    private final KnownProducts products = new KnownProducts();
    private final Map<String, Optional<Supplier>> suppliers = new HashMap<>();
    private final Map<UUID, Optional<KnownOrder>> orders = new HashMap<>();
    private final KnownReplenishments replenishments = new KnownReplenishments();
    private final Map<UUID, Optional<PurchaseOrder>> purchaseOrders = new HashMap<>();

    private final KnownQueues queues = new KnownQueues();

    private MerchantState(int merchantId, String history, long number) {
        this.merchantId = merchantId;
        this.history = history;
        this.number = number;
    }

    /** Nothing is known but the head. */
    public static MerchantState at(int merchantId, Head head) {
        return new MerchantState(merchantId, head.history(), head.number());
    }

    /** The state before the first event, where no product was ever made. A replay starts here. */
    public static MerchantState beforeTheFirstEvent(int merchantId, String history) {
        MerchantState state = new MerchantState(merchantId, history, 0);
        state.products.lastKey(0);
        return state;
    }

    public int merchantId() {
        return merchantId;
    }

    /** The number of the last event that was applied. */
    public long number() {
        return number;
    }

    public boolean knowsSku(String sku) {
        return products.knowsSku(sku);
    }

    /** The product of that name, or null if there is none; {@link #knowsSku} must hold. */
    public @Nullable Product product(String sku) {
        return products.product(sku);
    }

    /** @throws IllegalStateException if the product is not known to exist */
    public StockLevel stock(int productKey) {
        return products.stock(productKey);
    }

    public boolean knowsSupplier(String supplierId) {
        return suppliers.containsKey(supplierId);
    }

    /** The supplier, or null if there is none; {@link #knowsSupplier} must hold. */
    public @Nullable Supplier supplier(String supplierId) {
        return known(suppliers, supplierId, "supplier");
    }

    public boolean knowsOrder(UUID orderId) {
        return orders.containsKey(orderId);
    }

    /** The order as it stands, or null if there is none; {@link #knowsOrder} must hold. */
    public @Nullable KnownOrder order(UUID orderId) {
        return known(orders, orderId, "order");
    }

    /** What is or was to be bought for an order; {@link #knowsOrder} must hold. */
    public List<Replenishment> replenishments(UUID orderId) {
        if (!knowsOrder(orderId)) {
            throw new IllegalStateException("nothing is known of order " + orderId);
        }
        return replenishments.ofOrder(orderId);
    }

    public boolean knowsReplenishment(UUID replenishmentId) {
        return replenishments.knows(replenishmentId);
    }

    /** The replenishment, or null if there is none; {@link #knowsReplenishment} must hold. */
    public @Nullable Replenishment replenishment(UUID replenishmentId) {
        if (!replenishments.knows(replenishmentId)) {
            throw new IllegalStateException("nothing is known of replenishment " + replenishmentId);
        }
        return replenishments.get(replenishmentId);
    }

    public boolean knowsReplenishmentsOf(UUID purchaseOrderId) {
        return replenishments.knowsOfPurchaseOrder(purchaseOrderId);
    }

    /** What a purchase order buys; {@link #knowsReplenishmentsOf} must hold. */
    public List<Replenishment> replenishmentsOf(UUID purchaseOrderId) {
        if (!knowsReplenishmentsOf(purchaseOrderId)) {
            throw new IllegalStateException("what purchase order " + purchaseOrderId + " buys is not known");
        }
        return replenishments.ofPurchaseOrder(purchaseOrderId);
    }

    public boolean knowsCover(int productKey) {
        return replenishments.knowsCover(productKey);
    }

    /**
     * Units of a product that are owed, or that open purchase orders are yet to bring for a shortfall, surplus aside;
     * {@link #knowsCover} must hold.
     */
    public long cover(int productKey) {
        return replenishments.cover(productKey);
    }

    public boolean knowsPurchaseOrder(UUID purchaseOrderId) {
        return purchaseOrders.containsKey(purchaseOrderId);
    }

    /** The purchase order as it stands, or null if there is none; {@link #knowsPurchaseOrder} must hold. */
    public @Nullable PurchaseOrder purchaseOrder(UUID purchaseOrderId) {
        return known(purchaseOrders, purchaseOrderId, "purchase order");
    }

    /** Whether the oldest {@code lines} waiting lines of a product are known, or all if there are fewer. */
    public boolean knowsOldestBackorders(int productKey, int lines) {
        return stock(productKey).backordered() == 0 || queues.knowsOldest(productKey, lines);
    }

    /** The oldest waiting lines of a product; {@link #knowsOldestBackorders} must hold. */
    public List<BackorderLine> oldestBackorders(int productKey, int lines) {
        if (!knowsOldestBackorders(productKey, lines)) {
            throw new IllegalStateException("the oldest waiting lines of product " + productKey + " are not known");
        }
        return stock(productKey).backordered() == 0 ? List.of() : queues.oldest(productKey, lines);
    }

    public boolean knowsLastProductKey() {
        return products.lastKey() >= 0;
    }

    public int lastProductKey() {
        if (!knowsLastProductKey()) {
            throw new IllegalStateException("the last product key is not known");
        }
        return products.lastKey();
    }

    /** The version of a thing whose last event has that number. */
    public Version version(long eventNumber) {
        return new Version(history, eventNumber);
    }

    /** How many things are known, for whoever bounds the memory of all states. */
    public int size() {
        return products.size()
                + suppliers.size()
                + orders.size()
                + replenishments.size()
                + purchaseOrders.size()
                + queues.size();
    }

    /**
     * Takes in rows that were loaded at this state's own head; what was asked for and not found does not exist.
     *
     * @throws IllegalStateException if the rows are of another head
     */
    public void learn(Needs needs, Loaded loaded) {
        if (loaded.head().number() != number || !loaded.head().history().equals(history)) {
            throw new IllegalStateException("rows at " + loaded.head() + " for a state at " + number);
        }
        products.learn(needs, loaded);
        loaded.suppliers().forEach(supplier -> suppliers.put(supplier.id(), Optional.of(supplier)));
        needs.suppliers().forEach(id -> suppliers.putIfAbsent(id, Optional.empty()));
        learnOrders(needs.orders(), loaded);
        replenishments.learn(needs, loaded);
        needs.purchaseOrders().forEach(id -> purchaseOrders.put(id, Optional.empty()));
        loaded.purchaseOrders()
                .forEach(order -> purchaseOrders.computeIfPresent(order.id(), (_, _) -> Optional.of(order)));
        queues.learn(needs, loaded);
    }

    /**
     * Moves this state over one event and says what that changes. It holds no rule.
     *
     * @throws IllegalStateException if the event is not the next one, or speaks of what is not known
     */
    public List<Change> apply(Event event) {
        if (event.number() != number + 1) {
            throw new IllegalStateException("event " + event.number() + " after " + number);
        }
        List<Change> changes = Changes.of(event, this);
        for (Change change : changes) {
            accept(change);
        }
        number = event.number();
        return changes;
    }

    /**
     * Forgets, between batches, what is cheap to load again, where there is too much of it.
     *
     * @param unknownSkusMax how many names that no product has may be remembered
     */
    public void trim(int unknownSkusMax) {
        products.forgetUnknownSkusBeyond(unknownSkusMax);
        if (suppliers.size() > SUPPLIERS_MAX) {
            suppliers.clear();
        }
        if (orders.size() > ORDERS_MAX
                || replenishments.size() > REPLENISHMENTS_MAX
                || purchaseOrders.size() > PURCHASE_ORDERS_MAX
                || queues.size() > WAITING_LINES_MAX) {
            orders.clear();
            replenishments.clear();
            purchaseOrders.clear();
            queues.clear();
        }
    }

    private void accept(Change change) {
        switch (change) {
            case Change.StockDelta(int productKey, StockLevel delta) -> products.move(productKey, delta);
            case Change.OrderPut(Order order, var _) ->
                orders.computeIfPresent(
                        order.id(), (_, _) -> Optional.of(new KnownOrder(order, order.journalNumber())));
            case Change.OrderChanged(var order, long eventNumber) ->
                orders.computeIfPresent(order.id(), (_, _) -> Optional.of(new KnownOrder(order, eventNumber)));
            case Change.BackorderPut(int product, long journalNumber, int line, UUID orderId, long quantity) ->
                queues.add(product, journalNumber, line, orderId, quantity);
            case Change.BackorderLeft(int product, long journalNumber, int line, long left) ->
                queues.left(product, journalNumber, line, left);
            case Change.ReplenishmentPut(Replenishment owed) -> replenishments.put(owed);
            case Change.ReplenishmentChanged(var update, long eventNumber) ->
                replenishments.change(update, eventNumber);
            case Change.PurchaseOrderPut(PurchaseOrder order) -> {
                replenishments.forgetCover();
                purchaseOrders.computeIfPresent(order.id(), (_, _) -> Optional.of(order));
            }
            case Change.ProductCreated(Product product) -> products.created(product);
            case Change.ProductChanged(Product product) -> products.changed(product);
            case Change.SupplierPut(Supplier supplier) -> suppliers.put(supplier.id(), Optional.of(supplier));
            case Change.ReceiptPut _, Change.OutcomeRecorded _ -> {
                // No rule reads receipts, and idempotency is the lane's business.
            }
        }
    }

    /** An order that comes unasked, without its replenishments perhaps, is not taken for known. */
    private void learnOrders(Set<UUID> asked, Loaded loaded) {
        for (UUID id : asked) {
            orders.put(id, Optional.empty());
        }
        for (KnownOrder known : loaded.orders()) {
            orders.computeIfPresent(
                    known.order().id(), (id, before) -> asked.contains(id) ? Optional.of(known) : before);
        }
    }

    private static <K, T> @Nullable T known(Map<K, Optional<T>> rows, K id, String what) {
        Optional<T> row = rows.get(id);
        if (row == null) {
            throw new IllegalStateException("nothing is known of " + what + " " + id);
        }
        return row.orElse(null);
    }
}
