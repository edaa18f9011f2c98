package dev.millrace.purchasing;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After} of RFC 9110, 10.2.3: a number of seconds or an HTTP date. */
final class RetryAfter {
    private static final int DIGITS_MAX = 9;

    private RetryAfter() {}

    /**
     * How long to wait from now on; zero for a date that has passed; null if it says nothing that can be understood.
     *
     * @param value of the header, or null if there is none
     */
    static @Nullable Duration parse(@Nullable String value, Instant now) {
        if (value == null) {
            return null;
        }
        String text = value.strip();
        if (isDigits(text)) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Instant at = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty()
                && text.length() <= DIGITS_MAX
                && text.chars().allMatch(character -> character >= '0' && character <= '9');
    }
}
