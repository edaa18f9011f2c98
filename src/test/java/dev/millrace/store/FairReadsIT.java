package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One merchant's slow lists, and what everybody else reads beside them. */
@ExtendWith(VertxExtension.class)
class FairReadsIT {
    private static final StatementOwner SLOW = new StatementOwner.Merchant(1);
    private static final StatementOwner NEIGHBOUR = new StatementOwner.Merchant(2);
    private static final int SLOW_LISTS = 100;
    /** Far below what a single slow list takes, and far above what the neighbour needs on a busy machine. */
    private static final long NEIGHBOUR_SECONDS_MAX = 2;

    @AutoClose
    private static final TestDatabase TEST_DATABASE = TestDatabase.create();

    private static EventLoop loop;

    @BeforeAll
    static void start(Vertx vertx) {
        loop = new EventLoop(vertx);
    }

    @Test
    void aListThatIsStuckKeepsNoNeighbourAndNoReadByKeyWaiting() throws Exception {
        Database database = new Database(loop.vertx(), TEST_DATABASE.config());
        try (Connection connection = TEST_DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE locked ()");
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE locked");
            List<CompletableFuture<RowSet<Row>>> stuck = Stream.generate(
                            () -> loop.start(() -> read(database.lists(), SLOW, "SELECT FROM locked")))
                    .limit(SLOW_LISTS)
                    .toList();

            for (Queries queries : List.of(database.lists(), database.reads(), database.background())) {
                for (int again = 0; again < 3; again++) {
                    assertThat(loop.start(() -> read(queries, NEIGHBOUR, "SELECT 1")))
                            .succeedsWithin(NEIGHBOUR_SECONDS_MAX, TimeUnit.SECONDS)
                            .satisfies(rows -> assertThat(rows.size()).isOne());
                }
            }
            assertThat(stuck).as("the neighbour waited for none of them").noneMatch(CompletableFuture::isDone);
            connection.rollback();
            assertThat(stuck).allSatisfy(list -> assertThat(list).succeedsWithin(Duration.ofSeconds(10)));
        } finally {
            loop.await(database::close);
        }
    }

    @Test
    void beyondItsPlacesAMerchantIsRefusedAtOnceAndItsNeighbourIsNot() throws SQLException {
        DatabaseConfig config = TEST_DATABASE.config();
        Database database = new Database(loop.vertx(), withPlaces(config, 3));
        try {
            loop.await(() -> read(database.lists(), NEIGHBOUR, "SELECT 1"));
            Future<?>[] asked = new Future<?>[5];
            loop.await(() -> {
                for (int list = 0; list < asked.length; list++) {
                    asked[list] = read(database.lists(), SLOW, "SELECT pg_sleep(0.3)");
                }
                return read(database.lists(), NEIGHBOUR, "SELECT 1");
            });

            assertThat(Stream.of(asked).filter(Future::failed).map(Future::cause))
                    .hasSize(1)
                    .first()
                    .isInstanceOfSatisfying(
                            OperationFailure.Overloaded.class,
                            refused -> assertThat(refused.notExecuted()).isTrue());
        } finally {
            loop.await(database::close);
        }
    }

    private static DatabaseConfig withPlaces(DatabaseConfig config, int ofMerchant) {
        return new DatabaseConfig(
                config.url(),
                config.user(),
                config.password(),
                config.sslMode(),
                config.sslRootCertificateFile(),
                config.readConnections(),
                config.readQueueMax(),
                ofMerchant,
                config.connectTimeout(),
                config.readTimeout(),
                config.statementTimeout(),
                config.lockTimeout());
    }

    private static Future<RowSet<Row>> read(Queries queries, StatementOwner holder, String sql) {
        return queries.read(holder, sql, Tuple.tuple());
    }
}
