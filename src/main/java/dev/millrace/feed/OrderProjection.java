package dev.millrace.feed;

import dev.millrace.store.Queries;
import dev.millrace.store.StatementOwner;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Fills what lists of orders search, from the journal and in its order. A merchant's position moves in the transaction
 * that writes its rows, so a row is taken exactly once, whoever takes it and however often he is interrupted.
 */
final class OrderProjection {
    /** Its name in {@code projections}; {@link OrderList} has it too. */
    static final String NAME = "orders";

    static final String ENSURE_POSITION = """
            INSERT INTO projections (merchant_id, name, number)
            VALUES ($1, $2, 0)
            ON CONFLICT (merchant_id, name) DO NOTHING
            """;

    // Another node that is at it need not be waited for: it does the same.
    static final String LOCK_POSITION = """
            SELECT p.number
            FROM projections p
            WHERE p.merchant_id = $1 AND p.name = $2
            FOR NO KEY UPDATE SKIP LOCKED
            """;

    static final String JOURNAL_AFTER = """
            SELECT sized.first_number, sized.number, convert_to(sized.events, 'UTF8') AS events
            FROM (
              SELECT r.first_number, r.number, r.events,
                sum(octet_length(r.events)) OVER (ORDER BY r.number) - octet_length(r.events) AS bytes_before
              FROM (
                SELECT j.first_number, j.number, j.events
                FROM journal j
                WHERE j.merchant_id = $1 AND j.number > $2
                ORDER BY j.number
                LIMIT $3
              ) r
            ) sized
            WHERE sized.bytes_before < $4::bigint
            ORDER BY sized.number
            """;

    static final String INSERT_ORDERS = """
            INSERT INTO order_search (merchant_id, number, order_id, status, customer_ref, created_at)
            SELECT $1, n.number, n.order_id, n.status, n.customer_ref, n.created_at
            FROM unnest($2::bigint[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[])
              AS n (number, order_id, status, customer_ref, created_at)
            """;

    static final String INSERT_SKUS = """
            INSERT INTO order_search_skus (merchant_id, sku, number)
            SELECT $1, n.sku, n.number
            FROM unnest($2::text[], $3::bigint[]) AS n (sku, number)
            """;

    static final String UPDATE_STATUSES = """
            UPDATE order_search s SET status = n.status
            FROM unnest($2::bigint[], $3::text[]) AS n (number, status)
            WHERE s.merchant_id = $1 AND s.number = n.number
            """;

    static final String MOVE_POSITION = """
            UPDATE projections SET number = $3
            WHERE merchant_id = $1 AND name = $2
            """;

    private static final int ROWS_MAX = 256;

    private static final StatementOwner HOLDER = new StatementOwner.Job("the projection of orders");

    private final Queries queries;
    private final int bytesMax;

    OrderProjection(Queries queries, FeedConfig config) {
        this.queries = queries;
        this.bytesMax = config.projectionBytesMax();
    }

    /** What one step came to. */
    sealed interface Step {
        /**
         * Rows were taken up to this number; there may be more.
         *
         * @param filled how long orders had waited that got their last unit in these rows
         */
        record Advanced(long number, List<Duration> filled) implements Step {
            public Advanced {
                filled = List.copyOf(filled);
            }
        }

        /** There is nothing that was not taken, as far as this number. */
        record UpToDate(long number) implements Step {}

        /** Somebody else is at it. */
        record Busy() implements Step {}
    }

    /** Takes a merchant's next rows, bounded, in one transaction. */
    Future<Step> step(int merchantId) {
        return tryStep(merchantId)
                .compose(step -> step instanceof Step.Busy ? ensureThenStep(merchantId) : Future.succeededFuture(step));
    }

    /** The position may not be locked but missing. */
    private Future<Step> ensureThenStep(int merchantId) {
        return queries.write(HOLDER, ENSURE_POSITION, Tuple.of(merchantId, NAME))
                .compose(rows -> rows.rowCount() == 1 ? tryStep(merchantId) : Future.succeededFuture(new Step.Busy()));
    }

