package dev.millrace.store;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;

/** A connection of a pool. */
record PooledConnection(PgConnection sql) implements ConnectionPool.Pooled {
    @Override
    public void onLost(Runnable lost) {
        sql.closeHandler(_ -> lost.run());
    }

    @Override
    public void abandon() {
        Database.abandon(sql);
    }

    @Override
    public Future<Void> close() {
        return sql.close();
    }
}
