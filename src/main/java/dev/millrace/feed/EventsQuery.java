package dev.millrace.feed;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a follower of the journal asks for.
 *
 * @param history which history its cursor is of; null for the present one
 * @param after the number of the last event that it has, 0 for none
 * @param limit events, at least 1
 * @param waitMax how long it waits where there is no event yet; zero for not at all
 */
public record EventsQuery(int merchantId, @Nullable String history, long after, int limit, Duration waitMax) {
    public EventsQuery {
        if (after < 0 || limit < 1) {
            throw new IllegalArgumentException("after " + after + ", limit " + limit);
        }
    }

    /** The number of the last event that may be on the page. */
    long until() {
        return after > Long.MAX_VALUE - limit ? Long.MAX_VALUE : after + limit;
    }
}
