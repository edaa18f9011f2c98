package dev.millrace.http;

import io.netty.util.AsciiString;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The time as the header {@code Date} has it (RFC 9110 §5.6.7), made once for each second. Safe for any thread. */
public final class HttpDate {
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static volatile Second last = Second.of(0);

    private HttpDate() {}

    /** This second, in a form that Netty writes without encoding it again. */
    public static CharSequence now() {
        long second = System.currentTimeMillis() / MILLIS_PER_SECOND;
        Second known = last;
        if (known.second != second) {
            known = Second.of(second);
            last = known;
        }
        return known.text;
    }

    private record Second(long second, AsciiString text) {
        static Second of(long second) {
            return new Second(second, AsciiString.cached(FORMAT.format(Instant.ofEpochSecond(second))));
        }
    }
}
