package dev.millrace.lane;

import dev.millrace.domain.state.Head;
import dev.millrace.store.Database;
import dev.millrace.store.PgFailures;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A lane's connection to PostgreSQL.
 *
 * <p>Statements of one transaction are pipelined. A pipelined COMMIT of a failed transaction succeeds as a future, so
 * what counts is that every statement before it succeeded.
 */
final class PgLaneSession implements LaneSession {
    static final String APPEND = """
            SELECT elsewhere_merchant, elsewhere_number, elsewhere_batch
            FROM append_v1($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
              $21::text::json)
            """;

    static final String LOCK_HEADS = """
            SELECT merchant_id, history, number, batch_id FROM heads
            WHERE merchant_id = ANY ($1::integer[]) ORDER BY merchant_id FOR NO KEY UPDATE
            """;

    static final String HAS_WRITTEN = """
            SELECT EXISTS (SELECT FROM journal WHERE merchant_id = $1 AND number = $2 AND batch_id = $3) AS written
            """;

    static final String END_BACKEND = """
            SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a
            WHERE a.pid || '/' || extract(epoch FROM a.backend_start)::text = $1
            """;

    static final String IS_GONE = """
            SELECT NOT EXISTS (
              SELECT FROM pg_stat_activity a WHERE a.pid || '/' || extract(epoch FROM a.backend_start)::text = $1
            ) AS gone
            """;

    static final String RENEW_HISTORIES = """
            SELECT renew_histories_v1($1::integer[], $2::text[], $3::bigint[], $4::uuid[], $5, $6) AS set_back
            """;

    private static final String SET_BACK = "The database was set back behind what a server had seen of it.";
    private static final String ACTOR = "server";

    /** How often we look whether an ended backend is gone, a server-side pause apart. */
    private static final int GONE_LOOKS_MAX = 40;

    private static final String PAUSE = "SELECT pg_sleep(0.05)";

    private final PgConnection connection;
    private final String backend;
    private boolean headsLocked;
    private boolean warned;

    PgLaneSession(PgConnection connection, String backend) {
        this.connection = connection;
        this.backend = backend;
        connection.noticeHandler(notice -> warned |= PgFailures.isWarning(notice));
    }

    @Override
    public String backend() {
        return backend;
    }

    @Override
    public void onLost(Runnable lost) {
        connection.closeHandler(_ -> lost.run());
    }

