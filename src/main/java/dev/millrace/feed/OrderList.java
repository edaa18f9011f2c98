package dev.millrace.feed;

import dev.millrace.domain.model.Version;
import dev.millrace.store.Queries;
import dev.millrace.store.StoredOrder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists orders by what the projection knows of them. It first waits, briefly, until the projection has read the head at
 * the query's arrival; after that it answers with what there is and says how far that goes. May be shared by event
 * loops; every answer comes on the loop that asked.
 */
public final class OrderList {
    static final String PROGRESS = """
            SELECT h.history, h.number AS head, coalesce(p.number, 0) AS position
            FROM heads h
            LEFT JOIN projections p ON p.merchant_id = h.merchant_id AND p.name = 'orders'
            WHERE h.merchant_id = $1
            """;

    // Planned with its parameters, so that a filter that is not given costs nothing and each given one can use its
    // index.
    //
    // A list goes by journal number, a filter by the time of receipt, and both grow together but for the time that a
    // command waits and the difference of clocks. So the time index says between which numbers to look, with 10
    // minutes to spare on either side: nodes whose clocks are further apart would hide orders from a list by time. It
    // only knows the orders whose number 61 divides, since that is close enough; a prime, lest a merchant whose orders
    // come at a regular pace in the journal never meets it.
    static final String ORDERS = """
            SELECT h.history, coalesce(p.number, 0) AS position, o.order_id, o.number, o.status,
              coalesce(o.current_number, o.number) AS version, coalesce(o.current, o.answer)::text AS body
            FROM heads h
            LEFT JOIN projections p ON p.merchant_id = h.merchant_id AND p.name = 'orders'
            LEFT JOIN LATERAL (
              SELECT s.number, s.order_id
              FROM order_search s
              WHERE s.merchant_id = $1 AND s.number < $2
                AND ($4::text IS NULL OR s.status = $4)
                AND ($5::text IS NULL OR s.customer_ref = $5)
                AND ($6::timestamptz IS NULL OR s.created_at >= $6 AND s.number > coalesce(
                  (SELECT e.number FROM order_search e
                    WHERE e.merchant_id = $1 AND e.number % 61 = 0
                      AND e.created_at < $6 - interval '10 minutes'
                    ORDER BY e.created_at DESC, e.number DESC LIMIT 1), 0))
                AND ($7::timestamptz IS NULL OR s.created_at < $7 AND s.number < coalesce(
                  (SELECT l.number FROM order_search l
                    WHERE l.merchant_id = $1 AND l.number % 61 = 0
                      AND l.created_at >= $7 + interval '10 minutes'
                    ORDER BY l.created_at, l.number LIMIT 1), $2))
              ORDER BY s.number DESC
              LIMIT $3
            ) page ON true
            LEFT JOIN LATERAL (
              SELECT r.order_id, r.number, r.status, r.current_number, r.current, r.answer
              FROM orders r
              WHERE r.merchant_id = $1 AND r.order_id = page.order_id
              OFFSET 0
            ) o ON true
            WHERE h.merchant_id = $1
            ORDER BY page.number DESC
            """;

    static final String ORDERS_WITH_SKU = """
            SELECT h.history, coalesce(p.number, 0) AS position, o.order_id, o.number, o.status,
              coalesce(o.current_number, o.number) AS version, coalesce(o.current, o.answer)::text AS body
            FROM heads h
            LEFT JOIN projections p ON p.merchant_id = h.merchant_id AND p.name = 'orders'
            LEFT JOIN LATERAL (
              SELECT s.number, s.order_id
              FROM order_search_skus k
              JOIN order_search s ON s.merchant_id = k.merchant_id AND s.number = k.number
              WHERE k.merchant_id = $1 AND k.sku = $8 AND k.number < $2
                AND ($4::text IS NULL OR s.status = $4)
                AND ($5::text IS NULL OR s.customer_ref = $5)
                AND ($6::timestamptz IS NULL OR s.created_at >= $6 AND k.number > coalesce(
                  (SELECT e.number FROM order_search e
                    WHERE e.merchant_id = $1 AND e.number % 61 = 0
                      AND e.created_at < $6 - interval '10 minutes'
                    ORDER BY e.created_at DESC, e.number DESC LIMIT 1), 0))
                AND ($7::timestamptz IS NULL OR s.created_at < $7 AND k.number < coalesce(
                  (SELECT l.number FROM order_search l
                    WHERE l.merchant_id = $1 AND l.number % 61 = 0
                      AND l.created_at >= $7 + interval '10 minutes'
                    ORDER BY l.created_at, l.number LIMIT 1), $2))
              ORDER BY k.number DESC
              LIMIT $3
            ) page ON true
            LEFT JOIN LATERAL (
              SELECT r.order_id, r.number, r.status, r.current_number, r.current, r.answer
              FROM orders r
              WHERE r.merchant_id = $1 AND r.order_id = page.order_id
              OFFSET 0
            ) o ON true
            WHERE h.merchant_id = $1
            ORDER BY page.number DESC
            """;

