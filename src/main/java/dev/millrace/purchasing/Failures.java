package dev.millrace.purchasing;

import java.util.concurrent.TimeoutException;

/** What goes wrong on the way to a supplier, in a few words for people. */
final class Failures {
    private static final int CHARACTERS_MAX = 120;

    private Failures() {}

    /** One line of printable characters; never what a supplier sent. */
    static String text(Throwable failure) {
        String message = failure instanceof TimeoutException ? "it took too long" : failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : SingleLineText.of(message, CHARACTERS_MAX);
    }
}
