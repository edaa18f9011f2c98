package dev.millrace.feed;

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

/** Every filter of a list is served by an index, with 200,000 orders of one merchant among others'. */
class OrderListPlanIT {
    private static final String ANY = "NULL";
    private static final Pattern IN_VAIN = Pattern.compile("Rows Removed by Filter: (\\d+)");
    private static final long IN_VAIN_MAX = 1_500;

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private static final TestMerchant MERCHANT = TestMerchant.create(DATABASE, "large", "0123456789");

    @BeforeAll
    static void fill() {
        MERCHANT.run("""
                INSERT INTO order_search (merchant_id, number, order_id, status, customer_ref, created_at)
                SELECT m, n, gen_random_uuid(),
                  CASE WHEN n % 1000 = 0 THEN 'cancelled' WHEN n % 10 = 0 THEN 'rejected' ELSE 'open' END,
                  CASE WHEN n % 2 = 0 THEN 'customer-' || n % 5000 END,
                  timestamptz '2026-01-01' + n * interval '1 minute'
                FROM generate_series(1, 200000) n, unnest(ARRAY[?, 1000001]) m
                """, MERCHANT.id());
        MERCHANT.run("""
                INSERT INTO order_search_skus (merchant_id, sku, number)
                SELECT m, 'SKU-' || n % 1000, n
                FROM generate_series(1, 200000) n, unnest(ARRAY[?, 1000001]) m
                """, MERCHANT.id());
        MERCHANT.run("ANALYZE order_search, order_search_skus");
    }

    @Test
    void withoutAFilter() {
        assertThat(plan(OrderList.ORDERS, ANY, ANY, ANY, ANY)).contains("order_search_pkey");
    }

    @Test
    void byARareStatus() {
        assertThat(plan(OrderList.ORDERS, "'cancelled'", ANY, ANY, ANY)).contains("order_search_status");
    }

    @Test
    void byAStatusThatNoOrderHas() {
        assertThat(plan(OrderList.ORDERS, "'completed'", ANY, ANY, ANY)).contains("order_search_status");
    }

    @Test
    void byCustomer() {
        assertThat(plan(OrderList.ORDERS, ANY, "'customer-42'", ANY, ANY)).contains("order_search_customer");
    }

    @Test
    void byATimeLongAgo() {
        assertThat(plan(OrderList.ORDERS, ANY, ANY, "'2026-01-02'", "'2026-01-03'"))
                .contains("order_search_time");
    }

    @Test
    void byATimeThatIsNow() {
        plan(OrderList.ORDERS, ANY, ANY, "'2026-01-02'", ANY);
    }

    @Test
    void byATimeBeforeWhichThereIsNothing() {
        plan(OrderList.ORDERS, ANY, ANY, ANY, "'2020-01-01'");
    }

    @Test
    void byATimeAfterWhichThereIsNothing() {
        plan(OrderList.ORDERS, ANY, ANY, "'2030-01-01'", ANY);
    }

    @Test
    void byStatusAndTime() {
        plan(OrderList.ORDERS, "'rejected'", ANY, "'2026-01-02'", "'2026-01-03'");
        plan(OrderList.ORDERS, "'completed'", ANY, "'2026-01-02'", "'2026-01-03'");
    }

    @Test
    void bySku() {
        assertThat(plan(OrderList.ORDERS_WITH_SKU, ANY, ANY, ANY, ANY, "'SKU-7'"))
                .contains("order_search_skus_pkey");
    }

    @Test
    void bySkuAndEverythingElse() {
        plan(OrderList.ORDERS_WITH_SKU, "'open'", "'customer-42'", "'2026-01-02'", "'2026-03-03'", "'SKU-42'");
    }

    /** The plan, proven to read no table from end to end and hardly a row in vain. */
    private static String plan(String sql, String... filters) {
        StringJoiner parameters = new StringJoiner(", ", "(", ")");
        parameters.add(Integer.toString(MERCHANT.id())).add("190000").add("51");
        for (String filter : filters) {
            parameters.add(filter);
        }
        String plan = explain(sql, parameters.toString());
        assertThat(plan).as(plan).doesNotContain("Seq Scan on order_search").doesNotContain("Seq Scan on orders");
        assertThat(rowsReadInVain(plan)).as(plan).isLessThan(IN_VAIN_MAX);
        return plan;
    }

    private static long rowsReadInVain(String plan) {
        return IN_VAIN.matcher(plan)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
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
