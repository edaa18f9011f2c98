package dev.millrace.store;

import java.time.Duration;
import java.util.Map;

/**
 * What makes a database slow though nothing is wrong with its statements.
 *
 * @param oldestSnapshot age of the oldest transaction that keeps dead rows from being removed; zero if there is none. Those
 *     of other roles are only seen by a role that may read all statistics
 * @param deadRows rows that were replaced and not removed yet, of each table whose rows change all the time
 */
public record DatabaseFigures(Duration oldestSnapshot, Map<String, Long> deadRows) {
    public DatabaseFigures {
        deadRows = Map.copyOf(deadRows);
    }
}
