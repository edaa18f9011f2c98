package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class DatabaseFiguresIT {
    @AutoClose
    private static final TestDatabase TEST_DATABASE = TestDatabase.create();

    private DatabaseFigureReads reads;

    private static EventLoop loop;
    private static Database pools;

    @BeforeAll
    static void start(Vertx vertx) {
        loop = new EventLoop(vertx);
        pools = new Database(vertx, TEST_DATABASE.config());
    }

    @BeforeEach
    void make() {
        reads = new DatabaseFigureReads(pools.background());
    }

    @Test
    void seesATransactionThatKeepsDeadRows() throws SQLException {
        try (Connection session = TEST_DATABASE.connect();
                Statement statement = session.createStatement()) {
            assertThat(read().oldestSnapshot()).isEqualTo(Duration.ZERO);
            session.setAutoCommit(false);
            session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("SELECT count(*) FROM heads");
            statement.execute("SELECT pg_sleep(1.1)");

            assertThat(read().oldestSnapshot()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            session.rollback();
        }
        assertThat(read().oldestSnapshot()).isEqualTo(Duration.ZERO);
    }

    @Test
    void countsDeadRowsOfEachHotTable() {
        assertThat(read().deadRows()).containsOnlyKeys(DatabaseFigureReads.HOT_TABLES);
    }

    @Test
    void hotTablesAreVacuumedByTheNumberOfTheirDeadRows() throws SQLException {
        Map<String, String> options = new HashMap<>();
        try (Connection connection = TEST_DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT relname, array_to_string(reloptions, ' ') FROM pg_class WHERE relname IN ('heads', 'stock')")) {
            while (rows.next()) {
                options.put(rows.getString(1), rows.getString(2));
            }
        }
        assertThat(options.keySet()).containsExactlyInAnyOrderElementsOf(DatabaseFigureReads.HOT_TABLES);
        assertThat(options.values())
                .allSatisfy(each -> assertThat(each)
                        .contains(
                                "fillfactor=50",
                                "autovacuum_vacuum_scale_factor=0",
                                "autovacuum_vacuum_threshold=1000",
                                "autovacuum_vacuum_cost_delay=0",
                                "vacuum_truncate=false"));
    }

    private DatabaseFigures read() {
        return loop.await(reads::read);
    }
}
