package dev.millrace.store;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way to PostgreSQL: a pool for each purpose, so that none of them starves another, and single connections for the
 * lanes. All of them lead to the server that takes writes, and to the same. Create one per process, outside of any verticle, and close it last.
 */
public final class Database {
    /** Jobs in the background write little and one after another; two let a slow one pass. */
    private static final int BACKGROUND_CONNECTIONS = 2;
    /** A transaction is a few round trips; what takes longer is stuck and must let go of its locks. */
    private static final Duration TRANSACTION_GRACE = Duration.ofSeconds(2);

    /** What an answer may take beyond the time at which the server ends its statement. */
    private static final Duration ANSWER_GRACE = Duration.ofSeconds(1);

    // What was acknowledged must not be lost: `off` is raised, whatever else the operator chose stays. And
    // transaction_timeout exists from PostgreSQL 17 on, so it cannot be a startup property.
    static final String PREPARE_LANE_SESSION = """
            SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit')
                WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false) AS synchronous_commit,
              (SELECT set_config('transaction_timeout', $1::text, false)
                FROM pg_settings WHERE name = 'transaction_timeout') AS transaction_timeout
            """;

    private final Vertx vertx;
    private final DatabaseConfig config;
    private final PrimaryServer primary;
    private final Queries reads;
    private final Queries lists;
    private final Queries background;
    private final PrimaryServer.Opener lanes;

    public Database(Vertx vertx, DatabaseConfig config) {
        this.vertx = vertx;
        this.config = config;
        this.primary = new PrimaryServer(vertx, config);
        Duration statementTimeout = config.statementTimeout();
        this.reads = queries("reads", Database::pointReads, config.readConnections(), config.readTimeout());
        this.lists = queries("lists", Database::searches, config.readConnections(), statementTimeout);
        this.background = queries("background", Database::searches, BACKGROUND_CONNECTIONS, statementTimeout);
        this.lanes = opener("lane", Database::pointReads, statementTimeout);
    }

    /** From now on each pool has a connection, unless none can be opened, and every connection is looked at. */
    public void start() {
        primary.watch();
        pools().forEach(ConnectionPool::keepOpen);
    }

    /** Whether every pool has a connection to the server that takes writes. */
    public boolean isConnected() {
        return pools().allMatch(ConnectionPool::isConnected);
    }

    /** Which data all connections lead to; null while there was no connection, or where the server does not tell. */
    public @Nullable ServerHistory history() {
        return primary.history();
    }

    /** Rows by their keys, coalesced. */
    public Queries reads() {
        return reads;
    }

    /** What reads more than a few rows: lists, events; and the rare statements of settings. */
    public Queries lists() {
        return lists;
    }

    /** Jobs that follow the journal. */
    public Queries background() {
        return background;
    }

    /**
     * Opens a connection for a lane, bound to the event loop of the caller. It commits durably, reads committed data and
     * lets go of its locks by itself if it gets stuck (PostgreSQL 17 and later).
     *
     * @return failed with {@link OperationFailure.StoreUnavailable} if there is none that can write
     */
    public Future<PgConnection> connectLane() {
        return primary.connect(vertx.getOrCreateContext(), lanes)
                .compose(connection -> prepareLaneSession(connection).onFailure(_ -> abandon(connection)))
                .recover(failure -> Future.failedFuture(PgFailures.translate(failure, true)));
    }

    /**
     * Drops a connection at once, whatever is in flight on it. {@link SqlConnection#close} says goodbye in the order of
     * the pipeline, behind a statement that may never end.
     */
    public static void abandon(SqlConnection connection) {
        if (connection instanceof SqlConnectionInternal internal
                && internal.unwrap().unwrap() instanceof SocketConnectionBase socket) {
            Channel channel = socket.socket().channelHandlerContext().channel();
            channel.eventLoop().execute(() -> channel.unsafe().close(channel.newPromise()));
        } else {
            connection.close();
        }
    }

    static boolean isOpen(SqlConnection connection) {
        return connection instanceof SqlConnectionInternal internal
                && internal.unwrap().isValid();
    }

    /** Closes the pools; lanes close their own connections. */
    public Future<Void> close() {
        primary.close();
        return Future.join(pools().map(ConnectionPool::close).toList()).mapEmpty();
    }

    private Stream<ConnectionPool<PooledConnection>> pools() {
        return Stream.of(reads, lists, background).map(Queries::pool);
    }

    private Future<PgConnection> prepareLaneSession(PgConnection connection) {
        String transactionMillis =
                Long.toString(config.statementTimeout().plus(TRANSACTION_GRACE).toMillis());
        return connection
                .preparedQuery(PREPARE_LANE_SESSION)
                .execute(Tuple.of(transactionMillis))
                .timeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .map(connection);
    }

    /**
     * Every point read has an index that fits. A plan made while a table was tiny would scan it, and be cached, and still
     * scan it when it is large.
     */
    private static PgConnectOptions pointReads(PgConnectOptions options) {
        options.addProperty("enable_seqscan", "off");
        options.addProperty("enable_hashjoin", "off");
        options.addProperty("enable_mergejoin", "off");
        return options;
    }

    /** What a list filters by decides which index it uses, so its statements are planned anew with their parameters. */
    private static PgConnectOptions searches(PgConnectOptions options) {
        options.addProperty("plan_cache_mode", "force_custom_plan");
        return options;
    }

    private Queries queries(
            String purpose, UnaryOperator<PgConnectOptions> tuning, int connections, Duration statementTimeout) {
        PrimaryServer.Opener opener = opener(purpose, tuning, statementTimeout);
        ConnectionPool<PooledConnection> pool = new ConnectionPool<>(
                () -> primary.connect(((VertxInternal) vertx).createEventLoopContext(), opener)
                        .map(PooledConnection::new),
                this::after,
                () -> ThreadLocalRandom.current().nextDouble(),
                new ConnectionPool.Limits(
                        connections,
                        config.readQueueMax(),
                        config.merchantReadQueueMax(),
                        config.connectTimeout().toMillis()));
        return new Queries(pool, statementTimeout.plus(ANSWER_GRACE));
    }

    private PrimaryServer.Opener opener(
            String purpose, UnaryOperator<PgConnectOptions> tuning, Duration statementTimeout) {
        List<PgConnectOptions> options = config.url().hosts().stream()
                .map(host -> tuning.apply(ConnectOptions.of(config, host, purpose, statementTimeout)))
                .toList();
        ConnectionFactory<PgConnectOptions> factory = PgDriver.INSTANCE.createConnectionFactory(
                vertx, ConnectOptions.network(config).setMetricsName("millrace-" + purpose));
        return (context, host) -> factory.connect(context, options.get(host)).map(PgConnection.class::cast);
    }

    private Runnable after(long millis, Runnable task) {
        long timer = vertx.setTimer(Math.max(1, millis), _ -> task.run());
        return () -> vertx.cancelTimer(timer);
    }
}
