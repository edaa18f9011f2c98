package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.TestDatabase;
import dev.millrace.TestMerchant;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.Supplier;
import dev.millrace.domain.model.Version;
import dev.millrace.wire.OrderJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ReadsIT {
    private static final Instant AT = Instant.parse("2026-03-01T10:15:30Z");

    @AutoClose
    private static final TestDatabase TEST_DATABASE = TestDatabase.create();

    private static final TestMerchant MERCHANT = TestMerchant.create(TEST_DATABASE, "reads", "readsreads");
    private static final TestMerchant OTHER = TestMerchant.create(TEST_DATABASE, "other", "otherother");

    private OrderReads orders;
    private ProductReads products;
    private StockReads stock;
    private SupplierReads suppliers;

    private static EventLoop loop;
    private static Database pools;

    @BeforeAll
    static void start(Vertx vertx) {
        loop = new EventLoop(vertx);
        pools = new Database(vertx, TEST_DATABASE.config());
    }

    @BeforeEach
    void makeReads() {
        ReadConfig limits = ReadConfig.defaults();
        orders = loop.make(() -> new OrderReads(pools.reads(), limits));
        products = loop.make(() -> new ProductReads(pools.reads(), pools.lists(), limits));
        stock = loop.make(() -> new StockReads(pools.reads(), limits));
        suppliers = loop.make(() -> new SupplierReads(pools.reads(), pools.lists(), limits));
    }

    @Test
    void anOrderIsAnsweredAsItWasDecided() {
        Order order = MERCHANT.place("ref", AT, "A");

        StoredOrder found =
                loop.await(() -> orders.byId(MERCHANT.id(), order.id())).orElseThrow();

        assertThat(found.body()).isEqualTo(OrderJson.bytes(order));
        assertThat(found.status()).isEqualTo("open");
        assertThat(found.number()).isEqualTo(order.journalNumber());
        assertThat(found.version()).isEqualTo(new Version("readsreads", order.journalNumber()));
    }

    @Test
    void anOrderThatChangedIsAnsweredAsItStands() {
        Order order = MERCHANT.place(null, AT, "A");
        Order cancelled = MERCHANT.cancel(order);

        StoredOrder found =
                loop.await(() -> orders.byId(MERCHANT.id(), order.id())).orElseThrow();

        assertThat(found.body()).isEqualTo(OrderJson.bytes(cancelled));
        assertThat(found.status()).isEqualTo("cancelled");
        assertThat(found.number()).isEqualTo(order.journalNumber());
        assertThat(found.version()).isEqualTo(new Version("readsreads", MERCHANT.number()));
    }

    @Test
    void anOrderIsFoundByItsKey() {
        Order order = MERCHANT.place(null, AT, "A");

        Optional<StoredOrder> found = loop.await(() -> orders.byIdempotencyKey(MERCHANT.id(), TestMerchant.key(order)));

        assertThat(found).map(StoredOrder::orderId).contains(order.id());
    }

    @Test
    void anotherMerchantsThingsDoNotExist() {
        Order order = MERCHANT.place(null, AT, "A");
        MERCHANT.product("MINE", 5);

        assertThat(loop.await(() -> orders.byId(OTHER.id(), order.id()))).isEmpty();
        assertThat(loop.await(() -> orders.byIdempotencyKey(OTHER.id(), TestMerchant.key(order))))
                .isEmpty();
        assertThat(loop.await(() -> products.bySku(OTHER.id(), "MINE"))).isEmpty();
        assertThat(loop.await(() -> stock.bySku(OTHER.id(), "MINE"))).isEmpty();
    }

    @Test
    void readsThatGoTogetherEachGetTheirOwn() {
        List<Order> placed = MERCHANT.placeMany(40, AT, "A");

        List<Optional<StoredOrder>> found = loop.await(() -> {
            List<Future<Optional<StoredOrder>>> reads = new ArrayList<>();
            placed.forEach(order -> reads.add(orders.byId(MERCHANT.id(), order.id())));
            reads.add(orders.byId(MERCHANT.id(), UUID.randomUUID()));
            reads.add(orders.byId(OTHER.id(), placed.getFirst().id()));
            return Future.all(reads).map(all -> all.<Optional<StoredOrder>>list());
        });

        assertThat(found.subList(0, 40))
                .extracting(read -> read.orElseThrow().orderId())
                .containsExactlyElementsOf(placed.stream().map(Order::id).toList());
        assertThat(found.subList(40, 42)).containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    void aProductComesWithItsVersion() {
        Product product = MERCHANT.product("P-\u00e4\"'", 7);

        assertThat(loop.await(() -> products.bySku(MERCHANT.id(), product.sku())))
                .contains(new Versioned<>(product, new Version("readsreads", product.number())));
    }

    @Test
    void productsAreListedBySkuInPagesThatStayStable() {
        IntStream.range(0, 7).forEach(i -> OTHER.product("L-" + i, 0));

        Page<Product> first = loop.await(() -> products.list(OTHER.id(), "", 3));
        OTHER.product("L-00 behind the cursor", 0);
        OTHER.product("L-31 before it", 0);
        Page<Product> second = loop.await(
                () -> products.list(OTHER.id(), first.items().getLast().sku(), 3));
        Page<Product> third = loop.await(
                () -> products.list(OTHER.id(), second.items().getLast().sku(), 3));

        assertThat(first.items()).extracting(Product::sku).containsExactly("L-0", "L-1", "L-2");
        assertThat(second.items()).extracting(Product::sku).containsExactly("L-3", "L-31 before it", "L-4");
        assertThat(third.items()).extracting(Product::sku).containsExactly("L-5", "L-6");
        assertThat(List.of(first.hasMore(), second.hasMore(), third.hasMore())).containsExactly(true, true, false);
    }

    @Test
    void stockComesWithItsFigures() {
        MERCHANT.product("S", 12);
        MERCHANT.run(
                "UPDATE stock SET allocated = 5, backordered = 0, number = 77 WHERE merchant_id = ? AND on_hand = 12",
                MERCHANT.id());

        StockOf found = loop.await(() -> stock.bySku(MERCHANT.id(), "S")).orElseThrow();

        assertThat(found.level().onHand()).isEqualTo(12);
        assertThat(found.level().available()).isEqualTo(7);
        assertThat(found.version()).isEqualTo(new Version("readsreads", 77));
    }

    @Test
    void suppliersAreFoundAndListed() {
        for (String id : List.of("b", "a", "c")) {
            MERCHANT.run("INSERT INTO suppliers VALUES (?, ?, ?, 9, now())", MERCHANT.id(), id, "Supplier " + id);
        }

        assertThat(loop.await(() -> suppliers.byId(MERCHANT.id(), "b")))
                .map(found -> found.value().name())
                .contains("Supplier b");
        Page<Supplier> page = loop.await(() -> suppliers.list(MERCHANT.id(), "a", 1));
        assertThat(page.items()).extracting(supplier -> supplier.id()).containsExactly("b");
        assertThat(page.hasMore()).isTrue();
    }
}
