package dev.millrace.lane;

import dev.millrace.domain.Change;
import dev.millrace.domain.Head;
import dev.millrace.domain.KnownOrder;
import dev.millrace.domain.Loaded;
import dev.millrace.domain.Money;
import dev.millrace.domain.order.Order;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.stock.Product;
import dev.millrace.domain.stock.Rounding;
import dev.millrace.domain.stock.StockLevel;
import dev.millrace.domain.stock.StockPolicy;
import dev.millrace.lane.AppendOutcome.Position;
import dev.millrace.wire.TypeId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A database in memory that keeps the protocol honestly, and whose every answer a test may hold back, bend or lose.
 * Appends wait for the test, everything else is answered by itself until the test says otherwise.
 */
final class FakeStore implements LaneStore {
    static final String HISTORY = "abcdefghij";

    record Batch(AppendRequest request) implements Encoded {}

    /** One merchant's rows. */
    static final class Books {
        Head head = new Head(HISTORY, 0, new UUID(0, 1));
        final Map<String, Loaded.Item> items = new TreeMap<>();
        final Map<UUID, KnownOrder> orders = new HashMap<>();
        final Map<KeyId, KnownOutcome> outcomes = new HashMap<>();
        final Map<Long, UUID> journal = new HashMap<>();

        @Nullable
        Throwable broken;

        StockLevel stock(String sku) {
            return item(sku).stock();
        }

        private Loaded.Item item(String sku) {
            Loaded.Item item = items.get(sku);
            if (item == null) {
                throw new AssertionError("no product " + sku);
            }
            return item;
        }
    }

    final Set<FakeSession.Kind> held = EnumSet.of(FakeSession.Kind.APPEND);
    final List<FakeSession> sessions = new ArrayList<>();
    final Set<String> ended = new HashSet<>();
    /** An order that can not even be made ready to be sent. */
    Predicate<Order> unencodable = _ -> false;

    /** An order that the database refuses to write, for its data. */
    Predicate<Order> unwritable = _ -> false;

    boolean reachable = true;
    boolean opensNever;
    private final TestWorld world;
    private final Map<Integer, Books> merchants = new HashMap<>();

    FakeStore(TestWorld world) {
        this.world = world;
    }

    @Override
    public Future<LaneSession> open() {
        Promise<LaneSession> promise = Promise.promise();
        if (!opensNever) {
            world.execute(() -> {
                if (reachable) {
                    FakeSession session = new FakeSession(this, world, "backend-" + (sessions.size() + 1));
                    sessions.add(session);
                    promise.complete(session);
                } else {
                    promise.fail("refused");
                }
            });
        }
        return promise.future();
    }

    @Override
    public Encoded encode(AppendRequest request) {
        for (AppendRequest.OfMerchant merchant : request.merchants()) {
            for (Change.OrderPut put : merchant.changes().newOrders()) {
                if (unencodable.test(put.order())) {
                    throw new IllegalStateException("unencodable");
                }
            }
        }
        return new Batch(request);
    }

    /** The session that was opened last. */
    FakeSession session() {
        return sessions.getLast();
    }

    Books books(int merchantId) {
        return merchants.computeIfAbsent(merchantId, _ -> new Books());
    }

    /** A product as if it had always been there. */
    Product product(int merchantId, String sku, long onHand) {
        Books books = books(merchantId);
        Product product = new Product(
                books.items.size() + 1,
                sku,
                sku,
                new Money(1_000, "EUR"),
                StockPolicy.REJECT,
                null,
                2_000,
                Rounding.PER_LINE,
                100_000,
                true,
                0,
                Instant.EPOCH);
        StockLevel stock = new StockLevel(onHand, 0, 0, 0, 0, onHand, 0, 0, 0);
        books.items.put(sku, new Loaded.Item(product, stock));
        return product;
    }

    /** Another node moves a merchant's head, having taken units that are free. */
    void anotherNodeTakes(int merchantId, String sku, long units) {
        Books books = books(merchantId);
        move(books, books.head.number() + 1, world.nextId());
        add(books, books.item(sku).product().key(), StockLevel.promise(units, 0, books.head.number()));
    }

