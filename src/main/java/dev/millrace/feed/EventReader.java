package dev.millrace.feed;

import dev.millrace.store.Queries;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;

/**
 * Reads the journal for those who follow it: in order, without gaps, and waiting for news where they ask for it. May be
 * shared by event loops; every answer comes on the loop that asked.
 */
public final class EventReader {
    // The row that holds the last event of the page is the first one whose number is not below it. Sizes are known
    // without reading the events, so a page of large ones is cut before they are.
    static final String EVENTS_AFTER = """
            SELECT h.history, h.number AS head, page.first_number, page.number, page.events
            FROM heads h
            LEFT JOIN LATERAL (
              SELECT sized.first_number, sized.number, sized.events
              FROM (
                SELECT j.first_number, j.number, j.events,
                  sum(octet_length(j.events)) OVER (ORDER BY j.number) - octet_length(j.events) AS bytes_before
                FROM journal j
                WHERE j.merchant_id = $1 AND j.number > $2 AND j.number <= coalesce(
                  (SELECT min(l.number) FROM journal l WHERE l.merchant_id = $1 AND l.number >= $3),
                  h.number)
              ) sized
              WHERE sized.bytes_before < $4::bigint
            ) page ON true
            WHERE h.merchant_id = $1
            ORDER BY page.number
            """;

    private final Vertx vertx;
    private final Queries queries;
    private final Wakeups wakeups;
    private final int bytesMax;

    EventReader(Vertx vertx, Queries queries, Wakeups wakeups, FeedConfig config) {
        this.vertx = vertx;
        this.queries = queries;
        this.wakeups = wakeups;
        this.bytesMax = config.eventsBytesMax();
    }

    /**
     * Reads a page.
     *
     * @param clientGone completes when nobody waits for the answer any more
     * @return with no events only where there are none and the time to wait is over, the client gone or the server on its
     *     way down; failed with an {@link dev.millrace.store.OperationFailure}
     */
    public Future<EventsResult> read(EventsQuery query, Future<Void> clientGone) {
        return query.waitMax().isPositive() ? readOrWait(query, clientGone) : read(query);
    }

    private Future<EventsResult> readOrWait(EventsQuery query, Future<Void> clientGone) {
        Context context = vertx.getOrCreateContext();
        // First the ear, then the eye: what is committed in between is heard.
        return wakeups.register(query.merchantId(), query.after(), task -> context.runOnContext(_ -> task.run()))
                .compose(waiter -> read(query)
                        .compose(result -> isNews(result)
                                ? Future.succeededFuture(result)
                                : awaitNews(query, result, waiter, clientGone))
                        .onComplete(_ -> wakeups.cancel(waiter)));
    }

    private Future<EventsResult> awaitNews(
            EventsQuery query, EventsResult nothing, Waiter waiter, Future<Void> clientGone) {
        long timer = vertx.setTimer(Math.max(1, query.waitMax().toMillis()), _ -> wakeups.cancel(waiter));
        clientGone.onComplete(_ -> wakeups.cancel(waiter));
        return waiter.ended().compose(news -> {
            vertx.cancelTimer(timer);
            return news ? read(query) : Future.succeededFuture(nothing);
        });
    }

    private Future<EventsResult> read(EventsQuery query) {
        return queries.read(
                        query.merchantId(),
                        EVENTS_AFTER,
                        Tuple.of(query.merchantId(), query.after(), query.until(), (long) bytesMax))
                .map(rows -> EventsPage.of(query, rows));
    }

    private static boolean isNews(EventsResult result) {
        return switch (result) {
            case EventsResult.Events page -> page.events().length > 0;
            case EventsResult.HistoryGone _ -> true;
        };
    }
}
