package dev.millrace.http;

import dev.millrace.wire.JsonCursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as RFC 3339 has them, in queries and bodies. */
public final class Timestamps {
    private static final int RFC_3339_YEAR_MAX = 9_999;

    private Timestamps() {}

    /** The time that a text says, or null if it says none. */
    static @Nullable Instant parse(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            return time.getYear() >= 0 && time.getYear() <= RFC_3339_YEAR_MAX ? time.toInstant() : null;
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** Reads a time, to the millisecond, as all that we store and show. */
    public static @Nullable Instant read(JsonCursor json) {
        String text = json.anyText();
        if (text == null) {
            return null;
        }
        Instant time = parse(text);
        if (time == null) {
            json.value("invalid_time", "This must be an RFC 3339 date-time, for example 2026-11-24T08:00:00Z.");
            return null;
        }
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
