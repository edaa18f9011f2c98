package dev.millrace.lane;

import dev.millrace.store.Database;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/** A lane's store on PostgreSQL. */
public final class PgLaneStore implements LaneStore {
    static final String BACKEND = """
            SELECT a.pid || '/' || extract(epoch FROM a.backend_start)::text AS backend
            FROM pg_stat_activity a WHERE a.pid = pg_backend_pid()
            """;

    private final Database database;

    public PgLaneStore(Database database) {
        this.database = database;
    }

    @Override
    public Future<LaneSession> open() {
        return database.connectLane()
                .compose(connection -> connection
                        .preparedQuery(BACKEND)
                        .execute()
                        .map(rows -> session(connection, rows.iterator().next()))
                        .onFailure(_ -> Database.abandon(connection)));
    }

    @Override
    public Encoded encode(AppendRequest request) {
        return new PgAppend(AppendParameters.of(request));
    }

    private static LaneSession session(PgConnection connection, Row row) {
        return new PgLaneSession(connection, row.getString("backend"));
    }

    /** The parameters of {@code append_v1}. */
    record PgAppend(Tuple parameters) implements Encoded {}
}
