package dev.millrace.feed;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Puts a page of events together from the journal rows that hold them. */
final class EventsPage {
    private final long after;
    private final long until;
    private final ByteArrayOutputStream events = new ByteArrayOutputStream();
    private long next;

    private EventsPage(long after, long until) {
        this.after = after;
        this.until = until;
        this.next = after;
    }

    /** @param rows head and history on each; if there is nothing to read, one row without events */
    static EventsResult of(EventsQuery query, RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new IllegalStateException("no head for merchant " + query.merchantId());
        }
        Row any = rows.iterator().next();
        String history = any.getString("history");
        long head = any.getLong("head");
        boolean isOfAnother = query.history() != null && !query.history().equals(history);
        if (isOfAnother || query.after() > head) {
            return new EventsResult.HistoryGone(history, head);
        }
        EventsPage page = new EventsPage(query.after(), query.until());
        rows.forEach(row -> page.add(row, row.getString("events")));
        return new EventsResult.Events(history, page.next, head, page.events.toByteArray());
    }

    private void add(Row row, @Nullable String text) {
        if (text == null) {
            return;
        }
        long first = row.getLong("first_number");
        long last = row.getLong("number");
        if (first > next + 1) {
            throw new IllegalStateException("the journal has a gap between " + next + " and " + first);
        }
        byte[] array = text.getBytes(StandardCharsets.UTF_8);
        long from = Math.max(first, after + 1);
        long to = Math.min(last, until);
        append(
                from == first && to == last
                        ? EventSlices.all(array)
                        : EventSlices.some(array, (int) (from - first), (int) (to - from + 1)));
        next = to;
    }

    private void append(EventSlices.Slice slice) {
        if (events.size() > 0) {
            events.write(',');
        }
        events.write(slice.bytes(), slice.from(), slice.to() - slice.from());
    }
}
