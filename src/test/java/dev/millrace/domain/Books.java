package dev.millrace.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.event.Event;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.model.Supplier;
import dev.millrace.domain.purchasing.GatherReplenishments;
import dev.millrace.domain.state.BackorderLine;
import dev.millrace.domain.state.Change;
import dev.millrace.domain.state.ChangeSet;
import dev.millrace.domain.state.Head;
import dev.millrace.domain.state.Loaded;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one merchant, in memory, as strict as the append and its schema: what is inserted must be new, what is
 * updated must be there, and stock keeps its constraints.
 */
public final class Books {
    public static final String HISTORY = "a1b2c3d4e5";
    private static final Comparator<ChangeSet.LineKey> OLDEST_FIRST = Comparator.comparingInt(
                    ChangeSet.LineKey::productKey)
            .thenComparingLong(ChangeSet.LineKey::journalNumber)
            .thenComparingInt(ChangeSet.LineKey::line);

    /** The row of an order: as first decided, and as it stands. */
    public record OrderRow(Order answer, Keyed keyed, Order now, long number) {}

    final Map<String, Supplier> suppliers = new HashMap<>();
    final Map<Integer, Product> products = new HashMap<>();
    final Map<Integer, StockLevel> stock = new HashMap<>();
    final Map<UUID, OrderRow> orders = new HashMap<>();
    final SortedMap<ChangeSet.LineKey, BackorderLine> backorders = new TreeMap<>(OLDEST_FIRST);
    final Map<UUID, Replenishment> replenishments = new HashMap<>();
    final Map<UUID, PurchaseOrder> purchaseOrders = new HashMap<>();
    final Map<UUID, Change.ReceiptPut> receipts = new HashMap<>();
    final Map<Keyed, Change.OutcomeRecorded> outcomes = new HashMap<>();
    final List<Event> journal = new ArrayList<>();
    private final Map<String, Integer> keysBySku = new HashMap<>();
    private final Set<String> orderKeys = new HashSet<>();
    private Head head = new Head(HISTORY, 0, new UUID(0, 0));

    /** The books that a journal tells of, one event after another and one change after another. */
    public static Books replayed(List<Event> journal) {
        Books books = new Books();
        MerchantState state = MerchantState.beforeTheFirstEvent(Merchant.ID, HISTORY);
        for (Event event : journal) {
            for (Change change : state.apply(event)) {
                ChangeSet alone = new ChangeSet();
                alone.add(change);
                books.write(alone);
            }
            books.journal.add(event);
        }
        return books;
    }

    /** The same rows, which go their own way from now on; without the journal. */
    public Books copy() {
        Books copy = new Books();
        copy.suppliers.putAll(suppliers);
        copy.products.putAll(products);
        copy.stock.putAll(stock);
        copy.orders.putAll(orders);
        copy.backorders.putAll(backorders);
        copy.replenishments.putAll(replenishments);
        copy.purchaseOrders.putAll(purchaseOrders);
        copy.receipts.putAll(receipts);
        copy.outcomes.putAll(outcomes);
        copy.keysBySku.putAll(keysBySku);
        copy.orderKeys.addAll(orderKeys);
        return copy;
    }

    public Head head() {
        return head;
    }

    /** Writes a batch: its changes and the journal row. */
    void append(List<Event> events, ChangeSet changes) {
        for (Event event : events) {
            assertThat(event.number()).as("a journal without gaps").isEqualTo(journal.size() + 1);
            journal.add(event);
        }
        write(changes);
        head = new Head(HISTORY, journal.size(), new UUID(1, journal.size()));
    }

    /** Finds what a command needs, all of one snapshot. */
    public Loaded load(Needs needs) {
        return load(needs, head);
    }

