package dev.millrace.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks PostgreSQL for what keeps it from cleaning up behind rows that change all the time. */
public final class DatabaseFigureReads {
    /** Whose rows are updated by every order or by every batch. */
    public static final List<String> HOT_TABLES = List.of("heads", "stock");

    static final String OLDEST_SNAPSHOT = """
            SELECT coalesce(extract(epoch FROM now() - min(held.since)), 0)::bigint AS seconds
            FROM (
              SELECT a.xact_start AS since
              FROM pg_stat_activity a
              WHERE a.backend_xmin IS NOT NULL AND a.datname = current_database() AND a.pid <> pg_backend_pid()
              UNION ALL
              SELECT p.prepared AS since
              FROM pg_prepared_xacts p
              WHERE p.database = current_database()
            ) held
            """;

    static final String DEAD_ROWS = """
            SELECT t.relname::text AS name, t.n_dead_tup AS dead
            FROM pg_stat_user_tables t
            WHERE t.relid::regclass = ANY ($1::text[]::regclass[])
            """;

    private static final StatementOwner HOLDER = new StatementOwner.Job("figures of the database");

    private final Queries queries;

    public DatabaseFigureReads(Queries queries) {
        this.queries = queries;
    }

    public Future<DatabaseFigures> read() {
        Tuple tables = Tuple.tuple().addArrayOfString(HOT_TABLES.toArray(String[]::new));
        return queries.read(HOLDER, OLDEST_SNAPSHOT, Tuple.tuple())
                .compose(oldest -> queries.read(HOLDER, DEAD_ROWS, tables).map(rows -> {
                    Map<String, Long> dead = new HashMap<>();
                    for (Row row : rows) {
                        dead.put(row.getString("name"), row.getLong("dead"));
                    }
                    long seconds = oldest.iterator().next().getLong("seconds");
                    return new DatabaseFigures(Duration.ofSeconds(seconds), dead);
                }));
    }
}
