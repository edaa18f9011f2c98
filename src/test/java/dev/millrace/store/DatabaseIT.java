package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.TestDatabase;
import dev.millrace.TestMerchant;
import dev.millrace.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class DatabaseIT {
    @AutoClose
    private static final TestDatabase TEST_DATABASE = TestDatabase.create();

    private static final StatementOwner SOMEBODY = new StatementOwner.Merchant(1);

    private static EventLoop loop;
    private static Database pools;

    @BeforeAll
    static void start(Vertx vertx) {
        loop = new EventLoop(vertx);
        pools = new Database(vertx, impatient(TEST_DATABASE.config()));
    }

    private static DatabaseConfig impatient(DatabaseConfig config) {
        return new DatabaseConfig(
                config.url(),
                config.user(),
                config.password(),
                config.sslMode(),
                config.sslRootCertificateFile(),
                config.readConnections(),
                config.readQueueMax(),
                config.merchantReadQueueMax(),
                config.connectTimeout(),
                Duration.ofMillis(800),
                Duration.ofMillis(1_500),
                Duration.ofMillis(300));
    }

    /** A database of whose own defaults none is ours. */
    private static TestDatabase careless() throws SQLException {
        TestDatabase careless = TestDatabase.create();
        try (Connection connection = careless.connect();
                Statement statement = connection.createStatement()) {
            for (String setting : List.of(
                    "statement_timeout = 0",
                    "lock_timeout = 0",
                    "idle_in_transaction_session_timeout = 0",
                    "tcp_keepalives_idle = 7200",
                    "tcp_keepalives_interval = 75",
                    "tcp_keepalives_count = 9",
                    "default_transaction_isolation = 'repeatable read'",
                    "synchronous_commit = off",
                    "jit = on")) {
                statement.execute("ALTER DATABASE " + careless.url().database() + " SET " + setting);
            }
        }
        return careless;
    }

    private static final Map<String, String> TIMEOUTS = Map.of(
            "lock_timeout", "300ms",
            "idle_in_transaction_session_timeout", "2s",
            "tcp_keepalives_idle", "10",
            "tcp_keepalives_interval", "5",
            "tcp_keepalives_count", "3",
            "transaction_isolation", "read committed");

    @Test
    void everySessionHasItsTimeouts() throws SQLException {
        try (TestDatabase careless = careless()) {
            Database database = new Database(loop.vertx(), impatient(careless.config()));
            for (Queries queries : List.of(database.reads(), database.lists(), database.background())) {
                TIMEOUTS.forEach((name, value) ->
                        assertThat(setting(queries, name)).as(name).isEqualTo(value));
                assertThat(setting(queries, "jit")).isEqualTo("off");
            }
            loop.await(database::close);
        }
        assertThat(setting(pools.reads(), "statement_timeout")).isEqualTo("800ms");
        assertThat(setting(pools.lists(), "statement_timeout")).isEqualTo("1500ms");
        assertThat(setting(pools.background(), "statement_timeout")).isEqualTo("1500ms");
        assertThat(setting(pools.reads(), "application_name")).isEqualTo("millrace-reads");
        assertThat(setting(pools.lists(), "plan_cache_mode")).isEqualTo("force_custom_plan");
    }

    @Test
    void statementsArePreparedOnceHoweverLongTheyAre() {
        String sql = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%the long one%' -- the long one"
                + " ".repeat(5_000);

        long known = loop.await(() -> pools.background()
                .inTransaction(
                        SOMEBODY,
                        connection -> connection
                                .preparedQuery(sql)
                                .execute()
                                .compose(_ -> connection.preparedQuery(sql).execute())
                                .map(rows -> rows.iterator().next().getLong(0))));

        assertThat(known).isOne();
    }

    @Test
    void aLaneSessionLetsGoByItselfWhereTheServerCan() throws SQLException {
        try (TestDatabase careless = careless()) {
            PgConnection lane = laneOn(careless);
            if (Integer.parseInt(setting(lane, "server_version_num")) >= 170_000) {
                assertThat(setting(lane, "transaction_timeout")).isEqualTo("3500ms");
            }
            TIMEOUTS.forEach(
                    (name, value) -> assertThat(setting(lane, name)).as(name).isEqualTo(value));
            loop.await(lane::close);
        }
    }

    @Test
    void aLaneReadsWhatIsCommittedWhateverTheServersDefault() throws SQLException {
        try (TestDatabase careless = careless()) {
            PgConnection lane = laneOn(careless);
            assertThat(setting(lane, "transaction_isolation")).isEqualTo("read committed");
            loop.await(lane::close);
        }
    }

    @Test
    void aLaneCommitsDurablyWhereTheServerWouldNot() throws SQLException {
        try (TestDatabase careless = careless()) {
            PgConnection lane = laneOn(careless);
            assertThat(setting(lane, "synchronous_commit")).isEqualTo("on");
            loop.await(lane::close);
        }
    }

    private static PgConnection laneOn(TestDatabase careless) {
        Database database = new Database(loop.vertx(), impatient(careless.config()));
        return loop.await(database::connectLane);
    }

    private static String setting(PgConnection lane, String name) {
        return loop.await(() -> lane.query("SHOW " + name).execute())
                .iterator()
                .next()
                .getString(0);
    }

    @Test
    void aStuckConnectionIsDroppedAtOnce() {
        PgConnection connection = loop.await(pools::connectLane);
        Promise<Void> closed = Promise.promise();
        connection.closeHandler(_ -> closed.complete());
        var stuck = loop.start(() -> connection.query("SELECT pg_sleep(1.4)").execute());

        loop.await(() -> {
            Database.abandon(connection);
            return closed.future();
        });

        assertThat(stuck).completesExceptionallyWithin(Duration.ofSeconds(10));
    }

    @Test
    void aStatementThatTakesTooLongIsAnUnavailableDatabase() {
        Throwable failure = loop.awaitFailure(() -> pools.lists().read(SOMEBODY, "SELECT pg_sleep(10)", Tuple.tuple()));

        assertThat(failure).isInstanceOf(OperationFailure.StoreUnavailable.class);
        assertThat(((OperationFailure) failure).notExecuted()).isTrue();
    }

    @Test
    void aWriteWhoseAnswerIsLostPromisesNothing() {
        Throwable failure = loop.awaitFailure(
                () -> pools.lists().write(SOMEBODY, "SELECT pg_terminate_backend(pg_backend_pid())", Tuple.tuple()));

        assertThat(failure).isInstanceOf(OperationFailure.StoreUnavailable.class);
        assertThat(((OperationFailure) failure).notExecuted()).isFalse();
    }

    @Test
    void aDatabaseThatIsNotThereIsUnavailable() {
        Database nowhere = new Database(
                loop.vertx(), DatabaseConfig.at(new DatabaseUrl("127.0.0.1", 1, "none", "nobody", Secret.none())));

        assertThat(loop.awaitFailure(() -> nowhere.reads().read(SOMEBODY, "SELECT 1", Tuple.tuple())))
                .isInstanceOf(OperationFailure.StoreUnavailable.class);
        assertThat(loop.awaitFailure(nowhere::connectLane)).isInstanceOf(OperationFailure.StoreUnavailable.class);
    }

    @Test
    void poolsComeBackAfterTheirConnectionsWereCut() {
        Database database = new Database(loop.vertx(), TEST_DATABASE.config());
        loop.await(() -> database.lists().read(SOMEBODY, "SELECT 1", Tuple.tuple()));
        TEST_DATABASE.cutConnections();

        // That a connection was cut may only be known once somebody has tried it.
        int works = loop.await(() -> retry(database.lists(), 2));

        assertThat(works).isOne();
    }

    @Test
    void statementsArePreparedAnewWhenATableWasAltered() throws SQLException {
        try (Connection connection = TEST_DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE altered (value integer)");
            statement.execute("INSERT INTO altered VALUES (7)");
            for (Queries queries : List.of(pools.reads(), pools.lists(), pools.background())) {
                statement.execute("ALTER TABLE altered ALTER COLUMN value TYPE integer");
                onBothConnections(queries, SELECT_ALTERED);

                statement.execute("ALTER TABLE altered ALTER COLUMN value TYPE bigint");
                onBothConnections(queries, SELECT_ALTERED);
            }
        }
    }

    @Test
    void whatIsReallyNotSupportedFails() {
        Throwable failure = loop.awaitFailure(() ->
                pools.lists().read(SOMEBODY, "SELECT (SELECT 1 FOR UPDATE) FROM pg_views FOR UPDATE", Tuple.tuple()));

        assertThat(failure).isInstanceOf(PgException.class);
    }

    private static final String SELECT_ALTERED = "SELECT value, pg_sleep(0.2) FROM altered";

    private static void onBothConnections(Queries queries, String sql) {
        var rows = loop.await(() -> Future.all(
                queries.read(new StatementOwner.Merchant(1), sql, Tuple.tuple()),
                queries.read(new StatementOwner.Merchant(2), sql, Tuple.tuple())));
        assertThat(rows.<RowSet<Row>>list())
                .allSatisfy(found ->
                        assertThat(found.iterator().next().getLong("value")).isEqualTo(7));
    }

    @Test
    void aConflictOnAnIdempotencyKeyIsKnownByItsName() {
        TestMerchant merchant = TestMerchant.create(TEST_DATABASE, "conflict", "conflict01");
        String insert = """
                INSERT INTO orders (merchant_id, order_id, number, idempotency_key, request_hash, status, answer, created_at)
                VALUES ($1, $2, 1, 'k', decode(repeat('00', 32), 'hex'), 'open', '{}', now())
                """;
        loop.await(() -> pools.lists().write(SOMEBODY, insert, Tuple.of(merchant.id(), UUID.randomUUID())));

        Throwable failure = loop.awaitFailure(
                () -> pools.lists().write(SOMEBODY, insert, Tuple.of(merchant.id(), UUID.randomUUID())));

        assertThat(PgFailures.keyConflict(failure)).isEqualTo("orders_idempotency_key");
        assertThat(PgFailures.isProvenRollback(failure)).isTrue();
        assertThat(PgFailures.isDataFailure(failure)).isTrue();
    }

    @Test
    void aWaitForALockEndsAsALockTimeout() throws SQLException {
        TestMerchant merchant = TestMerchant.create(TEST_DATABASE, "locked", "locked0001");
        try (Connection holder = TEST_DATABASE.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT 1 FROM heads WHERE merchant_id = " + merchant.id() + " FOR UPDATE");
            PgConnection connection = loop.await(pools::connectLane);

            Throwable failure = loop.awaitFailure(() -> connection
                    .preparedQuery("SELECT 1 FROM heads WHERE merchant_id = $1 FOR NO KEY UPDATE")
                    .execute(Tuple.of(merchant.id())));

            assertThat(PgFailures.isLockTimeout(failure)).isTrue();
            assertThat(PgFailures.isProvenRollback(failure)).isTrue();
            loop.await(connection::close);
        }
    }

    @Test
    void aTransactionWhoseWorkFailsLeavesNothing() {
        TestMerchant merchant = TestMerchant.create(TEST_DATABASE, "rolled back", "rolledback");

        Throwable failure = loop.awaitFailure(() -> pools.background()
                .inTransaction(
                        SOMEBODY,
                        connection -> connection
                                .preparedQuery("UPDATE heads SET number = 5 WHERE merchant_id = $1")
                                .execute(Tuple.of(merchant.id()))
                                .compose(_ -> Future.failedFuture(new IllegalStateException("on purpose")))));

        assertThat(failure).hasMessage("on purpose");
        RowSet<Row> rows = loop.await(() -> pools.lists()
                .read(SOMEBODY, "SELECT number FROM heads WHERE merchant_id = $1", Tuple.of(merchant.id())));
        assertThat(rows.iterator().next().getLong(0)).isZero();
    }

    private static Future<Integer> retry(Queries queries, int attempts) {
        return queries.read(SOMEBODY, "SELECT 1", Tuple.tuple())
                .map(rows -> rows.iterator().next().getInteger(0))
                .recover(failure -> attempts > 1 ? retry(queries, attempts - 1) : Future.failedFuture(failure));
    }

    private static String setting(Queries queries, String name) {
        return loop.await(() -> queries.read(SOMEBODY, "SELECT current_setting($1)", Tuple.of(name)))
                .iterator()
                .next()
                .getString(0);
    }
}
