package dev.millrace.store;

import java.util.List;

/**
 * A part of a list.
 *
 * @param hasMore whether another page follows the last item of this one
 */
public record Page<T>(List<T> items, boolean hasMore) {
    public Page {
        items = List.copyOf(items);
    }

    /** The page of what was found when one more than {@code limit} was asked for. */
    public static <T> Page<T> of(List<T> found, int limit) {
        return found.size() > limit ? new Page<>(found.subList(0, limit), true) : new Page<>(found, false);
    }
}
