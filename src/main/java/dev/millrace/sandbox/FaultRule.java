package dev.millrace.sandbox;

import dev.millrace.config.Expect;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with some of the next requests.
 *
 * @param of which requests count; null for all
 * @param requests how many of them
 * @param delay until the answer, for {@link InjectedFault#SLOW}
 * @param retryAfter for {@link InjectedFault#TOO_MANY} and {@link InjectedFault#UNAVAILABLE}
 */
public record FaultRule(InjectedFault fault, @Nullable Asked of, int requests, Duration delay, Duration retryAfter) {
    private static final int REQUESTS_MAX = 1_000_000;
    private static final Pattern TEXT = Pattern.compile("([a-zA-Z_-]+)(?::(\\d{1,7}))?(?:@(submit|ask|cancel))?");

    public FaultRule {
        Expect.between("requests", requests, 1, REQUESTS_MAX);
        Expect.notNegative("delay", delay);
        Expect.notNegative("retry_after", retryAfter);
    }

    /** What a supplier is asked for. */
    public enum Asked {
        SUBMIT,
        ASK,
        CANCEL
    }

    /** That for so many requests of that sort, with usual delays. */
    public static FaultRule of(InjectedFault fault, @Nullable Asked of, int requests) {
        return new FaultRule(fault, of, requests, Duration.ofSeconds(30), Duration.ofSeconds(2));
    }

    /**
     * Reads {@code drop_after:3} or {@code error:2@ask}; the number is 1 and the sort is {@code submit} unless given.
     *
     * @throws IllegalArgumentException if it cannot be understood
     */
    public static FaultRule parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text + " (expected: for example drop_after:3 or error:2@ask)");
        }
        String sort = matcher.group(3) == null ? "submit" : matcher.group(3);
        int requests = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
        return of(InjectedFault.parse(matcher.group(1)), Asked.valueOf(sort.toUpperCase(Locale.ROOT)), requests);
    }
}