    /** Finds what a command needs, all of the snapshot that has this head. */
    public Loaded load(Needs needs, Head at) {
        Loaded loaded = new Loaded(at);
        for (String sku : needs.skus()) {
            Integer key = keysBySku.get(sku);
            if (key != null) {
                loaded.items().add(new Loaded.Item(product(key), stock(key)));
            }
        }
        for (String id : needs.suppliers()) {
            Supplier supplier = suppliers.get(id);
            if (supplier != null) {
                loaded.suppliers().add(supplier);
            }
        }
        for (UUID id : needs.orders()) {
            OrderRow row = orders.get(id);
            if (row != null) {
                loaded.orders().add(new KnownOrder(row.now(), row.number()));
            }
            replenishments.values().stream()
                    .filter(owed -> owed.orderId().equals(id))
                    .forEach(loaded.replenishments()::add);
        }
        loadPurchases(needs, loaded);
        needs.oldestBackorders()
                .forEach((product, lines) ->
                        loaded.backorders().addAll(waiting(product).limit(lines).toList()));
        if (needs.wantsLastProductKey()) {
            loaded.lastProductKey(
                    products.keySet().stream().mapToInt(Integer::intValue).max().orElse(0));
        }
        return loaded;
    }

    private void loadPurchases(Needs needs, Loaded loaded) {
        replenishments.values().stream()
                .filter(each -> needs.replenishments().contains(each.id())
                        || (each.purchaseOrderId() != null
                                && needs.replenishmentsOf().contains(each.purchaseOrderId())))
                .filter(each -> !needs.orders().contains(each.orderId()))
                .forEach(loaded.replenishments()::add);
        for (UUID id : needs.purchaseOrders()) {
            PurchaseOrder order = purchaseOrders.get(id);
            if (order != null) {
                loaded.purchaseOrders().add(order);
            }
        }
        for (Integer product : needs.cover()) {
            loaded.cover().put(product, cover(product));
        }
    }

    /** Units of a product that are owed, or bought for a shortfall and not received. */
    long cover(int product) {
        long bought = purchaseOrders.values().stream()
                .filter(order -> order.status().isOpen())
                .flatMap(order -> order.lines().stream())
                .filter(line -> product(line.sku()).key() == product)
                .mapToLong(PurchaseOrder.Line::covers)
                .sum();
        return bought
                + replenishments.values().stream()
                        .filter(each -> each.productKey() == product && each.status() == Replenishment.Status.OWED)
                        .mapToLong(Replenishment::shortfall)
                        .sum();
    }

    public Product product(String sku) {
        return product(Objects.requireNonNull(keysBySku.get(sku), sku));
    }

    public StockLevel stock(String sku) {
        return stock(product(sku).key());
    }

    List<BackorderLine> queue(String sku) {
        return waiting(product(sku).key()).toList();
    }

    private Product product(int key) {
        return Objects.requireNonNull(products.get(key), "a product");
    }

    private StockLevel stock(int key) {
        return Objects.requireNonNull(stock.get(key), "its stock");
    }

    private Stream<BackorderLine> waiting(int product) {
        return backorders
                .subMap(new ChangeSet.LineKey(product, 0, 0), new ChangeSet.LineKey(product + 1, 0, 0))
                .values()
                .stream();
    }

    /** An order as it stands, or null. */
    public @Nullable KnownOrder order(UUID id) {
        OrderRow row = orders.get(id);
        return row == null ? null : new KnownOrder(row.now(), row.number());
    }

    /** A purchase order as it stands, or null. */
    public @Nullable PurchaseOrder purchaseOrder(UUID id) {
        return purchaseOrders.get(id);
    }

    /** As they stand, accepted and rejected ones, the oldest first. */
    public List<Order> allOrders() {
        return orders.values().stream()
                .map(OrderRow::now)
                .sorted(Comparator.comparingLong(Order::journalNumber))
                .toList();
    }

    /** As they stand. */
    public List<PurchaseOrder> allPurchaseOrders() {
        return purchaseOrders.values().stream()
                .sorted(Comparator.comparing(PurchaseOrder::id))
                .toList();
    }

