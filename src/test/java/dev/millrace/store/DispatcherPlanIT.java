package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.TestDatabase;
import dev.millrace.TestMerchant;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Tuple;
import java.util.StringJoiner;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a dispatcher looks for it finds by indexes that hold nothing else, beside 40,000 purchase orders that are over. */
@ExtendWith(VertxExtension.class)
class DispatcherPlanIT {
    private static final TestDatabase TEST_DATABASE = TestDatabase.create();

    private static final TestMerchant MERCHANT = TestMerchant.create(TEST_DATABASE, "large", "0123456789");

    private static EventLoop loop;
    private static Database pools;

    @BeforeAll
    static void start(Vertx vertx) {
        loop = new EventLoop(vertx);
        pools = new Database(vertx, TEST_DATABASE.config());
    }

    @BeforeAll
    static void fill() {
        MERCHANT.run("""
                INSERT INTO suppliers (merchant_id, supplier_id, name, number, created_at)
                SELECT ?, 'supplier-' || n, 'name', 1, now() FROM generate_series(0, 19) n
                """, MERCHANT.id());
        MERCHANT.product("A", 0);
        MERCHANT.run("""
                INSERT INTO purchase_orders (merchant_id, purchase_order_id, supplier_id, status, document, number,
                  made_number, created_at)
                SELECT ?, gen_random_uuid(), 'supplier-' || n % 20,
                  CASE WHEN n % 1000 = 0 THEN 'queued' WHEN n % 10 = 0 THEN 'acknowledged' ELSE 'received' END,
                  '{"attempts":0,"gathered":1,"hold":null,"lines":[]}', n, n, now()
                FROM generate_series(1, 40000) n
                """, MERCHANT.id());
        MERCHANT.run("""
                INSERT INTO journal (merchant_id, number, first_number, batch_id, decided_at, events)
                SELECT ?, n, n, gen_random_uuid(), now(), '[]' FROM generate_series(100, 40000) n
                """, MERCHANT.id());
        MERCHANT.run("""
                INSERT INTO replenishments (merchant_id, replenishment_id, order_id, line, product_key, supplier_id, shortfall,
                  surplus_bps, quantity, status, number)
                SELECT ?, gen_random_uuid(), gen_random_uuid(), 0, 1, 'supplier-' || n % 20, 1, 2000, 2,
                  CASE WHEN n % 1000 = 0 THEN 'owed' ELSE 'cancelled' END, n
                FROM generate_series(1, 40000) n
                """, MERCHANT.id());
        MERCHANT.run("VACUUM ANALYZE");
    }

    @AfterAll
    static void close() {
        loop.await(pools::close);
        TEST_DATABASE.close();
    }

    @Test
    void whatIsToBeDispatched() {
        Tuple places = Tuple.tuple()
                .addArrayOfInteger(new Integer[] {MERCHANT.id()})
                .addArrayOfString(new String[] {""})
                .addArrayOfLong(new Long[] {0L})
                .addArrayOfUUID(new UUID[] {new UUID(0, 0)})
                .addInteger(500);
        // The one thing that is sorted is the page.
        assertThat(plan(DispatcherReads.TO_DISPATCH, places))
                .contains("purchase_orders_to_dispatch", "journal_pkey")
                .containsOnlyOnce("Sort Key: c.turn")
                .containsOnlyOnce("Sort Key")
                .doesNotContain("Seq Scan");
        assertThat(plan(DispatcherReads.MERCHANTS_TO_DISPATCH, Tuple.of(0, 100)))
                .contains("purchase_orders_to_dispatch")
                .doesNotContain("Seq Scan");
    }

    @Test
    void whatIsOwed() {
        Tuple places = Tuple.tuple()
                .addArrayOfInteger(new Integer[] {MERCHANT.id()})
                .addArrayOfString(new String[] {""})
                .addInteger(100);
        assertThat(plan(DispatcherReads.OWED_SUPPLIERS, places))
                .contains("replenishments_owed")
                .doesNotContain("Seq Scan");
        assertThat(plan(DispatcherReads.MERCHANTS_WHO_OWE, Tuple.of(0, 100)))
                .contains("replenishments_owed")
                .doesNotContain("Seq Scan");
        assertThat(plan(GatheringReads.OWED, Tuple.of(MERCHANT.id(), "supplier-0", 1_000)))
                .contains("replenishments_owed")
                .doesNotContain("Seq Scan on replenishments", "Seq Scan on public.replenishments");
    }

    @Test
    void aDraftThatGrows() {
        assertThat(plan(GatheringReads.GROWING_DRAFT, Tuple.of(MERCHANT.id(), "supplier-0", 1_000)))
                .containsAnyOf("purchase_orders_to_dispatch", "purchase_orders_open")
                .doesNotContain("Seq Scan");
    }

    @Test
    void whatTheMetersCountOfPurchaseOrders() {
        assertThat(plan(PurchasingFigureReads.OPEN_ORDERS, Tuple.tuple()))
                .contains("purchase_orders_open")
                .doesNotContain("Seq Scan");
        assertThat(plan(PurchasingFigureReads.OLDEST_UNSENT, Tuple.tuple()))
                .doesNotContain("Seq Scan on purchase_orders");
    }

    private static String plan(String sql, Tuple parameters) {
        StringJoiner plan = new StringJoiner("\n");
        loop.await(() -> pools.background().read(1, "EXPLAIN " + sql, parameters))
                .forEach(row -> plan.add(row.getString(0)));
        return plan.toString();
    }
}
