package dev.millrace.feed.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.MixedTrade;
import dev.millrace.TestDatabase;
import dev.millrace.TestMerchant;
import dev.millrace.app.database.Jdbc;
import dev.millrace.app.node.Await;
import dev.millrace.app.node.Millrace;
import io.vertx.core.Future;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditIT {
    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private static int merchantId;

    /** What may happen to a database, and the check that must find it. */
    private enum Damage {
        ORDER_LOST("DELETE FROM orders WHERE idempotency_key = 'kept'", "replay gives the table orders"),
        ORDER_LOST_BY_SQL("DELETE FROM orders WHERE idempotency_key = 'kept'", "allocated = open order lines"),
        REJECTED_ORDER_LOST(
                "DELETE FROM orders WHERE idempotency_key = 'rejected'", "order events = orders, by key and hash"),
        ORDER_TOO_MANY("""
                INSERT INTO orders (merchant_id, order_id, number, idempotency_key, request_hash, status, answer, created_at)
                SELECT merchant_id, gen_random_uuid(), number, 'again', request_hash, status, answer, created_at
                FROM orders WHERE idempotency_key = 'rejected'
                """, "replay gives the table orders"),
        ORDER_JSON_WITH_A_SPACE_MORE(
                "UPDATE orders SET answer = (answer::text || ' ')::json WHERE idempotency_key = 'kept'",
                "replay gives the table orders"),
        ORDER_JSON_AS_IT_STANDS(
                "UPDATE orders SET current = replace(current::text, 'EUR', 'USD')::json WHERE current IS NOT NULL",
                "replay gives the table orders"),
        ORDER_TOTAL(
                "UPDATE orders SET answer = replace(answer::text, '\"amount\":13993', '\"amount\":13994')::json",
                "order columns = their JSON"),
        ORDER_STATUS(
                "UPDATE orders SET status = 'completed' WHERE idempotency_key = 'kept'", "order columns = their JSON"),
        ORDER_KEY(
                "UPDATE orders SET idempotency_key = 'other' WHERE idempotency_key = 'kept'",
                "order events = orders, by key and hash"),
        ORDER_HASH(
                "UPDATE orders SET request_hash = sha256('x') WHERE idempotency_key = 'kept'",
                "order events = orders, by key and hash"),
        ORDER_TIME(
                "UPDATE orders SET created_at = created_at + interval '1 microsecond' WHERE idempotency_key = 'kept'",
                "replay gives the table orders"),
        ORDER_VERSION("UPDATE orders SET current_number = current_number + 1", "replay gives the table orders"),
        REJECTED_ORDER_HOLDS_UNITS(
                """
                UPDATE orders SET answer = regexp_replace(answer::text, '"allocated":0', '"allocated":1')::json
                WHERE status = 'rejected'
                """, "quantity = allocated + backordered + shipped + cancelled; closed orders hold nothing"),
        ALLOCATION_DOUBLED(
                "UPDATE stock SET allocated = allocated * 2 WHERE product_key = 1", "allocated = open order lines"),
        BACKORDERED_MORE("UPDATE stock SET backordered = backordered + 1", "backordered = open order lines"),
        OVERSOLD("""
                ALTER TABLE stock DROP CONSTRAINT stock_never_oversold;
                UPDATE stock SET allocated = on_hand + 1
                """, "on_hand = its totals, and >= allocated"),
        ON_HAND_UNEXPLAINED("""
                ALTER TABLE stock DROP CONSTRAINT stock_explained;
                UPDATE stock SET on_hand = on_hand + 1
                """, "on_hand = its totals, and >= allocated"),
        ON_HAND_EXPLAINED_BUT_WRONG(
                "UPDATE stock SET on_hand = on_hand + 1, adjusted = adjusted + 1", "replay gives the table stock"),
        STOCK_VERSION("UPDATE stock SET number = number - 1 WHERE product_key = 1", "replay gives the table stock"),
        STOCK_LOST("DELETE FROM stock WHERE product_key = 4", "on_hand = its totals, and >= allocated"),
        INCOMING_FROM_NOWHERE("UPDATE stock SET incoming = incoming + 1", "incoming = open purchase order lines"),
        PURCHASE_ORDER_LOST(
                "UPDATE replenishments SET purchase_order_id = NULL WHERE status = 'bought'",
                "open purchase orders = what they gathered"),
        PURCHASE_ORDER_CLOSED(
                "UPDATE purchase_orders SET status = 'cancelled' WHERE status = 'draft'",
                "open purchase orders = what they gathered"),
        PURCHASE_ORDER_JSON(
                "UPDATE purchase_orders SET document = (document::text || ' ')::json",
                "replay gives the table purchase_orders"),
        PURCHASE_ORDER_DELIVERS_LESS(
                "UPDATE purchase_orders SET document = replace(document::text, '\"received\":0', '\"received\":1')::json",
                "incoming = open purchase order lines"),
        NOTHING_BOUGHT_FOR_WHO_WAITS("""
                UPDATE replenishments SET status = 'cancelled', shortfall = 0, quantity = 0 WHERE status = 'owed'
                """, "whatever waits is free, owed or bought"),
        RECEIPT_LOST("DELETE FROM receipts", "received = receipts"),
        RECEIPT_NOTE("UPDATE receipts SET delivery_note = 'other'", "replay gives the table receipts"),
        QUEUE_ROW_LOST(
                "DELETE FROM backorders WHERE number = (SELECT max(number) FROM backorders)",
                "queue rows = waiting lines of open orders"),
        QUEUE_ROW_LARGER("UPDATE backorders SET quantity = quantity + 1", "queue rows = waiting lines of open orders"),
        QUEUE_ROW_OUT_OF_ITS_PLACE("UPDATE backorders SET number = number + 1000", "replay gives the table backorders"),
        REPLENISHMENT_LOST("DELETE FROM replenishments WHERE status = 'owed'", "replenishments = what order lines say"),
        REPLENISHMENT_LARGER(
                "UPDATE replenishments SET quantity = quantity + 1 WHERE status = 'owed'",
                "replenishments = what order lines say"),
        REPLENISHMENT_NOT_CANCELLED(
                "UPDATE replenishments SET status = 'owed'", "replenishments = what order lines say"),
        REPLENISHMENT_VERSION("UPDATE replenishments SET number = number + 1", "replay gives the table replenishments"),
        OUTCOME_LOST(
                "DELETE FROM outcomes WHERE status = 'rejected'", "other keyed events = outcomes, by key and hash"),
        OUTCOME_TURNED("UPDATE outcomes SET status = 'accepted'", "other keyed events = outcomes, by key and hash"),
        OUTCOME_HASH(
                "UPDATE outcomes SET request_hash = sha256('x')", "other keyed events = outcomes, by key and hash"),
        OUTCOME_JSON("UPDATE outcomes SET answer = (answer::text || ' ')::json", "replay gives the table outcomes"),
        PRODUCT_PRICE("UPDATE products SET price = price + 1", "replay gives the table products"),
        PRODUCT_REACTIVATED("UPDATE products SET active = true", "replay gives the table products"),
        SUPPLIER_RENAMED("UPDATE suppliers SET name = 'x'", "replay gives the table suppliers"),
        JOURNAL_GAP("DELETE FROM journal WHERE number = 9", "journal numbers without gaps"),
        JOURNAL_BEGINNING_LOST("DELETE FROM journal WHERE first_number = 1", "journal numbers without gaps"),
        JOURNAL_END_LOST(
                "DELETE FROM journal WHERE number = (SELECT max(number) FROM journal)", "heads = last journal rows"),
        JOURNAL_BROKEN("UPDATE journal SET events = '[{' WHERE number = 9", "replay of the journal"),
        JOURNAL_BROKEN_BY_SQL(
                "UPDATE journal SET events = '[{' WHERE number = 9", "order events = orders, by key and hash"),
        JOURNAL_REWRITTEN(
                "UPDATE journal SET events = replace(events, '\"quantity\":7', '\"quantity\":8')",
                "replay gives the table orders"),
        JOURNAL_NUMBER_REWRITTEN(
                "UPDATE journal SET events = replace(events, '\"number\":9,', '\"number\":10,')",
                "replay of the journal"),
        HEAD_AHEAD("UPDATE heads SET number = number + 1", "heads = last journal rows"),
        HEAD_OF_ANOTHER_BATCH("UPDATE heads SET batch_id = gen_random_uuid()", "heads = last journal rows"),
        HEAD_LOST("DELETE FROM heads", "heads = last journal rows");

        private final String sql;
        private final String foundBy;

        Damage(String sql, String foundBy) {
            this.sql = sql;
            this.foundBy = foundBy;
        }
    }

    @BeforeAll
    static void trade() {
        merchantId = TestMerchant.create(DATABASE, "trader", "0123456789").id();
        TestMerchant.create(DATABASE, "without any history", "9876543210");
        try (Millrace millrace = MixedTrade.serverOn(DATABASE)) {
            new MixedTrade(millrace.gate(), merchantId).run();
        }
    }

    @Test
    void booksOfAnHonestDayBalance() throws SQLException {
        AuditReport report = audit(DATABASE, Audit.ROWS_PER_PASS_MAX);

        assertThat(report.checks())
                .allSatisfy(check -> assertThat(check.examples()).isEmpty());
        assertThat(report.balances()).isTrue();
        assertThat(report.checks())
                .as("every check had something to look at")
                .allSatisfy(check -> assertThat(check.figure()).isPositive());
    }

    @Test
    void manyPassesFindWhatOneFinds() throws SQLException {
        AuditReport one = audit(DATABASE, Audit.ROWS_PER_PASS_MAX);
        AuditReport many = audit(DATABASE, 2);

        assertThat(many.checks()).isEqualTo(one.checks());
        assertThat(one.totals()).contains(" 2 passes");
        assertThat(many.totals()).doesNotContain(" 2 passes");
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void findsDamage(Damage damage) throws SQLException {
        try (TestDatabase damaged = DATABASE.copy()) {
            execute(damaged, damage.sql);

            List<Check> failed = audit(damaged, 3).checks().stream()
                    .filter(check -> !check.holds())
                    .toList();

            assertThat(failed).extracting(Check::name).contains(damage.foundBy);
            assertThat(failed).allSatisfy(check -> assertThat(check.examples()).isNotEmpty());
        }
    }

    @Test
    void isExactBesideAServerAtWork() throws SQLException {
        try (TestDatabase busy = DATABASE.copy();
                Millrace millrace = MixedTrade.serverOn(busy)) {
            Future<?> rush = new MixedTrade(millrace.gate(), merchantId).rush(400, "reject");

            boolean finishedBefore = rush.isComplete();
            AuditReport during = audit(busy, 50);
            Await.of(rush);
            AuditReport after = audit(busy, 50);

            assertThat(finishedBefore).isFalse();
            assertThat(during.checks()).filteredOn(check -> !check.holds()).isEmpty();
            assertThat(after.checks()).filteredOn(check -> !check.holds()).isEmpty();
        }
    }

    /** Between any two statements of the audit the books change, in all tables and honestly. */
    @Test
    void everythingIsReadOfOneMoment() throws SQLException {
        try (TestDatabase busy = DATABASE.copy();
                Millrace millrace = MixedTrade.serverOn(busy)) {
            MixedTrade trade = new MixedTrade(millrace.gate(), merchantId);
            AtomicInteger orders = new AtomicInteger();
            DataSource interrupted = beforeEveryStatement(
                    Jdbc.dataSource(busy.config()), () -> Await.of(trade.rush(orders.incrementAndGet(), "reject")));

            AuditReport report = new Audit(interrupted, Audit.ROWS_PER_PASS_MAX).run(_ -> {});

            assertThat(orders).hasPositiveValue();
            assertThat(report.checks()).filteredOn(check -> !check.holds()).isEmpty();
        }
    }

    @Test
    void merchantsAreAuditedApart() throws SQLException {
        try (TestDatabase two = DATABASE.copy();
                Millrace millrace = MixedTrade.serverOn(two)) {
            int other = TestMerchant.create(two, "sells the same", "abcdefghij").id();
            MixedTrade trade = new MixedTrade(millrace.gate(), other);
            trade.run();
            Await.of(trade.rush(5, "reject"));

            assertThat(audit(two, Audit.ROWS_PER_PASS_MAX).checks())
                    .filteredOn(check -> !check.holds())
                    .isEmpty();
            execute(
                    two,
                    "UPDATE stock SET allocated = allocated + 1 WHERE on_hand > allocated AND merchant_id = " + other);
            assertThat(audit(two, Audit.ROWS_PER_PASS_MAX).checks())
                    .filteredOn(check -> !check.holds())
                    .isNotEmpty()
                    .flatExtracting(Check::examples)
                    .allSatisfy(example ->
                            assertThat(example).containsAnyOf("merchant " + other + ",", "merchant sells the same,"));
        }
    }

    private static DataSource beforeEveryStatement(DataSource source, Runnable then) throws SQLException {
        Connection connection = source.getConnection();
        Connection interrupted = proxy(Connection.class, (_, method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                then.run();
            }
            return method.invoke(connection, arguments);
        });
        return proxy(DataSource.class, (_, _, _) -> interrupted);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(AuditIT.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static AuditReport audit(TestDatabase database, int rowsPerPassMax) throws SQLException {
        return new Audit(Jdbc.dataSource(database.config()), rowsPerPassMax).run(_ -> {});
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
