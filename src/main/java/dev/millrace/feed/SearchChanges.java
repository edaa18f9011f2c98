package dev.millrace.feed;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What some journal rows change in the search, each order once, sorted by the number of its decision. */
final class SearchChanges {
    private final NavigableMap<Long, SearchedOrder> decided = new TreeMap<>();
    private final NavigableMap<Long, String> statuses = new TreeMap<>();

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

    /** Orders that the search does not have yet. */
    Collection<SearchedOrder> decided() {
        return decided.values();
    }

    /** The new status of orders that it has, by their numbers. */
    NavigableMap<Long, String> statuses() {
        return statuses;
    }
}
