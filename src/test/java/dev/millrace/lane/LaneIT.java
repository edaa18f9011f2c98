package dev.millrace.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.Soon;
import dev.millrace.TestDatabase;
import dev.millrace.TestMerchant;
import dev.millrace.domain.command.Command;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.store.Database;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.junit5.VertxExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real lanes on a real PostgreSQL, two of them as if on two nodes. */
@ExtendWith(VertxExtension.class)
class LaneIT {
    @AutoClose
    private static final TestDatabase TEST_DATABASE = TestDatabase.create();

    private static int merchants;

    private Desk desk = new Desk(0, _ -> {
        throw new AssertionError("it only makes commands");
    });

    private static EventLoop loop;
    private static Lanes one;
    private static Lanes other;

    @BeforeAll
    static void start(Vertx vertx) {
        loop = new EventLoop(vertx);
        one = lanes(vertx);
        other = lanes(vertx);
    }

    private static Lanes lanes(Vertx vertx) {
        Database database = new Database(vertx, TEST_DATABASE.config());
        Context context = ((VertxInternal) vertx).createEventLoopContext();
        LaneEnvironment world = new LaneEnvironment(
                task -> context.runOnContext(_ -> task.run()),
                (millis, task) -> vertx.setTimer(millis, _ -> context.runOnContext(_ -> task.run())),
                InstantSource.system(),
                System::nanoTime,
                UUID::randomUUID,
                Math::random);
        Lanes lanes = new Lanes(LaneConfigs.small(), new PgLaneStore(database), _ -> world, _ -> LaneListener.NONE);
        lanes.start();
        return lanes;
    }

    @AfterAll
    static void close() {
        loop.await(one::close);
        loop.await(other::close);
    }

    @BeforeEach
    void aMerchantWithAHundredUnits() {
        int merchant = TestMerchant.create(TEST_DATABASE, "lane-" + ++merchants, "abcdefghij")
                .id();
        desk = new Desk(merchant, _ -> {
            throw new AssertionError("it only makes commands");
        });
        submit(one, desk.put("A", StockPolicy.REJECT, null, 1_000));
        submit(one, desk.adjust("A", 100));
    }

    @Test
    void twoNodesThatFightForOneMerchantNeverOversell() {
        List<Future<Result>> answers = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            answers.add(start(one, desk.order("A", 1)));
            answers.add(start(other, desk.order("A", 1)));
        }
        List<Result> results = loop.await(() -> Future.all(answers)).list();

        assertThat(results).filteredOn(Result.Accepted.class::isInstance).hasSize(100);
        assertThat(results).filteredOn(Result.Rejected.class::isInstance).hasSize(200);
        assertThat(number("SELECT allocated FROM stock WHERE merchant_id = ")).isEqualTo(100);
        assertThat(number("SELECT count(*) FROM orders WHERE merchant_id = ")).isEqualTo(300);
        assertThat(number("SELECT max(number) - sum(number - first_number + 1) FROM journal WHERE merchant_id = "))
                .as("a journal without gaps")
                .isZero();
    }

    @Test
    void twinsOnTwoNodesGetOneOrder() {
        List<Future<Result>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(start(one, desk.order("twin", "A", 1)));
            answers.add(start(other, desk.order("twin", "A", 1)));
        }
        List<Result> results = loop.await(() -> Future.all(answers)).list();

        assertThat(results).filteredOn(Result.Accepted.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(Result.Replayed.class::isInstance).hasSize(7);
        assertThat(number("SELECT count(*) FROM orders WHERE merchant_id = ")).isEqualTo(1);
    }

    @Test
    void aBackendThatIsKilledInTheMiddleOfAnAppendCostsNothing() throws SQLException {
        try (Connection blocker = TEST_DATABASE.connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("SELECT FROM heads WHERE merchant_id = " + desk.merchantId() + " FOR NO KEY UPDATE");
            Future<Result> order = start(one, desk.order("A", 1));
            killWhoWaits(statement);
            blocker.commit();

            assertThat(loop.await(() -> order)).isInstanceOf(Result.Accepted.class);
        }
        assertThat(number("SELECT allocated FROM stock WHERE merchant_id = ")).isEqualTo(1);
    }

    @Test
    void connectionsThatBreakUnderLoadLoseAndDoubleNothing() {
        List<Future<Result>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(start(i % 2 == 0 ? one : other, desk.order("A", 1)));
            if (i % 25 == 24) {
                TEST_DATABASE.cutConnections();
            }
        }
        List<Result> results = loop.await(() -> Future.all(answers)).list();

        assertThat(results).as("every order once").hasSize(100).noneMatch(Result.Rejected.class::isInstance);
        assertThat(number("SELECT allocated FROM stock WHERE merchant_id = ")).isEqualTo(100);
        assertThat(number("SELECT count(*) FROM orders WHERE merchant_id = ")).isEqualTo(100);
    }

    private Future<Result> start(Lanes lanes, Command command) {
        return lanes.gate(Runnable::run).submit(command, System.nanoTime() + TimeUnit.SECONDS.toNanos(30));
    }

    private Result submit(Lanes lanes, Command command) {
        return loop.await(() -> start(lanes, command));
    }

    private static void killWhoWaits(Statement statement) {
        Soon.await("an append that waits").until(() -> {
            statement.execute("SELECT pg_stat_clear_snapshot()");
            try (ResultSet killed =
                    statement.executeQuery("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                            + " WHERE wait_event_type = 'Lock' AND datname = current_database()"
                            + " AND query LIKE '%append_v1%'")) {
                killed.next();
                return killed.getInt(1) > 0;
            }
        });
    }

    private long number(String sql) {
        try (Connection connection = TEST_DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql + desk.merchantId())) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
