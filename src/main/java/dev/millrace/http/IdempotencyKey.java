package dev.millrace.http;

import dev.millrace.domain.model.Limits;

/**
 * The key under which a command may be repeated: 1 to 255 visible ASCII characters. It may be sent as a structured
 * string ({@code "abc"}, RFC 8941) or bare ({@code abc}); both are the same key.
 */
public final class IdempotencyKey {
    private static final char FIRST_VISIBLE = '!';
    private static final char LAST_VISIBLE = '~';

    private IdempotencyKey() {}

    /**
     * The key of a request.
     *
     * @throws ProblemException if there is none, more than one, or one that cannot be used
     */
    public static String of(ApiRequest request) {
        String header = request.header(HeaderNames.IDEMPOTENCY_KEY);
        if (header == null) {
            throw new ProblemException(
                    Problem.of(
                            ProblemCode.MISSING_IDEMPOTENCY_KEY,
                            "Send an Idempotency-Key header, with a new value for each new request, so that the request can be repeated safely."));
        }
        if (request.headerCount(HeaderNames.IDEMPOTENCY_KEY) > 1) {
            throw invalid("Send the Idempotency-Key header once.");
        }
        return parse(header);
    }

    /**
     * The key itself.
     *
     * @param text quoted or bare
     * @throws ProblemException if it cannot be used
     */
    public static String parse(String text) {
        String key = text.startsWith("\"") ? unquoted(text) : text;
        if (key.isEmpty() || key.length() > Limits.KEY_CHARACTERS_MAX) {
            throw invalid("An Idempotency-Key has 1 to " + Limits.KEY_CHARACTERS_MAX + " characters.");
        }
        for (int position = 0; position < key.length(); position++) {
            char character = key.charAt(position);
            if (character < FIRST_VISIBLE || character > LAST_VISIBLE) {
                throw invalid("An Idempotency-Key has visible ASCII characters and no spaces.");
            }
        }
        return key;
    }

    private static String unquoted(String text) {
        int end = text.length() - 1;
        StringBuilder key = new StringBuilder(text.length());
        int position = 1;
        while (position < end) {
            char character = text.charAt(position++);
            if (character == '\\') {
                character = position < end ? text.charAt(position++) : '\0';
                if (character != '"' && character != '\\') {
                    throw invalid("In a quoted Idempotency-Key a backslash stands before a quote or a backslash.");
                }
            } else if (character == '"') {
                throw invalid("Nothing may follow the closing quote of an Idempotency-Key.");
            }
            key.append(character);
        }
        if (end < 1 || text.charAt(end) != '"') {
            throw invalid("A quoted Idempotency-Key must end with its quote.");
        }
        return key.toString();
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(Problem.of(ProblemCode.INVALID_IDEMPOTENCY_KEY, detail));
    }
}
