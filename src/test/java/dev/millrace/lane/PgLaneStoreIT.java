package dev.millrace.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.millrace.EventLoop;
import dev.millrace.Soon;
import dev.millrace.TestDatabase;
import dev.millrace.TestMerchant;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.state.Head;
import dev.millrace.domain.state.Needs;
import dev.millrace.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract on a real PostgreSQL, and what only a real one can show. */
@ExtendWith(VertxExtension.class)
class PgLaneStoreIT extends LaneStoreContract {
    private static final String HISTORY = "abcdefghij";
    private static final AtomicInteger MERCHANTS = new AtomicInteger();

    @AutoClose
    private static final TestDatabase TEST_DATABASE = TestDatabase.create();

    private static EventLoop loop;
    private static Database pools;
    private static LaneStore store;

    @BeforeAll
    static void start(Vertx vertx) {
        loop = new EventLoop(vertx);
        pools = new Database(vertx, TEST_DATABASE.config());
        store = new PgLaneStore(pools);
    }

    @Override
    LaneStore store() {
        return store;
    }

    @Override
    int merchant() {
        return TestMerchant.create(TEST_DATABASE, "merchant-" + MERCHANTS.incrementAndGet(), HISTORY)
                .id();
    }

    @Override
    int nobody() {
        return Integer.MAX_VALUE;
    }

    @Override
    <T> T await(Supplier<Future<T>> work) {
        return loop.await(work);
    }

    @Override
    <T> CompletableFuture<T> start(Supplier<Future<T>> work) {
        return loop.start(work);
    }

