package dev.millrace.store;

import org.jspecify.annotations.Nullable;

/**
 * Why an operation could not be carried out though nothing is wrong with the request. Travels as the cause of a failed
 * future. Few, named, and each knows whether the command can have had an effect.
 */
public abstract sealed class OperationFailure extends RuntimeException {
    private OperationFailure(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }

    /** Whether it is certain that nothing was done; otherwise the outcome is unknown. */
    public abstract boolean notExecuted();

    /** A queue is full. Nothing was done. */
    public static final class Overloaded extends OperationFailure {
        public Overloaded(String message) {
            super(message, null);
        }

        @Override
        public boolean notExecuted() {
            return true;
        }
    }

    /** The server is going down and takes no more. Nothing was done. */
    public static final class ShuttingDown extends OperationFailure {
        public ShuttingDown() {
            super("shutting down", null);
        }

        @Override
        public boolean notExecuted() {
            return true;
        }
    }

    /** The time that the caller gave is over. */
    public static final class DeadlineExceeded extends OperationFailure {
        private final boolean notExecuted;

        /** @param notExecuted whether the command was dropped before it was sent to the database */
        public DeadlineExceeded(boolean notExecuted) {
            super(notExecuted ? "not executed before its deadline" : "outcome unknown at its deadline", null);
            this.notExecuted = notExecuted;
        }

        @Override
        public boolean notExecuted() {
            return notExecuted;
        }
    }

    /** The database cannot be reached or does not answer. */
    public static final class StoreUnavailable extends OperationFailure {
        private final boolean notExecuted;

        public StoreUnavailable(boolean notExecuted, @Nullable Throwable cause) {
            super("the database is not available", cause);
            this.notExecuted = notExecuted;
        }

        @Override
        public boolean notExecuted() {
            return notExecuted;
        }
    }
}
