package dev.millrace.app.cli;

import dev.millrace.config.Durations;
import dev.millrace.console.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When something ends, as an operator writes it: a date-time of RFC 3339, or how long from now ({@code 90d}, {@code 12h}). */
final class Expiry {
    private static final Pattern DAYS = Pattern.compile("(\\d{1,5})\\s*d");

    /** More than anybody means, and less than the database can keep. */
    private static final Duration MOST = Duration.ofDays(36_500);

    private Expiry() {}

    /**
     * The moment that is meant.
     *
     * @throws Failure if the text is neither, or names a moment that has passed or is a century away
     */
    static Instant parse(String text, Instant now) {
        Instant moment = moment(text.strip(), now);
        if (!moment.isAfter(now) || moment.isAfter(now.plus(MOST))) {
            throw Failure.ofUsage("--expires " + text + " (expected: a time to come, within " + MOST.toDays()
                    + " days; it is " + now + ")");
        }
        return moment;
    }

    private static Instant moment(String text, Instant now) {
        Matcher days = DAYS.matcher(text);
        if (days.matches()) {
            return now.plus(Duration.ofDays(Long.parseLong(days.group(1))));
        }
        try {
            return text.contains("-") ? OffsetDateTime.parse(text).toInstant() : now.plus(Durations.parse(text));
        } catch (DateTimeParseException | IllegalArgumentException _) {
            throw Failure.ofUsage("--expires " + text
                    + " (expected: a date-time such as 2027-01-31T00:00:00Z, or a duration such as 90d or 12h)");
        }
    }
}
