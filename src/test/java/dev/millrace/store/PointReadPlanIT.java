package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.TestDatabase;
import dev.millrace.TestMerchant;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Reads by key go by their indexes also while the tables are tiny: the plan may be kept, and the tables do not stay
 * tiny.
 */
@ExtendWith(VertxExtension.class)
class PointReadPlanIT {
    @AutoClose
    private static final TestDatabase TEST_DATABASE = TestDatabase.create();

    private static EventLoop loop;
    private static Database pools;

    @BeforeAll
    static void start(Vertx vertx) {
        loop = new EventLoop(vertx);
        pools = new Database(vertx, TEST_DATABASE.config());
    }

    @BeforeAll
    static void aFewRowsOfWhichThePlannerKnows() {
        TestMerchant merchant = TestMerchant.create(TEST_DATABASE, "tiny", "0123456789");
        merchant.product("A", 1);
        merchant.place(null, Instant.EPOCH, "A");
        merchant.run("VACUUM ANALYZE");
    }

    @Test
    void orders() {
        assertThat(plan(OrderReads.ORDERS_BY_ID, ScopedKeys.ids(List.of(new Scoped<>(1, UUID.randomUUID())))))
                .contains("orders_pkey");
        assertThat(plan(OrderReads.ORDERS_BY_KEY, texts())).contains("orders_idempotency_key");
    }

    @Test
    void productsAndStock() {
        assertThat(plan(ProductReads.PRODUCTS_BY_SKU, texts())).contains("products_merchant_id_sku_key");
        assertThat(plan(StockReads.STOCK_BY_SKU, texts())).contains("products_merchant_id_sku_key", "stock_pkey");
    }

    @Test
    void suppliers() {
        assertThat(plan(SupplierReads.SUPPLIERS_BY_ID, texts())).contains("suppliers_pkey");
    }

    @Test
    void purchaseOrders() {
        assertThat(plan(
                        PurchaseOrderReads.PURCHASE_ORDERS_BY_ID,
                        ScopedKeys.ids(List.of(new Scoped<>(1, UUID.randomUUID())))))
                .contains("purchase_orders_pkey");
        assertThat(plan(ReceiptReads.RECEIPT, Tuple.of(1, UUID.randomUUID(), UUID.randomUUID())))
                .contains("receipts_of_purchase_order");
    }

    @Test
    void apiKeys() {
        Tuple hmacs = Tuple.tuple().addArrayOfBuffer(new Buffer[] {Buffer.buffer(new byte[32])});

        assertThat(plan(ApiKeyReads.KEYS_BY_HMAC, hmacs)).contains("api_keys_key_hmac_key");
    }

    private static Tuple texts() {
        return ScopedKeys.texts(List.of(new Scoped<>(1, "A"), new Scoped<>(1, "B")));
    }

    private static String plan(String sql, Tuple parameters) {
        StringJoiner plan = new StringJoiner("\n");
        loop.await(() -> pools.reads().read(1, "EXPLAIN " + sql, parameters))
                .forEach(row -> plan.add(row.getString(0)));
        assertThat(plan.toString()).doesNotContain("Seq Scan").doesNotContain("Hash");
        return plan.toString();
    }
}
