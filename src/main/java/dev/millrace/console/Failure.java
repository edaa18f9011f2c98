package dev.millrace.console;

import org.jspecify.annotations.Nullable;

/**
 * Why a command could not do what it was asked for, in words for the person who ran it. It is printed as one line,
 * without a stack trace.
 */
public final class Failure extends RuntimeException {
    private final int exitCode;

    private Failure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.exitCode = exitCode;
    }

    /** It did not work out: exit code 1. */
    public static Failure of(String message) {
        return new Failure(1, message, null);
    }

    /** It did not work out, and this is why: exit code 1. */
    public static Failure of(String message, Throwable cause) {
        return new Failure(1, message, cause);
    }

    /** It was asked for in a way that cannot be understood: exit code 2. */
    public static Failure ofUsage(String message) {
        return new Failure(2, message, null);
    }

    public int exitCode() {
        return exitCode;
    }

    /** The message, which is never null here. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
