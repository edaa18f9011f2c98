package dev.millrace.purchasing;

import dev.millrace.domain.model.Limits;
import org.jspecify.annotations.Nullable;

/** Makes texts that others wrote fit to be kept and shown. */
final class SingleLineText {
    private SingleLineText() {}

    /** A reason as a purchase order keeps it. */
    static String reason(String text) {
        return of(text, Limits.REASON_CHARACTERS_MAX);
    }

    /** The text without control characters and lone surrogates, in one line, shortened to {@code charactersMax}. */
    static String of(String text, int charactersMax) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .map(point -> Character.isISOControl(point) || Character.isWhitespace(point) ? ' ' : point)
                .filter(point -> Character.getType(point) != Character.SURROGATE
                        && Character.getType(point) != Character.FORMAT
                        && Character.getType(point) != Character.UNASSIGNED)
                .limit(charactersMax)
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }

    /** Likewise; null where there is nothing. */
    static @Nullable String orNull(@Nullable String text, int charactersMax) {
        if (text == null) {
            return null;
        }
        String line = of(text, charactersMax);
        return line.isEmpty() ? null : line;
    }
}