    private Future<Step> tryStep(int merchantId) {
        return queries.inTransaction(
                HOLDER,
                connection -> run(connection, LOCK_POSITION, Tuple.of(merchantId, NAME))
                        .compose(rows -> rows.size() == 0
                                ? Future.succeededFuture(new Step.Busy())
                                : take(connection, merchantId, first(rows).getLong("number"))));
    }

    private Future<Step> take(SqlConnection connection, int merchantId, long position) {
        return run(connection, JOURNAL_AFTER, Tuple.of(merchantId, position, (long) ROWS_MAX, (long) bytesMax))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(new Step.UpToDate(position))
                        : write(connection, merchantId, position, rows));
    }

    private static Future<Step> write(SqlConnection connection, int merchantId, long position, RowSet<Row> rows) {
        SearchChanges changes = new SearchChanges();
        SearchEvents events = new SearchEvents(changes);
        long read = position;
        for (Row row : rows) {
            if (row.getLong("first_number") != read + 1) {
                throw new IllegalStateException("the journal has a gap after " + read);
            }
            events.read(row.getBuffer("events").getBytes());
            read = row.getLong("number");
        }
        long reached = read;
        return insertOrders(connection, merchantId, changes.decided())
                .compose(_ -> insertSkus(connection, merchantId, changes.decided()))
                .compose(_ -> updateStatuses(connection, merchantId, changes.statuses()))
                .compose(_ -> run(connection, MOVE_POSITION, Tuple.of(merchantId, NAME, reached)))
                .map(_ -> new Step.Advanced(reached, changes.filled()));
    }

    private static Future<Void> insertOrders(
            SqlConnection connection, int merchantId, Collection<SearchedOrder> orders) {
        if (orders.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple parameters = Tuple.of(merchantId)
                .addArrayOfLong(orders.stream().map(SearchedOrder::number).toArray(Long[]::new))
                .addArrayOfUUID(orders.stream().map(SearchedOrder::id).toArray(UUID[]::new))
                .addArrayOfString(orders.stream().map(SearchedOrder::status).toArray(String[]::new))
                .addArrayOfString(
                        orders.stream().map(SearchedOrder::customerRef).toArray(String[]::new))
                .addArrayOfOffsetDateTime(orders.stream()
                        .map(order -> order.createdAt().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new));
        return run(connection, INSERT_ORDERS, parameters).mapEmpty();
    }

    private static Future<Void> insertSkus(SqlConnection connection, int merchantId, Collection<SearchedOrder> orders) {
        List<Entry> entries = new ArrayList<>();
        orders.forEach(order -> order.skus().forEach(sku -> entries.add(new Entry(sku, order.number()))));
        if (entries.isEmpty()) {
            return Future.succeededFuture();
        }
        entries.sort(Comparator.comparing(Entry::sku).thenComparing(Entry::number));
        Tuple parameters = Tuple.of(merchantId)
                .addArrayOfString(entries.stream().map(Entry::sku).toArray(String[]::new))
                .addArrayOfLong(entries.stream().map(Entry::number).toArray(Long[]::new));
        return run(connection, INSERT_SKUS, parameters).mapEmpty();
    }

    private static Future<Void> updateStatuses(SqlConnection connection, int merchantId, Map<Long, String> statuses) {
        if (statuses.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple parameters = Tuple.of(merchantId)
                .addArrayOfLong(statuses.keySet().toArray(Long[]::new))
                .addArrayOfString(statuses.values().toArray(String[]::new));
        return run(connection, UPDATE_STATUSES, parameters)
                .compose(rows -> rows.rowCount() == statuses.size()
                        ? Future.succeededFuture()
                        : Future.failedFuture(new IllegalStateException(
                                rows.rowCount() + " of " + statuses.size() + " changed orders are in the search")));
    }

    private static Future<RowSet<Row>> run(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters);
    }

    private static Row first(RowSet<Row> rows) {
        return rows.iterator().next();
    }

    /** That an order has a line of a SKU. */
    private record Entry(String sku, long number) {}
}
