package dev.millrace.store;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Statements of one purpose, over a pool of their own. Every failure comes out as {@link PgFailures} names it.
 *
 * <p>A statement that has no answer in time fails, and its connection is dropped: the server would have ended the
 * statement by then, so nothing will ever come on it. Kept, it would keep its place in the pool and fail whoever gets it
 * next.
 */
public final class Queries {
    private final Pool pool;
    private final long answerMillisMax;

    /** @param answerTimeout from when a connection is there until the answer is; of a transaction, all of it */
    Queries(Pool pool, Duration answerTimeout) {
        this.pool = pool;
        this.answerMillisMax = answerTimeout.toMillis();
    }

    /** Runs one statement that only reads. */
    public Future<RowSet<Row>> read(String sql, Tuple parameters) {
        return run(sql, parameters, true);
    }

    /** Runs one statement that may write; where its answer is lost, its outcome is unknown. */
    public Future<RowSet<Row>> write(String sql, Tuple parameters) {
        return run(sql, parameters, false);
    }

    /**
     * Runs a transaction: commits if the work succeeds, rolls back if it fails. The work must not send a statement before
     * the ones before it have succeeded, since a pipelined commit of a failed transaction looks like a success.
     */
    public <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> work) {
        return onConnection(connection -> connection
                        .begin()
                        .compose(transaction -> finish(
                                transaction, Future.succeededFuture(connection).compose(work))))
                .recover(failure -> Future.failedFuture(PgFailures.translate(failure, false)));
    }

    private static <T> Future<T> finish(Transaction transaction, Future<T> work) {
        return work.compose(
                result -> transaction.commit().map(result),
                failure -> transaction.rollback().transform(_ -> Future.failedFuture(failure)));
    }

    Future<Void> close() {
        return pool.close();
    }

    private Future<RowSet<Row>> run(String sql, Tuple parameters, boolean notExecuted) {
        return onConnection(connection -> connection.preparedQuery(sql).execute(parameters))
                .recover(failure -> failedLater(PgFailures.translate(failure, notExecuted)));
    }

    private <T> Future<T> onConnection(Function<SqlConnection, Future<T>> work) {
        return pool.getConnection()
                .compose(connection -> work.apply(connection)
                        .timeout(answerMillisMax, TimeUnit.MILLISECONDS)
                        .onComplete(done -> giveBack(connection, done)));
    }

    private static void giveBack(SqlConnection connection, AsyncResult<?> done) {
        if (done.cause() instanceof TimeoutException) {
            Database.abandon(connection);
        } else {
            connection.close();
        }
    }

    /**
     * The pool forgets a lost connection only after its statements have failed. Who is told a moment later and tries
     * again at once does not get the same connection again.
     */
    private static <T> Future<T> failedLater(Throwable failure) {
        Context context = Vertx.currentContext();
        if (context == null) {
            return Future.failedFuture(failure);
        }
        Promise<T> told = Promise.promise();
        context.runOnContext(_ -> told.fail(failure));
        return told.future();
    }
}
