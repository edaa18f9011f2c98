package dev.millrace.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can go wrong with a supplier. Those that accept the order first are the ones that make others buy twice. */
public enum InjectedFault {
    /** Accepts, and answers late. */
    SLOW,
    /** 429 with Retry-After, nothing accepted. */
    TOO_MANY,
    /** 503 with Retry-After, nothing accepted. */
    UNAVAILABLE,
    /** 500, over SOAP a Server fault, nothing accepted. */
    ERROR,
    /** Accepts, and answers 500, over SOAP with a Server fault. */
    ERROR_AFTER,
    /** A fault that blames the sender, over REST 400; nothing accepted. */
    FAULT,
    /** Closes the connection, nothing accepted. */
    DROP,
    /** Accepts, and closes the connection without an answer. */
    DROP_AFTER,
    /** Accepts, and closes the connection in the middle of the answer. */
    CUT_AFTER,
    /** Accepts, and answers 200 with what nobody can read. */
    GARBAGE_AFTER,
    /** Answers 409 to a number that it knows; accepts others. */
    CONFLICT,
    /** 401, as if the secret were another; nothing accepted. */
    UNAUTHORIZED,
    /** A redirect to elsewhere, nothing accepted. */
    REDIRECT;

    /** Whether the order is accepted before things go wrong. */
    boolean accepts() {
        return switch (this) {
            case SLOW, ERROR_AFTER, DROP_AFTER, CUT_AFTER, GARBAGE_AFTER -> true;
            case TOO_MANY, UNAVAILABLE, ERROR, FAULT, DROP, CONFLICT, UNAUTHORIZED, REDIRECT -> false;
        };
    }

    /** {@code drop_after} and the like. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public static InjectedFault parse(String text) {
        String name = text.toLowerCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values())
                .filter(fault -> fault.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text + " (expected: "
                        + Arrays.stream(values()).map(InjectedFault::text).collect(Collectors.joining(", ")) + ")"));
    }
}
