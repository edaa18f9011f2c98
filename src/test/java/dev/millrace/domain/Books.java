package dev.millrace.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.order.Order;
import dev.millrace.domain.purchasing.Replenishment;
import dev.millrace.domain.purchasing.ReplenishmentCut;
import dev.millrace.domain.purchasing.Supplier;
import dev.millrace.domain.stock.Product;
import dev.millrace.domain.stock.StockLevel;
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
    final SortedMap<ChangeSet.LineKey, Waiting> backorders = new TreeMap<>(OLDEST_FIRST);
    final Map<UUID, Replenishment> replenishments = new HashMap<>();
    final Map<Keyed, Change.AdjustmentRecorded> outcomes = new HashMap<>();
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
        copy.outcomes.putAll(outcomes);
        copy.keysBySku.putAll(keysBySku);
        copy.orderKeys.addAll(orderKeys);
        return copy;
    }

    Head head() {
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
    Loaded load(Needs needs) {
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
        needs.oldestBackorders()
                .forEach((product, lines) ->
                        loaded.backorders().addAll(waiting(product).limit(lines).toList()));
        if (needs.wantsLastProductKey()) {
            loaded.lastProductKey(
                    products.keySet().stream().mapToInt(Integer::intValue).max().orElse(0));
        }
        return loaded;
    }

    public Product product(String sku) {
        return product(Objects.requireNonNull(keysBySku.get(sku), sku));
    }

    public StockLevel stock(String sku) {
        return stock(product(sku).key());
    }

    List<Waiting> queue(String sku) {
        return waiting(product(sku).key()).toList();
    }

    /** Units of an order's first line leave the warehouse; an order that holds nothing then is completed. */
    void ship(UUID orderId, long units) {
        OrderRow row = Objects.requireNonNull(orders.get(orderId));
        Order order = row.now()
                .withLine(
                        0,
                        line -> new Order.Line(
                                line.sku(),
                                line.quantity(),
                                line.allocated() - units,
                                line.backordered(),
                                line.shipped() + units,
                                line.cancelled(),
                                line.unitPrice(),
                                line.bought()));
        boolean done = order.lines().stream().allMatch(line -> line.allocated() + line.backordered() == 0);
        Order after = order.with(done ? Order.Status.COMPLETED : Order.Status.OPEN, order.lines());
        orders.put(orderId, new OrderRow(row.answer(), row.keyed(), after, row.number()));
        int product = product(after.lines().getFirst().sku()).key();
        StockLevel shipment = new StockLevel(-units, -units, 0, 0, 0, 0, units, 0, row.number());
        update(stock, product, checked(stock(product).plus(shipment)));
    }

    /** All that an order owes to suppliers is bought. */
    void buy(UUID orderId) {
        replenishments.replaceAll((_, owed) -> owed.orderId().equals(orderId)
                ? owed.after(
                        new ReplenishmentCut(owed.id(), owed.shortfall(), owed.quantity(), Replenishment.Status.BOUGHT),
                        owed.number())
                : owed);
    }

    private Product product(int key) {
        return Objects.requireNonNull(products.get(key), "a product");
    }

    private StockLevel stock(int key) {
        return Objects.requireNonNull(stock.get(key), "its stock");
    }

    private Stream<Waiting> waiting(int product) {
        return backorders
                .subMap(new ChangeSet.LineKey(product, 0, 0), new ChangeSet.LineKey(product + 1, 0, 0))
                .values()
                .stream();
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
            Waiting before = Objects.requireNonNull(backorders.get(key), "a line that waits");
            backorders.put(
                    key, new Waiting(key.productKey(), key.journalNumber(), key.line(), before.orderId(), quantity));
        });
        changes.endedBackorders()
                .forEach(key -> assertThat(backorders.remove(key))
                        .as("a line that waited")
                        .isNotNull());
        changes.newReplenishments().forEach(made -> insert(replenishments, made.id(), made));
        changes.changedReplenishments().forEach(changed -> {
            Replenishment before =
                    Objects.requireNonNull(replenishments.get(changed.cut().id()), "a replenishment to change");
            replenishments.put(before.id(), before.after(changed.cut(), changed.number()));
        });
        changes.adjustments().forEach(recorded -> insert(outcomes, recorded.keyed(), recorded));
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
