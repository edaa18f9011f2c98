package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.TestDatabase;
import dev.millrace.TestMerchant;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every filter of a list of purchases is served by an index, with 100,000 purchase orders and 200,000 replenishments of one
 * merchant among another's; nearly all of them are done, what is not is rare, and a third is of one SKU.
 */
class PurchaseListPlanIT {
    private static final Pattern IN_VAIN = Pattern.compile("Rows Removed by Filter: (\\d+)");
    private static final long IN_VAIN_MAX = 1_500;
    private static final Pattern SCANNED =
            Pattern.compile("Seq Scan on (purchase_orders|replenishments|orders|receipts)");
    private static final String ALL_ORDERS =
            "'{draft,queued,sending,sent,acknowledged,partially_received,received,rejected,unknown,cancel_requested,"
                    + "cancelled,closed_short}'";
    private static final String ALL_REPLENISHMENTS = "'{owed,bought,cancelled}'";

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private static final TestMerchant MERCHANT = TestMerchant.create(DATABASE, "large", "0123456789");
    private static final TestMerchant OTHER = TestMerchant.create(DATABASE, "other", "0123456789");

    @BeforeAll
    static void fill() {
        run("""
                CREATE FUNCTION id_of(n integer) RETURNS uuid LANGUAGE sql IMMUTABLE AS
                $$ SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$
                """);
        run("""
                INSERT INTO suppliers (merchant_id, supplier_id, name, number, created_at)
                SELECT m, 'supplier-' || n, 'name', 1, now() FROM generate_series(0, 9) n, MERCHANTS m
                """);
        run("""
                INSERT INTO products (merchant_id, product_key, sku, name, price, currency, policy, supplier_id,
                  surplus_bps, rounding, pack_size, minimum_quantity, backorder_max, active, number, created_at)
                SELECT m, n + 1, 'SKU-' || n, 'name', 1, 'EUR', 'backorder', 'supplier-' || n % 10, 2000, 'per_line', 1,
                  1, 1, true, 1, now()
                FROM generate_series(0, 999) n, MERCHANTS m
                """);
        run("""
                INSERT INTO orders (merchant_id, order_id, number, idempotency_key, request_hash, status, answer, created_at)
                SELECT m, id_of(n), n, n::text, sha256('x'), 'open', '{"lines":[{"backordered":7}]}', now()
                FROM generate_series(0, 19999) n, MERCHANTS m
                """);
        run("""
                INSERT INTO purchase_orders (merchant_id, purchase_order_id, supplier_id, status, document, number,
                  made_number, created_at)
                SELECT m, id_of(n), 'supplier-' || n % 9,
                  CASE WHEN n % 5000 = 0 THEN 'unknown' WHEN n % 100 = 0 THEN 'draft' ELSE 'received' END,
                  '{"gathered":1,"hold":null,"lines":[{"sku":"SKU-1"}]}', n, n, now()
                FROM generate_series(1, 100000) n, MERCHANTS m
                """);
        run("""
                INSERT INTO replenishments (merchant_id, replenishment_id, order_id, line, product_key, supplier_id, shortfall,
                  surplus_bps, quantity, status, purchase_order_id, number)
                SELECT m, id_of(n), id_of(n % 20000), 0, CASE WHEN n % 3 = 0 THEN 8 ELSE n % 1000 + 1 END, 'supplier-' || n % 10,
                  1, 2000, 2,
                  CASE WHEN n % 5000 = 0 THEN 'owed' WHEN n % 100 = 0 THEN 'cancelled' ELSE 'bought' END,
                  CASE WHEN n % 100 > 0 THEN id_of(1 + n / 2 % 100000) END, n
                FROM generate_series(1, 200000) n, MERCHANTS m
                """);
        run("""
                INSERT INTO receipts (merchant_id, receipt_id, purchase_order_id, delivery_note, document, number)
                SELECT m, id_of(n), id_of(1 + n / 1000), n::text, '{}', n FROM generate_series(1, 50000) n, MERCHANTS m
                """);
        run("VACUUM ANALYZE suppliers, products, orders, purchase_orders, replenishments, receipts");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            -                | -
            -                | 'supplier-3'
            -                | 'nobody'
            '{unknown}'      | -
            '{closed_short}' | -
            '{unknown}'      | 'supplier-5'
            '{received}'     | 'supplier-3'
            '{rejected}'     | 'supplier-3'
            """)
    void purchaseOrders(String status, String supplier) {
        plan(
                PurchaseOrderReads.PURCHASE_ORDERS_BEFORE_ID,
                "id_of(90000)",
                "51",
                status == null ? ALL_ORDERS : status,
                orNull(supplier));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}, {3}, {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            -             | -         | -            | -         | -
            '{owed}'      | -         | -            | -         | -
            '{bought}'    | -         | -            | -         | -
            -             | 'SKU-7'   | -            | -         | -
            '{owed}'      | 'SKU-7'   | -            | -         | -
            '{cancelled}' | 'SKU-7'   | -            | -         | -
            '{cancelled}' | 'SKU-100' | -            | -         | -
            -             | 'nothing' | -            | -         | -
            -             | -         | 'supplier-3' | -         | -
            '{owed}'      | -         | 'supplier-0' | -         | -
            '{owed}'      | -         | 'supplier-3' | -         | -
            -             | -         | -            | id_of(77) | -
            '{owed}'      | -         | -            | id_of(77) | -
            -             | -         | -            | -         | id_of(77)
            '{bought}'    | 'SKU-154' | 'supplier-4' | -         | id_of(77)
            """)
    void replenishments(String status, String sku, String supplier, String order, String purchaseOrder) {
        plan(
                ReplenishmentReads.REPLENISHMENTS_BEFORE_ID,
                "id_of(190000)",
                "51",
                status == null ? ALL_REPLENISHMENTS : status,
                orNull(sku),
                orNull(supplier),
                orNull(order),
                orNull(purchaseOrder));
    }