    Map<Integer, Head> heads(Set<Integer> merchantIds) {
        Map<Integer, Head> heads = new TreeMap<>();
        merchantIds.forEach(id -> heads.put(id, books(id).head));
        return heads;
    }

    LoadedMerchant load(int merchantId, LoadRequest request) {
        Books books = books(merchantId);
        if (books.broken != null) {
            return new LoadedMerchant.Broken(books.broken);
        }
        Loaded loaded = new Loaded(books.head);
        for (String sku : request.needs().skus()) {
            Loaded.Item item = books.items.get(sku);
            if (item != null) {
                loaded.items().add(item);
            }
        }
        for (UUID id : request.needs().orders()) {
            KnownOrder order = books.orders.get(id);
            if (order != null) {
                loaded.orders().add(order);
            }
        }
        if (request.needs().wantsLastProductKey()) {
            loaded.lastProductKey(books.items.size());
        }
        Map<KeyId, KnownOutcome> outcomes = new HashMap<>();
        for (KeyId key : request.keys()) {
            KnownOutcome outcome = books.outcomes.get(key);
            if (outcome != null) {
                outcomes.put(key, outcome);
            }
        }
        return new LoadedMerchant.Rows(loaded, outcomes);
    }

    /** What an append that keeps the protocol comes to. */
    AppendOutcome write(AppendRequest request) {
        Map<Integer, Position> elsewhere = new TreeMap<>();
        for (AppendRequest.OfMerchant part : request.merchants()) {
            Head head = books(part.merchantId()).head;
            if (head.number() != part.expected().number()
                    || !head.batchId().equals(part.expected().batchId())) {
                elsewhere.put(part.merchantId(), new Position(head.number(), head.batchId()));
            }
        }
        if (!elsewhere.isEmpty()) {
            return new AppendOutcome.Elsewhere(elsewhere);
        }
        for (AppendRequest.OfMerchant part : request.merchants()) {
            for (Change.OrderPut put : part.changes().newOrders()) {
                if (books(part.merchantId()).outcomes.containsKey(KeyId.of(put.keyed()))) {
                    return new AppendOutcome.KeyTaken(new IllegalStateException("key taken"));
                }
                if (unwritable.test(put.order())) {
                    return new AppendOutcome.BadData(new IllegalArgumentException("unwritable"));
                }
            }
        }
        request.merchants().forEach(part -> write(request, part));
        return new AppendOutcome.Written();
    }

    private void write(AppendRequest request, AppendRequest.OfMerchant part) {
        Books books = books(part.merchantId());
        if (part.events() != null) {
            move(books, part.newNumber(), request.batchId());
        }
        for (Product product : part.changes().newProducts()) {
            books.items.put(product.sku(), new Loaded.Item(product, StockLevel.EMPTY));
        }
        part.changes().stock().forEach((product, delta) -> add(books, product, delta));
        for (Change.OrderPut put : part.changes().newOrders()) {
            Order order = put.order();
            boolean accepted = order.status() != Order.Status.REJECTED;
            Order.Rejection rejection = order.rejection();
            books.orders.put(order.id(), new KnownOrder(order, order.journalNumber()));
            books.outcomes.put(
                    new KeyId(PlaceOrder.KIND, put.keyed().key()),
                    new KnownOutcome(
                            put.keyed().hash(),
                            new Stored(
                                    accepted,
                                    TypeId.ORDER.of(order.id()),
                                    rejection == null ? null : rejection.code(),
                                    new dev.millrace.domain.Version(HISTORY, order.journalNumber()),
                                    part.bytes().bytes(order))));
        }
        part.changes()
                .changedOrders()
                .forEach(changed ->
                        books.orders.put(changed.order().id(), new KnownOrder(changed.order(), changed.number())));
    }

    private static void move(Books books, long number, UUID batchId) {
        books.head = new Head(HISTORY, number, batchId);
        books.journal.put(number, batchId);
    }

    private static void add(Books books, int productKey, StockLevel delta) {
        books.items.replaceAll((_, item) -> item.product().key() == productKey
                ? new Loaded.Item(item.product(), item.stock().plus(delta))
                : item);
    }
}