    /** What the dispatcher would gather for a supplier now. */
    public List<GatherReplenishments.Owed> owed(String supplierId) {
        return replenishments.values().stream()
                .filter(row -> row.status() == Replenishment.Status.OWED)
                .filter(row -> row.supplierId().equals(supplierId))
                .sorted(Comparator.<Replenishment>comparingLong(row -> Objects.requireNonNull(orders.get(row.orderId()))
                                .answer()
                                .journalNumber())
                        .thenComparingInt(Replenishment::line))
                .map(row -> new GatherReplenishments.Owed(
                        row.id(), product(row.productKey()).sku()))
                .toList();
    }

    /** Orders, accepted and rejected. */
    public int orderCount() {
        return orders.size();
    }

    /** Products that were ever made. */
    public int productCount() {
        return products.size();
    }

    /**
     * Writes changes without a journal row.
     *
     * @throws AssertionError if a constraint is broken; then a part of them may be written
     */
    public void write(ChangeSet changes) {
        changes.newSuppliers().forEach(supplier -> insert(suppliers, supplier.id(), supplier));
        changes.newProducts().forEach(product -> {
            insert(products, product.key(), product);
            insert(keysBySku, product.sku(), product.key());
            insert(stock, product.key(), StockLevel.EMPTY);
        });
        changes.changedProducts().forEach(product -> update(products, product.key(), product));
        changes.stock()
                .forEach((product, delta) ->
                        update(stock, product, checked(stock(product).plus(delta))));
        changes.newOrders().forEach(this::insertOrder);
        changes.changedOrders().forEach(changed -> {
            OrderRow row = Objects.requireNonNull(orders.get(changed.order().id()), "an order to change");
            orders.put(
                    changed.order().id(), new OrderRow(row.answer(), row.keyed(), changed.order(), changed.number()));
        });
        changes.newBackorders()
                .forEach(waiting -> insert(
                        backorders,
                        new ChangeSet.LineKey(waiting.productKey(), waiting.journalNumber(), waiting.line()),
                        waiting));
        changes.changedBackorders().forEach((key, quantity) -> {
            BackorderLine before = Objects.requireNonNull(backorders.get(key), "a line that waits");
            backorders.put(
                    key,
                    new BackorderLine(key.productKey(), key.journalNumber(), key.line(), before.orderId(), quantity));
        });
        changes.endedBackorders()
                .forEach(key -> assertThat(backorders.remove(key))
                        .as("a line that waited")
                        .isNotNull());
        changes.newReplenishments().forEach(made -> insert(replenishments, made.id(), made));
        changes.changedReplenishments().forEach(changed -> {
            Replenishment before =
                    Objects.requireNonNull(replenishments.get(changed.update().id()), "a replenishment to change");
            replenishments.put(before.id(), before.after(changed.update(), changed.number()));
        });
        changes.purchaseOrders().forEach(order -> purchaseOrders.put(order.id(), order));
        changes.receipts().forEach(put -> insert(receipts, put.receipt().id(), put));
        changes.outcomes().forEach(recorded -> insert(outcomes, recorded.keyed(), recorded));
    }

    private void insertOrder(Change.OrderPut put) {
        if (!orderKeys.add(put.keyed().key())) {
            throw new AssertionError("a second outcome of key " + put.keyed().key());
        }
        insert(
                orders,
                put.order().id(),
                new OrderRow(put.order(), put.keyed(), put.order(), put.order().journalNumber()));
    }

    private static StockLevel checked(StockLevel level) {
        long explained = level.received() + level.adjusted() - level.shipped() + level.returned();
        boolean promisesTooMuch = level.allocated() < 0 || level.allocated() > level.onHand();
        if (promisesTooMuch || level.backordered() < 0 || level.incoming() < 0 || level.onHand() != explained) {
            throw new AssertionError("oversold, negative or not explained by its totals: " + level);
        }
        return level;
    }

    private static <K, V> void insert(Map<K, V> table, K key, V row) {
        if (table.put(key, row) != null) {
            throw new AssertionError("there was a row before: " + key);
        }
    }

    private static <K, V> void update(Map<K, V> table, K key, V row) {
        if (table.put(key, row) == null) {
            throw new AssertionError("no row to update: " + key);
        }
    }
}
