package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.TestDatabase;
import dev.millrace.attack.nemesis.Direction;
import dev.millrace.attack.nemesis.Proxy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections on which nothing comes any more, though nobody said that they are closed. */
@ExtendWith(VertxExtension.class)
class SilentConnectionIT {
    private static final Duration TIMEOUT = Duration.ofMillis(200);

    @AutoClose
    private static final TestDatabase TEST_DATABASE = TestDatabase.create();

    private static final StatementOwner SOMEBODY = new StatementOwner.Merchant(1);

    private Proxy proxy;
    private Database database;

    private static EventLoop loop;

    @BeforeAll
    static void start(Vertx vertx) {
        loop = new EventLoop(vertx);
    }

    @BeforeEach
    void openOneConnectionOfEachPool() throws IOException {
        proxy = Proxy.before(TEST_DATABASE.url().port());
        database = new Database(loop.vertx(), throughProxy(TEST_DATABASE.config()));
        loop.await(() -> Future.all(one(database.reads()), one(database.lists())));
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        loop.await(database::close);
    }

    private DatabaseConfig throughProxy(DatabaseConfig config) {
        DatabaseUrl url = config.url();
        return new DatabaseConfig(
                new DatabaseUrl(url.host(), proxy.port(), url.database(), url.user(), url.password()),
                config.user(),
                config.password(),
                SslMode.DISABLE,
                "",
                1, // So that a silent one that is kept would be all there is.
                config.readQueueMax(),
                config.merchantReadQueueMax(),
                config.connectTimeout(),
                TIMEOUT,
                TIMEOUT,
                TIMEOUT);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void aReadThatIsNotAnsweredFailsAndTheNextOneHasAnotherConnection(Direction direction) {
        proxy.hold(direction);

        assertThat(loop.awaitFailure(() -> one(database.reads())))
                .isInstanceOf(OperationFailure.StoreUnavailable.class);
        assertThat(loop.await(() -> one(database.reads())).size()).isOne();
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void soDoesATransaction(Direction direction) {
        proxy.hold(direction);

        assertThat(loop.awaitFailure(this::transaction)).isInstanceOf(OperationFailure.StoreUnavailable.class);
        assertThat(loop.await(this::transaction).size()).isOne();
    }

    private Future<RowSet<Row>> transaction() {
        return database.lists()
                .inTransaction(
                        SOMEBODY, connection -> connection.query("SELECT 1").execute());
    }

    private static Future<RowSet<Row>> one(Queries queries) {
        return queries.read(SOMEBODY, "SELECT 1", Tuple.tuple());
    }
}