    @Override
    <T> T join(CompletableFuture<T> result) {
        return result.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    void awaitBlocked(int backends) {
        try (Connection connection = TEST_DATABASE.connect();
                Statement statement = connection.createStatement()) {
            awaitBlocked(statement, "", backends);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void headAndRowsAreOfOneSnapshotThoughAnotherCommitsInBetween() throws SQLException {
        LaneSession session = open();
        Desk shop = shop(session);
        Head before = shop.head();
        Needs needs = new Needs();
        needs.sku("A");
        Map<Integer, LoadRequest> request = Map.of(shop.merchantId(), new LoadRequest(needs, Set.of()));
        LaneSession reader = open();
        try (Connection writer = TEST_DATABASE.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("LOCK TABLE products IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<Map<Integer, LoadedMerchant>> load = start(() -> reader.load(request));
            awaitBlocked(statement, "products");
            statement.execute("UPDATE heads SET number = number + 1, batch_id = gen_random_uuid() WHERE merchant_id = "
                    + shop.merchantId());
            statement.execute("UPDATE stock SET allocated = allocated + 1 WHERE merchant_id = " + shop.merchantId());
            writer.commit();

            Map<Integer, LoadedMerchant> loaded = join(load);
            LoadedMerchant.Rows rows = (LoadedMerchant.Rows) Objects.requireNonNull(loaded.get(shop.merchantId()));
            assertThat(rows.loaded().head()).isEqualTo(before);
            assertThat(rows.loaded().items().getFirst().stock().allocated()).isZero();
        }
    }

    @Test
    void anAppendWaitsForABackendAtWorkInsteadOfCallingItselfStale() throws SQLException {
        LaneSession session = open();

        assertThat(appendBesideABackendAtWork(session, shop(session), Connection::rollback))
                .isEqualTo(new AppendOutcome.Written());
    }

    @Test
    void anAppendThatWaitedComparesWhatTheOtherLeft() throws SQLException {
        LaneSession session = open();
        Desk shop = shop(session);

        assertThat(appendBesideABackendAtWork(session, shop, Connection::commit))
                .isInstanceOf(AppendOutcome.Elsewhere.class);
        assertThat(count("orders", shop)).isZero();
    }

    private interface End {
        void of(Connection transaction) throws SQLException;
    }

    /** An order is appended while somebody else has moved the head, and waits until that one ends. */
    private AppendOutcome appendBesideABackendAtWork(LaneSession session, Desk shop, End end) throws SQLException {
        shop.decide(shop.order("A", 1));
        SentBatch batch = batch(shop);
        try (Connection atWork = TEST_DATABASE.connect();
                Statement statement = atWork.createStatement()) {
            atWork.setAutoCommit(false);
            statement.execute("UPDATE heads SET number = number + 1, batch_id = gen_random_uuid() WHERE merchant_id = "
                    + shop.merchantId());
            CompletableFuture<AppendOutcome> append = start(() -> session.append(batch.encoded()));
            awaitBlocked(statement, "append_v1");
            assertThat(append.isDone()).isFalse();
            end.of(atWork);
            return join(append);
        }
    }

    @Test
    void headsAreLockedInTheOrderOfTheirMerchants() throws SQLException {
        LaneSession session = open();
        Desk low = shop(session);
        Desk high = shop(session);
        low.decide(low.order("A", 1));
        high.decide(high.order("A", 1));
        SentBatch batch = batch(high, low);

        assertLocksFirst(low, high, "append_v1", () -> session.append(batch.encoded()));
    }

    @Test
    void headsOfAContestAreLockedInTheSameOrder() throws SQLException {
        LaneSession session = open();
        Desk low = shop(session);
        Desk high = shop(session);

        assertLocksFirst(low, high, "heads", () -> session.lockHeads(Set.of(high.merchantId(), low.merchantId())));
    }

    /** While somebody holds the second head, whoever waits for it has the first one. */
    private void assertLocksFirst(Desk first, Desk second, String who, Supplier<Future<?>> locks) throws SQLException {
        try (Connection holder = TEST_DATABASE.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT FROM heads WHERE merchant_id = " + second.merchantId() + " FOR NO KEY UPDATE");
            CompletableFuture<Void> locked = loop.start(() -> locks.get().mapEmpty());
            awaitBlocked(statement, who);

            try (ResultSet free = statement.executeQuery(
                    "SELECT FROM heads WHERE merchant_id = " + first.merchantId() + " FOR NO KEY UPDATE SKIP LOCKED")) {
                assertThat(free.next()).as("the first head is free").isFalse();
            }
            holder.rollback();
            join(locked);
        }
    }

    @Test
    void aProductThatDoesNotExistIsCountedAndNothingIsWritten() {
        LaneSession session = open();
        Desk shop = shop(session);
        Head before = shop.head();
        shop.decide(shop.order("A", 1));
        sql("DELETE FROM stock WHERE merchant_id = " + shop.merchantId() + " AND product_key = 1");

        assertThat(append(session, shop)).isInstanceOf(AppendOutcome.BadData.class);
        assertThat(headOf(shop)).isEqualTo(before);
        assertThat(count("orders", shop)).isZero();
    }

    @Test
    void aProductTwiceIsCountedToo() throws SQLException {
        LaneSession session = open();
        Desk shop = shop(session);
        try (Connection connection = TEST_DATABASE.connect();
                Statement statement = connection.createStatement()) {
            String merchant = Integer.toString(shop.merchantId());
            String number = Long.toString(shop.head().number());
            String call = "SELECT append_v1(gen_random_uuid(), now(), ARRAY[M], ARRAY[N]::bigint[], ARRAY['B']::uuid[],"
                    + " ARRAY[N + 1]::bigint[], ARRAY['[]'], ARRAY[M, M], ARRAY[1, 1], ARRAY[1, 1]::bigint[],"
                    + " ARRAY[0, 0]::bigint[], ARRAY[N, N]::bigint[], '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', NULL)";
            String twice = call.replace("M", merchant)
                    .replace("B", shop.head().batchId().toString())
                    .replace("N,", number + ",")
                    .replace("[N", "[" + number)
                    .replace(" N]", " " + number + "]");

            assertThat(catchThrowable(() -> statement.execute(twice)))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("XM002"));
        }
    }

    /** A row that a batch means to change, and that is gone. */
    private enum Gone {
        PRODUCT("DELETE FROM stock WHERE product_key = 1 AND merchant_id = ?;"
                + " DELETE FROM products WHERE product_key = 1 AND merchant_id = ?") {
            @Override
            void decide(Desk shop, PlaceOrder waiting) {
                shop.decide(shop.put("A", StockPolicy.REJECT, null, 2_000));
            }
        },
        STOCK("DELETE FROM stock WHERE product_key = 1 AND merchant_id = ?") {
            @Override
            void decide(Desk shop, PlaceOrder waiting) {
                shop.decide(shop.adjust("A", 1));
            }
        },
        ORDER("DELETE FROM orders WHERE merchant_id = ?") {
            @Override
            void decide(Desk shop, PlaceOrder waiting) {
                shop.decide(shop.cancel(waiting.id()));
            }
        },
        LINE_THAT_WAITED("DELETE FROM backorders WHERE merchant_id = ?") {
            @Override
            void decide(Desk shop, PlaceOrder waiting) {
                shop.decide(shop.cancel(waiting.id()));
            }
        },
        LINE_THAT_WAITS("DELETE FROM backorders WHERE merchant_id = ?") {
            @Override
            void decide(Desk shop, PlaceOrder waiting) {
                shop.decide(shop.adjust("B", 1));
            }
        },
        REPLENISHMENT("DELETE FROM replenishments WHERE merchant_id = ?") {
            @Override
            void decide(Desk shop, PlaceOrder waiting) {
                shop.decide(shop.cancel(waiting.id()));
            }
        };

        private final String sql;

        Gone(String sql) {
            this.sql = sql;
        }

        abstract void decide(Desk shop, PlaceOrder waiting);
    }

    @ParameterizedTest
    @EnumSource(Gone.class)
    void everyWriteCountsItsRows(Gone gone) {
        LaneSession session = open();
        Desk shop = shop(session);
        PlaceOrder waiting = shop.order("B", 13);
        shop.decide(waiting);
        assertWritten(append(session, shop));
        shop.knowing(shop.cancel(waiting.id())).knowing(shop.adjust("A", 1)).knowing(shop.adjust("B", 1));
        sql(gone.sql.replace("?", Integer.toString(shop.merchantId())));
        gone.decide(shop, waiting);

        assertThat(append(session, shop))
                .isInstanceOfSatisfying(
                        AppendOutcome.BadData.class,
                        refused -> assertThat(refused.cause()).hasMessageContaining("append: "));
    }

    @Test
    void anOversoldProductIsRefusedByTheDatabaseItself() {
        LaneSession session = open();
        Desk shop = shop(session);
        shop.decide(shop.order("A", 10));
        sql("UPDATE stock SET allocated = 5 WHERE merchant_id = " + shop.merchantId() + " AND product_key = 1");

        assertThat(append(session, shop)).isInstanceOf(AppendOutcome.BadData.class);
        assertThat(count("orders", shop)).isZero();
    }

    @Test
    void rowsThatCanNotBeUnderstoodBreakTheirMerchantAlone() {
        LaneSession session = open();
        Desk fine = shop(session);
        Desk broken = shop(session);
        var order = broken.order("A", 1);
        broken.decide(order);
        assertWritten(append(session, broken));
        sql("UPDATE orders SET current = '{\"no\": \"order\"}' WHERE merchant_id = " + broken.merchantId());
        Needs needs = new Needs();
        needs.order(order.id());
        LoadRequest request = new LoadRequest(needs, Set.of());

        var loaded = await(() -> session.load(Map.of(fine.merchantId(), request, broken.merchantId(), request)));

        assertThat(loaded.get(broken.merchantId())).isInstanceOf(LoadedMerchant.Broken.class);
        assertThat(loaded.get(fine.merchantId())).isInstanceOf(LoadedMerchant.Rows.class);
    }

    @Test
    void aLockThatLastsTooLongIsAProvenRollback() throws SQLException {
        LaneSession session = open();
        Desk shop = shop(session);
        shop.decide(shop.order("A", 1));
        SentBatch batch = batch(shop);
        try (Connection atWork = TEST_DATABASE.connect();
                Statement statement = atWork.createStatement()) {
            atWork.setAutoCommit(false);
            statement.execute("SELECT FROM heads WHERE merchant_id = " + shop.merchantId() + " FOR NO KEY UPDATE");

            assertThat(send(session, batch)).isInstanceOf(AppendOutcome.NotWritten.class);
        }
        assertWritten(send(session, batch));
    }

    @Test
    void aBackendThatIsEndedInTheMiddleLeavesTheOutcomeUnknown() throws SQLException {
        LaneSession session = open();
        Desk shop = shop(session);
        shop.decide(shop.order("A", 1));
        SentBatch batch = batch(shop);
        LaneSession rescuer = open();
        try (Connection atWork = TEST_DATABASE.connect();
                Statement statement = atWork.createStatement()) {
            atWork.setAutoCommit(false);
            statement.execute("SELECT FROM heads WHERE merchant_id = " + shop.merchantId() + " FOR NO KEY UPDATE");
            CompletableFuture<AppendOutcome> append = start(() -> session.append(batch.encoded()));
            awaitBlocked(statement, "append_v1");

            assertThat(await(() -> rescuer.end(session.backend()))).isTrue();
            assertThat(join(append)).isInstanceOf(AppendOutcome.Unknown.class);
        }
    }

    /** The checkpointer takes no orders from us. */
    @Test
    void aBackendThatStaysIsNotTakenForGone() throws SQLException {
        LaneSession session = open();
        Desk shop = shop(session);
        String stays = text("SELECT pid || '/' || extract(epoch FROM backend_start)::text FROM pg_stat_activity"
                + " WHERE backend_type = 'checkpointer'");

        assertThat(await(() -> session.end(stays))).isFalse();

        shop.decide(shop.order("A", 1));
        assertWritten(append(session, shop));
    }

    /** A row can tell of a success before a commit that fails. */
    @Test
    void noConstraintWaitsForTheCommit() {
        assertThat(number("SELECT count(*) FROM pg_constraint WHERE condeferrable"))
                .isZero();
    }

    @Test
    void aWarningOnAnAppendLeavesTheOutcomeUnknown() {
        LaneSession session = open();
        Desk shop = shop(session);
        sql("CREATE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE WARNING 'canceling wait for synchronous replication'; RETURN NEW; END $$");
        sql("CREATE TRIGGER warns BEFORE INSERT ON journal FOR EACH ROW WHEN (NEW.merchant_id = " + shop.merchantId()
                + ") EXECUTE FUNCTION warn()");
        shop.decide(shop.order("A", 1));

        assertThat(append(session, shop)).isInstanceOf(AppendOutcome.Unknown.class);
        assertWritten(append(session, shop(session)));
    }

    @Test
    void ordersAndTheirStockAreWrittenWithTheNumbersOfTheirEvents() {
        LaneSession session = open();
        Desk shop = shop(session);
        shop.decide(shop.order("A", 2));
        shop.decide(shop.order("A", 3));
        assertWritten(append(session, shop));

        StockLevel stock = shop.state().stock(1);
        assertThat(stock.allocated()).isEqualTo(5);
        assertThat(number("SELECT number FROM stock WHERE product_key = 1 AND merchant_id = " + shop.merchantId()))
                .isEqualTo(shop.head().number());
        assertThat(number("SELECT first_number FROM journal WHERE merchant_id = " + shop.merchantId() + " AND number = "
                        + shop.head().number()))
                .isEqualTo(shop.head().number() - 1);
    }

    private static void awaitBlocked(Statement statement, String what) {
        awaitBlocked(statement, what, 1);
    }

    private static void awaitBlocked(Statement statement, String what, int backends) {
        Soon.await(backends + " backends that wait with " + what).until(() -> {
            statement.execute("SELECT pg_stat_clear_snapshot()");
            try (ResultSet blocked =
                    statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                            + " AND datname = current_database() AND query LIKE '%" + what + "%'")) {
                blocked.next();
                return blocked.getInt(1) >= backends;
            }
        });
    }

    private static void sql(String sql) {
        try (Connection connection = TEST_DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static long count(String table, Desk desk) {
        return number("SELECT count(*) FROM " + table + " WHERE merchant_id = " + desk.merchantId());
    }

    private static long number(String sql) {
        return Long.parseLong(text(sql));
    }

    private static String text(String sql) {
        try (Connection connection = TEST_DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