    @Test
    void firstPagesAreServedLikeLaterOnes() {
        plan(PurchaseOrderReads.PURCHASE_ORDERS_BEFORE_ID, "NULL", "51", ALL_ORDERS, "NULL");
        plan(
                ReplenishmentReads.REPLENISHMENTS_BEFORE_ID,
                "NULL",
                "51",
                ALL_REPLENISHMENTS,
                "NULL",
                "NULL",
                "NULL",
                "NULL");
    }

    @Test
    void receipts() {
        assertThat(plan(ReceiptReads.RECEIPTS_BEFORE_ID, "id_of(7)", "NULL", "51"))
                .contains("receipts_of_purchase_order");
        assertThat(plan(ReceiptReads.RECEIPT, "id_of(7)", "id_of(6500)")).contains("receipts_of_purchase_order");
    }

    @Test
    void whatAGatheringLooksFor() {
        plan(GatheringReads.OWED, "'supplier-0'", "1000");
        plan(GatheringReads.GROWING_DRAFT, "'supplier-3'", "1000");
        assertThat(plan(PurchaseOrderReads.LINES_WITH_NAMES, "id_of(7)")).contains("purchase_orders_pkey");
    }

    private static String orNull(String value) {
        return value == null ? "NULL" : value;
    }

    /** Runs for both merchants. */
    private static void run(String sql) {
        MERCHANT.run(sql.replace("MERCHANTS m", "(VALUES (%d), (%d)) v (m)".formatted(MERCHANT.id(), OTHER.id())));
    }

    /** The plan, proven to read no table from end to end and hardly a row in vain. */
    private static String plan(String sql, String... parameters) {
        StringJoiner all = new StringJoiner(", ", "(", ")").add(Integer.toString(MERCHANT.id()));
        for (String parameter : parameters) {
            all.add(parameter);
        }
        String plan = explain(sql, all.toString());
        assertThat(SCANNED.matcher(plan).find()).as(plan).isFalse();
        long inVain = IN_VAIN.matcher(plan)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
        assertThat(inVain).as(plan).isLessThan(IN_VAIN_MAX);
        return plan;
    }

    private static String explain(String sql, String parameters) {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = force_custom_plan");
            statement.execute("PREPARE listed AS " + sql);
            try (ResultSet rows =
                    statement.executeQuery("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) EXECUTE listed " + parameters)) {
                StringJoiner plan = new StringJoiner("\n");
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
                return plan.toString();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
