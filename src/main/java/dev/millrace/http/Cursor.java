package dev.millrace.http;

import org.jspecify.annotations.Nullable;

/**
 * A place in a journal: {@code HISTORY:NUMBER}, or a number alone, which means the present history.
 *
 * @param history null for the present one
 */
public record Cursor(@Nullable String history, long number) {
    private static final int HISTORY_CHARACTERS = 10;
    private static final int NUMBER_DIGITS_MAX = 18;

    /** The place that a text names, or null if it names none. */
    static @Nullable Cursor parse(String text) {
        int colon = text.indexOf(':');
        String digits = text.substring(colon + 1);
        boolean isNumber = digits.length() <= NUMBER_DIGITS_MAX && Digits.areAll(digits);
        if (!isNumber || (colon >= 0 && !isHistory(text.substring(0, colon)))) {
            return null;
        }
        return new Cursor(colon < 0 ? null : text.substring(0, colon), Long.parseLong(digits));
    }

    public static String text(String history, long number) {
        return history + ":" + number;
    }

    /**
     * What to answer a place with that the present history does not have.
     *
     * @param head the number of its last event
     */
    public static ProblemException historyGone(long head) {
        return new ProblemException(Problem.of(
                        ProblemCode.HISTORY_GONE,
                        "This cursor is not part of the current history, whose last event is " + head
                                + ": the journal was set back to an earlier point, or the number is wrong. Read from 0"
                                + " again.")
                .with(new Problem.Member.Count("head", head)));
    }

    private static boolean isHistory(String text) {
        return text.length() == HISTORY_CHARACTERS
                && text.chars()
                        .allMatch(letter -> (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z'));
    }
}
