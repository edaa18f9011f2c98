package dev.millrace.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What some journal rows change in the search, each order once, sorted by the number of its decision. */
final class SearchChanges {
    private final NavigableMap<Long, SearchedOrder> decided = new TreeMap<>();
    private final NavigableMap<Long, String> statuses = new TreeMap<>();
    private final List<Duration> filled = new ArrayList<>();

    /** An order was decided. */
    void decided(SearchedOrder order) {
        decided.put(order.number(), order);
    }

    /** An order, decided by the event of that number, has another status. */
    void changed(long number, String status) {
        SearchedOrder known = decided.get(number);
        if (known == null) {
            statuses.put(number, status);
        } else {
            decided.put(number, known.withStatus(status));
        }
    }

    /** An order that had waited got its last unit, so long after it was placed. */
    void filled(Duration delay) {
        filled.add(delay);
    }

    /** How long orders had waited that got their last unit. */
    List<Duration> filled() {
        return filled;
    }

    /** Orders that the search does not have yet. */
    Collection<SearchedOrder> decided() {
        return decided.values();
    }

    /** The new status of orders that it has, by their numbers. */
    NavigableMap<Long, String> statuses() {
        return statuses;
    }
}
