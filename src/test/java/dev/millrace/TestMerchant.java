package dev.millrace;

import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.RequestHash;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.wire.EventWriter;
import dev.millrace.wire.OrderJson;
import dev.millrace.wire.Uuid7;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A merchant whose rows a test writes by SQL, as an append would: for what reads the tables and does not care who filled
 * them.
 */
public final class TestMerchant {
    private static final Uuid7 IDS = Uuid7.seeded();
    private static final RequestHash HASH = new RequestHash(1, 2, 3, 4);

    private final TestDatabase database;
    private final int id;
    private final String history;
    private int products;
    private long number;

    private TestMerchant(TestDatabase database, int id, String history) {
        this.database = database;
        this.id = id;
        this.history = history;
    }

    /** @param history 10 characters */
    public static TestMerchant create(TestDatabase database, String name, String history) {
        try (Connection connection = database.connect();
                ResultSet created = prepare(
                                connection, "INSERT INTO merchants (name) VALUES (?) RETURNING merchant_id", name)
                        .executeQuery()) {
            created.next();
            int id = created.getInt(1);
            prepare(
                            connection,
                            "WITH head AS (INSERT INTO heads (merchant_id, number, batch_id, history) VALUES (?, 0, ?, ?)"
                                    + " RETURNING merchant_id, number, batch_id, history)"
                                    + " INSERT INTO histories (merchant_id, number, batch_id, history, why)"
                                    + " SELECT merchant_id, number, batch_id, history, 'a test' FROM head",
                            id,
                            UUID.randomUUID(),
                            history)
                    .execute();
            return new TestMerchant(database, id, history);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public int id() {
        return id;
    }

    public String history() {
        return history;
    }

    /** The number of the last event. */
    public long number() {
        return number;
    }

    /** A product with stock, made by an event of its own. */
    public Product product(String sku, long onHand) {
        Product product = new Product(
                ++products,
                sku,
                "Name of " + sku,
                new Money(1_999, "EUR"),
                StockPolicy.REJECT,
                null,
                2_000,
                Rounding.PER_LINE,
                Packaging.SINGLE,
                100_000,
                true,
                number + 1,
                Instant.parse("2026-01-01T00:00:00Z"));
        append(new EventData.ProductCreated(product));
        run(
                "INSERT INTO products (merchant_id, product_key, sku, name, price, currency, policy, surplus_bps, rounding,"
                        + " pack_size, minimum_quantity, backorder_max, active, number, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 'reject', 2000, 'per_line', 1, 1, 100000, true, ?, ?)",
                id,
                product.key(),
                sku,
                product.name(),
                product.price().amount(),
                product.price().currency(),
                product.number(),
                Timestamp.from(product.createdAt()));
        run(
                "INSERT INTO stock (merchant_id, product_key, on_hand, adjusted) VALUES (?, ?, ?, ?)",
                id,
                product.key(),
                onHand,
                onHand);
        return product;
    }

    /** An order that the next event would decide; nothing is written. */
    public Order draft(long journalNumber, @Nullable String customerRef, Instant at, String... skus) {
        List<Order.Line> lines = Arrays.stream(skus)
                .map(sku -> Order.Line.ordered(sku, 1, 1, 0, new Money(1_999, "EUR"), null))
                .toList();
        return new Order(
                IDS.next(at),
                Order.Status.OPEN,
                customerRef,
                new Money(1_999L * skus.length, "EUR"),
                at,
                journalNumber,
                lines,
                null);
    }

    /** An order, placed by a batch of its own. */
    public Order place(@Nullable String customerRef, Instant at, String... skus) {
        Order order = draft(number + 1, customerRef, at, skus);
        append(new EventData.OrderPlaced(order));
        return order;
    }

    /** Orders without anything special, placed by one batch. */
    public List<Order> placeMany(int count, Instant at, String sku) {
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(draft(number + 1 + i, null, at.plusMillis(i), sku));
        }
        append(orders.stream().map(EventData.OrderPlaced::new).toArray(EventData[]::new));
        return orders;
    }

    /** A rejected order, decided by a batch of its own. */
    public Order reject(Instant at, String sku) {
        Order draft = draft(number + 1, null, at, sku);
        Order order = new Order(
                draft.id(),
                Order.Status.REJECTED,
                null,
                draft.total(),
                at,
                draft.journalNumber(),
                List.of(Order.Line.ordered(sku, 1, 0, 0, new Money(1_999, "EUR"), null)),
                new Order.Rejection(Order.Rejection.INSUFFICIENT_STOCK, List.of(new Order.Shortage(sku, 1, 0))));
        append(new EventData.OrderRejected(order));
        return order;
    }

    /** Cancels what is left of an order, by a batch of its own. */
    public Order cancel(Order order) {
        Order cancelled = order.with(
                Order.Status.CANCELLED,
                order.lines().stream().map(line -> line.cancelled(false)).toList());
        append(new EventData.OrderCancelled(cancelled, List.of(), List.of()));
        return cancelled;
    }

    /** Writes one journal row and the order rows that its events lead to. */
    public void append(EventData... events) {
        EventWriter writer = new EventWriter(1_024);
        long first = number + 1;
        for (EventData data : events) {
            writer.write(new Event(++number, Instant.parse("2026-01-01T00:00:00Z"), keyed(data), data));
        }
        appendText(first, writer.finish());
        for (EventData data : events) {
            apply(data);
        }
    }

    /** Writes one journal row with a text of the test's own, and moves the head to it. */
    public void appendText(long first, long last, String text) {
        number = last;
        appendText(first, text);
    }

    private void appendText(long first, String text) {
        UUID batch = UUID.randomUUID();
        run(
                "INSERT INTO journal (merchant_id, number, first_number, batch_id, decided_at, events)"
                        + " VALUES (?, ?, ?, ?, now(), ?)",
                id,
                number,
                first,
                batch,
                text);
        run("UPDATE heads SET number = ?, batch_id = ? WHERE merchant_id = ?", number, batch, id);
    }

    private void apply(EventData data) {
        switch (data) {
            case EventData.OrderPlaced(Order order) -> insert(order);
            case EventData.OrderRejected(Order order) -> insert(order);
            case EventData.OrderCancelled cancelled -> update(cancelled.order());
            case EventData.BackordersFilled filled -> update(filled.order());
            case EventData.OrderShipped shipped -> update(shipped.order());
            case EventData.OrderReturned returned -> update(returned.order());
            case EventData.OrderEdited edited -> update(edited.order());
            case EventData.StockAdjusted _,
                    EventData.PurchaseOrderChanged _,
                    EventData.GoodsReceived _,
                    EventData.AdjustmentRejected _,
                    EventData.ProductCreated _,
                    EventData.ProductReplaced _,
                    EventData.ProductDeactivated _,
                    EventData.SupplierCreated _ -> {}
        }
    }

    private void insert(Order order) {
        run(
                "INSERT INTO orders (merchant_id, order_id, number, idempotency_key, request_hash, status, answer, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?::json, ?)",
                id,
                order.id(),
                order.journalNumber(),
                key(order),
                HASH.toBytes(),
                OrderJson.statusName(order.status()),
                new String(OrderJson.bytes(order), StandardCharsets.UTF_8),
                Timestamp.from(order.createdAt()));
    }

    private void update(Order order) {
        run(
                "UPDATE orders SET status = ?, current = ?::json, current_number = ? WHERE merchant_id = ? AND order_id = ?",
                OrderJson.statusName(order.status()),
                new String(OrderJson.bytes(order), StandardCharsets.UTF_8),
                number,
                id,
                order.id());
    }

    /** The idempotency key that an order was placed under. */
    public static String key(Order order) {
        return "key-" + order.id();
    }

    private static @Nullable Keyed keyed(EventData data) {
        return data instanceof EventData.OrderPlaced(Order order) ? new Keyed("place_order", key(order), HASH) : null;
    }

    /** Runs a statement of JDBC's sort, for what a test tampers with. */
    public void run(String sql, Object... parameters) {
        try (Connection connection = database.connect();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
