package dev.millrace.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server that all connections of a process lead to, whatever they are for. Each is looked at when it is made, and once a
 * second while it is kept ({@link #watch}): one that does not lead to the right server ({@link KnownHistory}) is dropped.
 * Of several hosts the one that was right last is tried first. Safe for any thread.
 */
final class PrimaryServer {
    private static final Logger LOG = LoggerFactory.getLogger(PrimaryServer.class);
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    // The setting, and not the transaction's: a lane loads in a transaction that is read-only on purpose.
    static final String STATE = """
            SELECT pg_is_in_recovery() AS in_recovery,
              current_setting('default_transaction_read_only')::boolean AS read_only
            """;

    /** Opens a connection to one host. */
    interface Opener {
        Future<PgConnection> open(Context context, int host);
    }

    private final Vertx vertx;
    private final List<DatabaseUrl.Host> hosts;
    private final long connectMillis;
    private final KnownHistory history = new KnownHistory();
    private final Set<Kept> kept = ConcurrentHashMap.newKeySet();
    private volatile int lastRight;
    private final Map<DatabaseUrl.Host, String> told = new ConcurrentHashMap<>();
    private volatile boolean watching;

    /** A connection that is in use. */
    private static final class Kept {
        final PgConnection connection;
        final Context context;
        final DatabaseUrl.Host host;
        final String look;
        final AtomicBoolean looking = new AtomicBoolean();

        Kept(PgConnection connection, Context context, DatabaseUrl.Host host, String look) {
            this.connection = connection;
            this.context = context;
            this.host = host;
            this.look = look;
        }
    }

    PrimaryServer(Vertx vertx, DatabaseConfig config) {
        this.vertx = vertx;
        this.hosts = config.url().hosts();
        this.connectMillis = config.connectTimeout().toMillis();
    }

    /** Begins to look at what is kept. */
    void watch() {
        watching = true;
        lookLater();
    }

    void close() {
        watching = false;
    }

    /** Which data the connections lead to; null while there was none, or where the server does not tell. */
    @Nullable
    ServerHistory history() {
        return history.known();
    }

    private void lookLater() {
        vertx.setTimer(LOOK_INTERVAL.toMillis(), _ -> {
            if (watching) {
                lookLater();
                kept.forEach(this::look);
            }
        });
    }

    /**
     * Opens a connection to the right server, which is looked at from now on.
     *
     * @param context on which the connection lives
     * @return failed if there is no host that can be reached and is the right one, each in its time
     */
    Future<PgConnection> connect(Context context, Opener opener) {
        List<Integer> order = new ArrayList<>();
        for (int host = 0; host < hosts.size(); host++) {
            order.add((lastRight + host) % hosts.size());
        }
        Future<PgConnection> found = connect(context, opener, order.getFirst());
        for (int host : order.subList(1, order.size())) {
            found = found.recover(_ -> connect(context, opener, host));
        }
        return found;
    }

    private Future<PgConnection> connect(Context context, Opener opener, int host) {
        Future<PgConnection> opening = opener.open(context, host);
        Future<PgConnection> checked = opening.compose(connection -> state(connection, ServerHistory.STATE)
                        .map(_ -> ServerHistory.STATE)
                        // A server that does not tell its history, or not to us, is looked at all the same.
                        .recover(failure -> failure instanceof PgException error && PgFailures.isProvenRollback(error)
                                ? state(connection, STATE).map(_ -> STATE)
                                : Future.failedFuture(failure))
                        .map(look -> new Kept(connection, context, hosts.get(host), look)))
                .map(this::keep);
        return checked.timeout(connectMillis, TimeUnit.MILLISECONDS)
                .onSuccess(_ -> {
                    lastRight = host;
                    told.remove(hosts.get(host));
                })
                .onFailure(failure -> {
                    // One that opens after all has nobody who would close it.
                    opening.onSuccess(Database::abandon);
                    tell(hosts.get(host), failure);
                });
    }

    private PgConnection keep(Kept right) {
        if (watching) {
            kept.add(right);
        }
        return right.connection;
    }

    private Future<Void> state(PgConnection connection, String look) {
        return connection.preparedQuery(look).execute().compose(rows -> {
            String fault = history.fault(stateOf(rows));
            return fault == null ? Future.succeededFuture() : Future.failedFuture(new WrongServer(fault));
        });
    }

    private void look(Kept connection) {
        if (!Database.isOpen(connection.connection)) {
            kept.remove(connection);
        } else if (connection.looking.compareAndSet(false, true)) {
            connection.context.runOnContext(_ -> state(connection.connection, connection.look)
                    .onComplete(seen -> {
                        connection.looking.set(false);
                        // Another failure may be that of the transaction which the look came into.
                        if (seen.cause() instanceof WrongServer) {
                            tell(connection.host, seen.cause());
                            Database.abandon(connection.connection);
                        }
                    }));
        }
    }

    /** Once for what is the same again and again. */
    private void tell(DatabaseUrl.Host host, Throwable failure) {
        String fault = String.valueOf(failure.getMessage());
        if (!fault.equals(told.put(host, fault))) {
            LOG.warn("no connection to the database at {}: {}", host, fault);
        }
    }

    private static ServerState stateOf(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        boolean tells = row.getColumnIndex("timeline") >= 0;
        return new ServerState(
                row.getBoolean("in_recovery"),
                row.getBoolean("read_only"),
                tells ? new ServerHistory(row.getLong("system_identifier"), row.getInteger("timeline")) : null);
    }
}