    private final Vertx vertx;
    private final Queries queries;
    private final Wakeups progress;
    private final long waitMillis;

    OrderList(Vertx vertx, Queries queries, Wakeups progress, FeedConfig config) {
        this.vertx = vertx;
        this.queries = queries;
        this.progress = progress;
        this.waitMillis = config.listWait().toMillis();
    }

    /** Lists a page; failed with an {@link dev.millrace.store.OperationFailure}. */
    public Future<OrderListResult> list(OrderListQuery query) {
        return queries.read(query.merchantId(), PROGRESS, Tuple.of(query.merchantId()))
                .compose(rows -> {
                    Row now = only(query, rows);
                    String history = now.getString("history");
                    long head = now.getLong("head");
                    Version readTo = query.readTo();
                    if (isGone(history, head, query.after()) || isGone(history, head, readTo)) {
                        return Future.succeededFuture(new OrderListResult.HistoryGone(history, head));
                    }
                    long target = readTo == null ? head : readTo.number();
                    return now.getLong("position") >= target
                            ? page(query)
                            : awaitProgress(query.merchantId(), target).compose(_ -> page(query));
                });
    }

    /** Succeeds when the projection has read that far, or when the time is over, or too many wait. */
    private Future<Void> awaitProgress(int merchantId, long target) {
        if (waitMillis == 0) {
            return Future.succeededFuture();
        }
        Context context = vertx.getOrCreateContext();
        return progress.register(merchantId, target - 1, task -> context.runOnContext(_ -> task.run()))
                .compose(waiter -> {
                    long timer = vertx.setTimer(waitMillis, _ -> progress.cancel(waiter));
                    return waiter.ended().onComplete(_ -> vertx.cancelTimer(timer));
                })
                .transform(_ -> Future.succeededFuture());
    }

    private Future<OrderListResult> page(OrderListQuery query) {
        OrderFilter filter = query.filter();
        Version after = query.after();
        Tuple parameters = Tuple.tuple()
                .addInteger(query.merchantId())
                .addLong(after == null ? Long.MAX_VALUE : after.number())
                .addLong(query.limit() + 1L)
                .addString(filter.status())
                .addString(filter.customerRef())
                .addOffsetDateTime(offset(filter.createdFrom()))
                .addOffsetDateTime(offset(filter.createdBefore()));
        String sku = filter.sku();
        return (sku == null
                        ? queries.read(query.merchantId(), ORDERS, parameters)
                        : queries.read(query.merchantId(), ORDERS_WITH_SKU, parameters.addString(sku)))
                .map(rows -> answer(query, rows));
    }

    private static OrderListResult answer(OrderListQuery query, RowSet<Row> rows) {
        Row any = only(query, rows);
        String history = any.getString("history");
        List<StoredOrder> orders = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (row.getUUID("order_id") != null) {
                orders.add(order(row));
            }
        }
        boolean hasMore = orders.size() > query.limit();
        List<StoredOrder> shown = hasMore ? orders.subList(0, query.limit()) : orders;
        Version next = hasMore ? new Version(history, shown.getLast().number()) : null;
        return new OrderListResult.Orders(shown, next, new Version(history, any.getLong("position")));
    }

    private static StoredOrder order(Row row) {
        return new StoredOrder(
                row.getUUID("order_id"),
                row.getLong("number"),
                row.getString("status"),
                new Version(row.getString("history"), row.getLong("version")),
                row.getString("body").getBytes(StandardCharsets.UTF_8));
    }

    private static Row only(OrderListQuery query, RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new IllegalStateException("no head for merchant " + query.merchantId());
        }
        return rows.iterator().next();
    }

    private static boolean isGone(String history, long head, @Nullable Version version) {
        if (version == null) {
            return false;
        }
        boolean isOfAnother = !version.history().isEmpty() && !version.history().equals(history);
        return isOfAnother || version.number() > head;
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
