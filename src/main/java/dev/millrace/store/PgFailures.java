package dev.millrace.store;

import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.PgNotice;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The one place that knows what an error of PostgreSQL or of the connection to it means.
 *
 * <p>SQLSTATE codes are those of PostgreSQL's documentation, appendix A. Whatever is not named here is a bug and passes
 * through unchanged.
 */
public final class PgFailures {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    /** "cached plan must not change result type"; what is really not supported fails again when it is repeated. */
    private static final String FEATURE_NOT_SUPPORTED = "0A000";

    /** Read-only, and the three ways of an operator to end a session. */
    private static final Set<String> SPENT = Set.of("25006", "57P01", "57P02", "57P03");

    /** The keys whose conflict is an answer, not a failure: each stands for a command that was decided before. */
    private static final Set<String> IDEMPOTENCY_KEYS = Set.of("orders_idempotency_key", "outcomes_idempotency_key");

    /** Connection, transaction state, login, no such database, deadlock, resources, locks, operator, system. */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "25", "28", "3D", "40", "53", "55", "57", "58");

    private PgFailures() {}

    /**
     * What a failed operation tells its caller.
     *
     * @param notExecuted whether the caller knows that nothing was done; a read has nothing to do
     * @return an {@link OperationFailure} where the database or the way to it is at fault, else the failure itself
     */
    public static Throwable translate(Throwable failure, boolean notExecuted) {
        return switch (failure) {
            case OperationFailure known -> known;
            case WrongServer wrong -> new OperationFailure.StoreUnavailable(notExecuted, wrong);
            case PgException error ->
                UNAVAILABLE_CLASSES.contains(classOf(error))
                        ? new OperationFailure.StoreUnavailable(notExecuted, error)
                        : error;
            default ->
                isConnectionFailure(failure) ? new OperationFailure.StoreUnavailable(notExecuted, failure) : failure;
        };
    }

    /** The failed future of a read, for {@link Future#recover}. */
    public static <T> Future<T> failedRead(Throwable failure) {
        return Future.failedFuture(translate(failure, true));
    }

    /**
     * The constraint whose conflict says that a command of this batch has been decided before.
     *
     * @return {@code orders_idempotency_key}, {@code outcomes_idempotency_key}, or null if the failure is another
     */
    public static @Nullable String keyConflict(Throwable failure) {
        return failure instanceof PgException error
                        && UNIQUE_VIOLATION.equals(error.getSqlState())
                        && error.getConstraint() != null
                        && IDEMPOTENCY_KEYS.contains(error.getConstraint())
                ? error.getConstraint()
                : null;
    }

    /** Whether such a conflict is what failed. */
    public static boolean isKeyConflict(Throwable failure) {
        return keyConflict(failure) != null;
    }

    /**
     * Whether it is the data of the statement that failed (SQLSTATE classes 22 and 23), so that the same statement
     * without the culprit succeeds. Resources (53), operators (57) and the system (58) are never the data's fault.
     */
    public static boolean isDataFailure(Throwable failure) {
        return failure instanceof PgException error
                && (classOf(error).equals("22") || classOf(error).equals("23"));
    }

    /**
     * Whether the failure proves that the statement was rolled back: the server itself reported an ERROR for it. A
     * FATAL, a closed connection and a timeout on our side prove nothing. The severity comes in the server's language;
     * in one that is not English only failures that can never be FATAL count as proof.
     */
    public static boolean isProvenRollback(Throwable failure) {
        return failure instanceof PgException error
                && ("ERROR".equals(error.getSeverity()) || isDataFailure(error) || isLockTimeout(error));
    }

    /** Whether a notice is a warning (SQLSTATE class 01), not just information. */
    public static boolean isWarning(PgNotice notice) {
        return "WARNING".equals(notice.getSeverity())
                || (notice.getCode() != null && notice.getCode().startsWith("01"));
    }

    /** Whether an append raised since it touched other rows than it should: what we know of them is wrong. */
    public static boolean isDrift(Throwable failure) {
        return failure instanceof PgException error && classOf(error).equals("XM");
    }

    /** Whether the wait for a lock took longer than {@code lock_timeout}. */
    public static boolean isLockTimeout(Throwable failure) {
        return failure instanceof PgException error && LOCK_NOT_AVAILABLE.equals(error.getSqlState());
    }

    /** Whether a table was altered since the statement was prepared: it was not executed, and must be prepared anew. */
    public static boolean isPlanOutdated(Throwable failure) {
        return failure instanceof PgException error && FEATURE_NOT_SUPPORTED.equals(error.getSqlState());
    }

    /** Whether the server refuses a statement for what its session is or has prepared; another session may do better. */
    public static boolean isSessionSpent(Throwable failure) {
        return isPlanOutdated(failure) || (failure instanceof PgException error && SPENT.contains(error.getSqlState()));
    }

    /**
     * Whether a connection is of no more use after this failure: it is closed or closing, silent, or takes no writes any
     * more.
     */
    static boolean isConnectionSpent(Throwable failure) {
        return failure instanceof PgException error
                ? !isProvenRollback(error) || SPENT.contains(error.getSqlState())
                : isConnectionFailure(failure);
    }

    /** The client's own failures are {@link VertxException}s without a SQLSTATE, and timeouts. */
    private static boolean isConnectionFailure(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof VertxException;
    }

    private static String classOf(PgException error) {
        String state = error.getSqlState();
        return state == null || state.length() < 2 ? "" : state.substring(0, 2);
    }
}
