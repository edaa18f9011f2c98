package dev.millrace.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Statements of one purpose, over a pool of their own. Each says whose it is, since holders take turns there. Every failure
 * comes out as {@link PgFailures} names it, and every answer on the event loop that asked.
 *
 * <p>A statement that has no answer in time fails, and its connection is dropped: the server would have ended the
 * statement by then, so nothing will ever come on it. Kept, it would keep its place in the pool and fail whoever gets it
 * next.
 *
 * <p>A statement whose plan is out of date, since somebody altered a table, is repeated once on a new connection: the
 * server said so before it did anything.
 */
public final class Queries {
    private final ConnectionPool<PooledConnection> pool;
    private final long answerMillisMax;

    /** @param answerTimeout from when a connection is there until the answer is; of a transaction, all of it */
    Queries(ConnectionPool<PooledConnection> pool, Duration answerTimeout) {
        this.pool = pool;
        this.answerMillisMax = answerTimeout.toMillis();
    }

    /** Runs one statement that only reads. */
    public Future<RowSet<Row>> read(StatementOwner holder, String sql, Tuple parameters) {
        return run(holder, connection -> connection.preparedQuery(sql).execute(parameters), true);
    }

    /** Runs one statement of a merchant that only reads. */
    public Future<RowSet<Row>> read(int merchantId, String sql, Tuple parameters) {
        return read(new StatementOwner.Merchant(merchantId), sql, parameters);
    }

    /** Runs one statement that may write; where its answer is lost, its outcome is unknown. */
    public Future<RowSet<Row>> write(StatementOwner holder, String sql, Tuple parameters) {
        return run(holder, connection -> connection.preparedQuery(sql).execute(parameters), false);
    }

    /**
     * Runs a transaction: commits if the work succeeds, rolls back if it fails. The work must not send a statement before
     * the ones before it have succeeded, since a pipelined commit of a failed transaction looks like a success. It may be
     * begun twice.
     */
    public <T> Future<T> inTransaction(StatementOwner holder, Function<SqlConnection, Future<T>> work) {
        return run(
                holder,
                connection -> connection
                        .begin()
                        .compose(transaction -> finish(
                                transaction, Future.succeededFuture(connection).compose(work))),
                false);
    }

    /** How many statements wait for a connection. */
    public int waiting() {
        return pool.waiting();
    }

    /** How many connections are in use. */
    public int connectionsInUse() {
        return pool.inUse();
    }

    private static <T> Future<T> finish(Transaction transaction, Future<T> work) {
        return work.compose(
                result -> transaction.commit().map(result),
                failure -> transaction.rollback().transform(_ -> Future.failedFuture(failure)));
    }

    ConnectionPool<PooledConnection> pool() {
        return pool;
    }

    private <T> Future<T> run(StatementOwner holder, Function<SqlConnection, Future<T>> work, boolean notExecuted) {
        Supplier<Future<T>> attempt = () -> onConnection(holder, work);
        return onCallersLoop(attempt.get()
                .recover(failure -> {
                    if (!PgFailures.isPlanOutdated(failure)) {
                        return Future.failedFuture(failure);
                    }
                    pool.renew();
                    return attempt.get();
                })
                .recover(failure -> Future.failedFuture(PgFailures.translate(failure, notExecuted))));
    }

    /** A lost connection has left the pool before anyone is told, so who tries again at once does not get it again. */
    private <T> Future<T> onConnection(StatementOwner holder, Function<SqlConnection, Future<T>> work) {
        return pool.take(holder)
                .compose(lease -> Future.succeededFuture(lease.connection().sql())
                        .compose(work)
                        .timeout(answerMillisMax, TimeUnit.MILLISECONDS)
                        .onComplete(done ->
                                pool.giveBack(lease, done.succeeded() || !PgFailures.isConnectionSpent(done.cause()))));
    }

    /** Connections have loops of their own. */
    private static <T> Future<T> onCallersLoop(Future<T> result) {
        Context caller = Vertx.currentContext();
        if (caller == null) {
            return result;
        }
        Promise<T> told = ((ContextInternal) caller).promise();
        result.onComplete(told);
        return told.future();
    }
}