    @Override
    public Future<Map<Integer, LoadedMerchant>> load(Map<Integer, LoadRequest> requests) {
        LoadRows rows = new LoadRows(connection, requests);
        if (headsLocked) {
            return rows.read();
        }
        Future<Void> begun = plain("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        Future<Map<Integer, LoadedMerchant>> read = rows.read();
        Future<Void> ended = plain("COMMIT");
        return Future.all(begun, ended).compose(_ -> read);
    }

    @Override
    public Future<Map<Integer, Head>> lockHeads(Set<Integer> merchantIds) {
        headsLocked = true;
        Future<Void> begun = plain("BEGIN");
        Future<RowSet<Row>> locked = connection
                .preparedQuery(LOCK_HEADS)
                .execute(Tuple.tuple().addArrayOfInteger(merchantIds.toArray(Integer[]::new)));
        return begun.compose(_ -> locked).map(PgLaneSession::heads);
    }

    @Override
    public Future<AppendOutcome> append(LaneStore.Encoded batch) {
        Tuple parameters = ((PgLaneStore.PgAppend) batch).parameters();
        Future<RowSet<Row>> appended = connection.preparedQuery(APPEND).execute(parameters);
        if (!headsLocked) {
            return appended.transform(done ->
                    Future.succeededFuture(judged(done.succeeded() ? outcome(done.result()) : failure(done.cause()))));
        }
        headsLocked = false;
        Future<Void> committed = plain("COMMIT");
        return Future.join(appended, committed)
                .transform(_ -> Future.succeededFuture(judged(both(appended, committed))));
    }

    private AppendOutcome judged(AppendOutcome outcome) {
        return endIfSpent(unlessWarned(outcome));
    }

    /** A commit whose wait for a standby was cancelled is reported as a success, with a warning. */
    private AppendOutcome unlessWarned(AppendOutcome outcome) {
        boolean doubtful = warned && outcome instanceof AppendOutcome.Written;
        warned = false;
        return doubtful
                ? new AppendOutcome.Unknown(new IllegalStateException("the commit came with a warning"))
                : outcome;
    }

    @Override
    public Future<Void> release() {
        headsLocked = false;
        return plain("ROLLBACK");
    }

    @Override
    public Future<Boolean> hasWritten(int merchantId, long number, UUID batchId) {
        return connection
                .preparedQuery(HAS_WRITTEN)
                .execute(Tuple.of(merchantId, number, batchId))
                .map(rows -> rows.iterator().next().getBoolean("written"));
    }

    @Override
    public Future<Boolean> renewHistoriesIfSetBack(Map<Integer, Head> seen) {
        List<Map.Entry<Integer, Head>> entries = List.copyOf(seen.entrySet());
        Tuple parameters = Tuple.tuple()
                .addArrayOfInteger(entries.stream().map(Map.Entry::getKey).toArray(Integer[]::new))
                .addArrayOfString(entries.stream()
                        .map(entry -> entry.getValue().history())
                        .toArray(String[]::new))
                .addArrayOfLong(
                        entries.stream().map(entry -> entry.getValue().number()).toArray(Long[]::new))
                .addArrayOfUUID(entries.stream()
                        .map(entry -> entry.getValue().batchId())
                        .toArray(UUID[]::new))
                .addString(SET_BACK)
                .addString(ACTOR);
        return connection
                .preparedQuery(RENEW_HISTORIES)
                .execute(parameters)
                .map(rows -> rows.iterator().next().getBoolean("set_back"));
    }

    @Override
    public Future<Boolean> end(String other) {
        return connection
                .preparedQuery(END_BACKEND)
                .execute(Tuple.of(other))
                // Of a backend that went by itself meanwhile the server warns; that says nothing of our appends.
                .onComplete(_ -> warned = false)
                .compose(_ -> isGone(other, GONE_LOOKS_MAX));
    }

    @Override
    public void abandon() {
        Database.abandon(connection);
    }

    private Future<Boolean> isGone(String other, int looksLeft) {
        return connection.preparedQuery(IS_GONE).execute(Tuple.of(other)).compose(rows -> {
            boolean gone = rows.iterator().next().getBoolean("gone");
            if (gone || looksLeft == 0) {
                return Future.succeededFuture(gone);
            }
            return plain(PAUSE).compose(_ -> isGone(other, looksLeft - 1));
        });
    }

    private Future<Void> plain(String sql) {
        return connection.query(sql).execute().mapEmpty();
    }

    private static Map<Integer, Head> heads(RowSet<Row> rows) {
        Map<Integer, Head> heads = new HashMap<>();
        for (Row row : rows) {
            heads.put(row.getInteger("merchant_id"), LoadRows.head(row));
        }
        return heads;
    }

    private static AppendOutcome both(Future<RowSet<Row>> appended, Future<Void> committed) {
        if (appended.failed()) {
            return failure(appended.cause());
        }
        if (committed.failed()) {
            return new AppendOutcome.Unknown(committed.cause());
        }
        return outcome(appended.result());
    }

    /** What this session cannot do may be done by the next. */
    private AppendOutcome endIfSpent(AppendOutcome outcome) {
        if (outcome instanceof AppendOutcome.NotWritten(Throwable cause) && PgFailures.isSessionSpent(cause)) {
            abandon();
        }
        return outcome;
    }

    private static AppendOutcome outcome(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return new AppendOutcome.Written();
        }
        Map<Integer, AppendOutcome.Position> elsewhere = new HashMap<>();
        for (Row row : rows) {
            elsewhere.put(
                    row.getInteger("elsewhere_merchant"),
                    new AppendOutcome.Position(row.getLong("elsewhere_number"), row.getUUID("elsewhere_batch")));
        }
        return new AppendOutcome.Elsewhere(elsewhere);
    }

    /** Only an error that the server itself reports for the statement proves that it was rolled back. */
    private static AppendOutcome failure(Throwable cause) {
        if (!PgFailures.isProvenRollback(cause)) {
            return new AppendOutcome.Unknown(cause);
        }
        if (PgFailures.isKeyConflict(cause)) {
            return new AppendOutcome.KeyTaken(cause);
        }
        return PgFailures.isDataFailure(cause) || PgFailures.isDrift(cause)
                ? new AppendOutcome.BadData(cause)
                : new AppendOutcome.NotWritten(cause);
    }
}
