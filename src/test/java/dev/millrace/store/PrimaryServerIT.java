package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.Soon;
import dev.millrace.app.database.Jdbc;
import dev.millrace.app.database.TestCluster;
import dev.millrace.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where connections lead to, on clusters of the test's own, which it may treat as badly as it likes. */
@ExtendWith(VertxExtension.class)
class PrimaryServerIT {
    private static final Path HOME = Path.of("target", "primary");
    /** A look comes each second. */
    private static final Duration A_LOOK = Duration.ofSeconds(5);

    private static final Duration COMEBACK = Duration.ofSeconds(15);
    private static final Secret PASSWORD = Secret.of("plain");

    private TestCluster cluster;
    private @Nullable Database opened;

    private static EventLoop loop;

    @BeforeAll
    static void start(Vertx vertx) {
        loop = new EventLoop(vertx);
    }

    @BeforeEach
    void startACluster() {
        cluster = TestCluster.make(HOME.resolve("primary"), Path.of("target", "nemesis", "binaries"));
    }

    @AfterEach
    void stopEverything() {
        Database database = opened;
        if (database != null) {
            loop.await(database::close);
        }
        cluster.close();
    }

    private Database open(DatabaseUrl url) {
        Database database = new Database(loop.vertx(), DatabaseConfig.at(url));
        opened = database;
        database.start();
        return database;
    }

    @Test
    void whereNothingCanBeWrittenAnyMoreNothingIsReadEitherAndNobodyIsConnected() throws Exception {
        Database database = open(cluster.url());
        awaitConnected(database);
        PgConnection lane = loop.await(database::connectLane);
        Promise<Void> laneLost = Promise.promise();
        lane.closeHandler(_ -> laneLost.complete());

        cluster.set("default_transaction_read_only", "on");

        Soon.await("lost connections")
                .atMost(A_LOOK)
                .until(() -> laneLost.future().isComplete() && !database.isConnected());
        for (Queries queries : List.of(database.reads(), database.lists(), database.background())) {
            // What meets a connection that is just being dropped fails with it; what comes after is told why there is
            // none.
            Soon.await("to be told why").atMost(A_LOOK).until(() -> {
                Throwable refused = loop.awaitFailure(() -> one(queries, 1));
                assertThat(refused).isInstanceOf(OperationFailure.StoreUnavailable.class);
                return refused.getCause() instanceof WrongServer;
            });
        }
        assertThat(loop.awaitFailure(database::connectLane)).isInstanceOf(OperationFailure.StoreUnavailable.class);

        cluster.set("default_transaction_read_only", "off");
        awaitConnected(database);
        assertThat(loop.await(() -> one(database.lists(), 1)).size()).isOne();
    }

    @Test
    void ofSeveralHostsTheOneThatTakesWritesIsUsedAndAnOldOneNeverAgain() throws Exception {
        try (TestCluster standby =
                cluster.standbyIn(HOME.resolve("standby"), cluster.url().port())) {
            DatabaseUrl url = new DatabaseUrl(
                    List.of(host(standby), host(cluster)),
                    cluster.url().database(),
                    cluster.url().user(),
                    cluster.url().password());
            Database database = open(url);
            awaitConnected(database);
            assertThat(portOf(loop.await(() -> port(database.reads()))))
                    .isEqualTo(cluster.url().port());

            cluster.stop();
            standby.promote();
            awaitConnected(database);
            assertThat(portOf(loop.await(() -> port(database.lists()))))
                    .isEqualTo(standby.url().port());

            // The old one comes up as if nothing had happened, and the new one is gone.
            cluster.start();
            standby.stop();
            assertThat(loop.awaitFailure(() -> one(database.lists(), 1)))
                    .isInstanceOf(OperationFailure.StoreUnavailable.class);
            assertThat(loop.awaitFailure(database::connectLane)).isInstanceOf(OperationFailure.StoreUnavailable.class);
            assertThat(database.isConnected()).isFalse();
        }
    }

    @Test
    void whoWaitsSharesTheOneConnectionThatCanBeHad() throws Exception {
        execute("CREATE ROLE plain LOGIN PASSWORD 'plain' CONNECTION LIMIT 3");
        DatabaseUrl url = cluster.url();
        Database database = open(new DatabaseUrl(url.hosts(), url.database(), "plain", PASSWORD));
        // Each of three pools has one connection, and no other can be had.
        awaitConnected(database);

        List<CompletableFuture<RowSet<Row>>> asked = IntStream.range(0, 40)
                .mapToObj(merchant -> loop.start(() -> one(database.lists(), merchant)))
                .toList();

        assertThat(asked).allSatisfy(read -> assertThat(read).succeedsWithin(COMEBACK));
        assertThat(database.isConnected()).isTrue();
    }

    @Test
    void aPoolWithoutAnyConnectionIsNotConnectedUntilThereIsOne() throws Exception {
        execute("CREATE ROLE plain LOGIN PASSWORD 'plain' CONNECTION LIMIT 2");
        DatabaseUrl url = cluster.url();
        Database database = open(new DatabaseUrl(url.hosts(), url.database(), "plain", PASSWORD));
        Soon.assertNever("a connection that cannot be had", A_LOOK, database::isConnected);

        execute("ALTER ROLE plain CONNECTION LIMIT 6");
        awaitConnected(database);
    }

    private static void awaitConnected(Database database) {
        Soon.await("connections").atMost(COMEBACK).until(database::isConnected);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = Jdbc.connect(cluster.url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static DatabaseUrl.Host host(TestCluster of) {
        return of.url().hosts().getFirst();
    }

    private static Future<RowSet<Row>> one(Queries queries, int merchantId) {
        return queries.read(merchantId, "SELECT 1", Tuple.tuple());
    }

    private static Future<RowSet<Row>> port(Queries queries) {
        return queries.read(1, "SELECT current_setting('port')::integer AS port", Tuple.tuple());
    }

    private static int portOf(RowSet<Row> rows) {
        return rows.iterator().next().getInteger("port");
    }
}
