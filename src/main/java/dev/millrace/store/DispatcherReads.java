package dev.millrace.store;

import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.wire.EnumNames;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What there is to buy and to send, of all merchants: in pages, by indexes that hold nothing else. A page holds a part of
 * each of some merchants, so that what one of them has is not in the way of the others.
 */
public final class DispatcherReads {
    // Loose scans: one index probe for each merchant, or for each supplier, however much there is of it.
    static final String MERCHANTS_WHO_OWE = """
            WITH RECURSIVE found (merchant_id, position) AS (
              (SELECT r.merchant_id, 1
                FROM replenishments r
                WHERE r.status = 'owed' AND r.merchant_id > $1::integer
                ORDER BY r.merchant_id
                LIMIT 1)
              UNION ALL
              SELECT n.merchant_id, f.position + 1
              FROM found f
              CROSS JOIN LATERAL (
                SELECT r.merchant_id
                FROM replenishments r
                WHERE r.status = 'owed' AND r.merchant_id > f.merchant_id
                ORDER BY r.merchant_id
                LIMIT 1
              ) n
              WHERE f.position < $2
            )
            SELECT f.merchant_id FROM found f ORDER BY f.position
            """;

    static final String OWED_SUPPLIERS = """
            SELECT s.merchant_id, s.supplier_id
            FROM unnest($1::integer[], $2::text[]) WITH ORDINALITY AS c (merchant_id, supplier_id, turn)
            CROSS JOIN LATERAL (
              WITH RECURSIVE owed (merchant_id, supplier_id, position) AS (
                (SELECT r.merchant_id, r.supplier_id, 1
                  FROM replenishments r
                  WHERE r.status = 'owed' AND r.merchant_id = c.merchant_id AND r.supplier_id > c.supplier_id
                  ORDER BY r.supplier_id
                  LIMIT 1)
                UNION ALL
                SELECT n.merchant_id, n.supplier_id, o.position + 1
                FROM owed o
                CROSS JOIN LATERAL (
                  SELECT r.merchant_id, r.supplier_id
                  FROM replenishments r
                  WHERE r.status = 'owed' AND r.merchant_id = o.merchant_id AND r.supplier_id > o.supplier_id
                  ORDER BY r.supplier_id
                  LIMIT 1
                ) n
                WHERE o.position < $3
              )
              SELECT o.merchant_id, o.supplier_id, o.position FROM owed o
            ) s
            ORDER BY c.turn, s.position
            """;

    static final String MERCHANTS_TO_DISPATCH = """
            WITH RECURSIVE found (merchant_id, position) AS (
              (SELECT p.merchant_id, 1
                FROM purchase_orders p
                WHERE p.status IN ('draft', 'queued', 'sending', 'sent', 'unknown', 'cancel_requested')
                  AND p.merchant_id > $1::integer
                ORDER BY p.merchant_id
                LIMIT 1)
              UNION ALL
              SELECT n.merchant_id, f.position + 1
              FROM found f
              CROSS JOIN LATERAL (
                SELECT p.merchant_id
                FROM purchase_orders p
                WHERE p.status IN ('draft', 'queued', 'sending', 'sent', 'unknown', 'cancel_requested')
                  AND p.merchant_id > f.merchant_id
                ORDER BY p.merchant_id
                LIMIT 1
              ) n
              WHERE f.position < $2
            )
            SELECT f.merchant_id FROM found f ORDER BY f.position
            """;

    // What it holds is counted for drafts alone: that reads their lines.
    static final String TO_DISPATCH = """
            SELECT p.merchant_id, p.supplier_id, p.made_number, p.purchase_order_id, p.status, p.number, p.created_at,
              (p.document ->> 'attempts')::integer AS attempts, p.document ->> 'hold' IS NOT NULL AS held,
              (p.document ->> 'gathered')::integer AS gathered, coalesce(j.decided_at, p.created_at) AS changed_at,
              CASE WHEN p.status = 'draft' THEN (
                SELECT sum((line ->> 'quantity')::bigint)::bigint FROM json_array_elements(p.document -> 'lines') line)
              END AS units
            FROM unnest($1::integer[], $2::text[], $3::bigint[], $4::uuid[])
              WITH ORDINALITY AS c (merchant_id, supplier_id, made_number, purchase_order_id, turn)
            CROSS JOIN LATERAL (
              SELECT p.merchant_id, p.supplier_id, p.made_number, p.purchase_order_id, p.status, p.number, p.created_at,
                p.document
              FROM purchase_orders p
              WHERE p.status IN ('draft', 'queued', 'sending', 'sent', 'unknown', 'cancel_requested')
                AND p.merchant_id = c.merchant_id
                AND (p.supplier_id, p.made_number, p.purchase_order_id)
                  > (c.supplier_id, c.made_number, c.purchase_order_id)
              ORDER BY p.supplier_id, p.made_number, p.purchase_order_id
              LIMIT $5) p
            LEFT JOIN LATERAL (
              SELECT j.decided_at FROM journal j
              WHERE j.merchant_id = p.merchant_id AND j.number >= p.number
              ORDER BY j.number
              LIMIT 1) j ON true
            ORDER BY c.turn, p.supplier_id, p.made_number, p.purchase_order_id
            """;

    private static final UUID FIRST_ID = new UUID(0, 0);

    private static final StatementOwner HOLDER = new StatementOwner.Job("the dispatcher");

    private final Queries queries;
    private final GatheringReads gathering;

    public DispatcherReads(Queries queries) {
        this.queries = queries;
        this.gathering = new GatheringReads(queries);
    }

    /** What a gathering begins with. */
    public GatheringReads gathering() {
        return gathering;
    }

    /** Where a page of purchase orders begins: after this one. */
    public record Place(int merchantId, String supplierId, long madeNumber, UUID purchaseOrderId) {
        /** Before all of a merchant's. */
        public static Place first(int merchantId) {
            return new Place(merchantId, "", 0, FIRST_ID);
        }

        /** To whom it goes. */
        public SupplierKey supplier() {
            return new SupplierKey(merchantId, supplierId);
        }
    }

    /**
     * A purchase order of which something may have to be done.
     *
     * @param attempts how often it was begun to be sent
     * @param held whether a person must submit it
     * @param gathered how many replenishments it buys
     * @param units that it orders; 0 unless it is a draft
     * @param changedAt when the decision fell that made it as it is
     */
    public record ToDispatch(
            Place place,
            PurchaseOrder.Status status,
            int attempts,
            boolean held,
            int gathered,
            long units,
            Instant createdAt,
            Instant changedAt) {}

    /** Merchants who owe something to suppliers, after that one. */
    public Future<List<Integer>> merchantsWhoOwe(int after, int limit) {
        return merchants(MERCHANTS_WHO_OWE, after, limit);
    }

    /** Merchants with purchase orders of which something may have to be done, after that one. */
    public Future<List<Integer>> merchantsToDispatch(int after, int limit) {
        return merchants(MERCHANTS_TO_DISPATCH, after, limit);
    }

    /** Suppliers to whom something is owed, after each of those, of the same merchant: at most so many for each. */
    public Future<List<SupplierKey>> owedSuppliers(List<SupplierKey> after, int limitEach) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfInteger(after.stream().map(SupplierKey::merchantId).toArray(Integer[]::new))
                .addArrayOfString(after.stream().map(SupplierKey::supplierId).toArray(String[]::new))
                .addInteger(limitEach);
        return queries.read(HOLDER, OWED_SUPPLIERS, parameters)
                .map(rows -> list(
                        rows, row -> new SupplierKey(row.getInteger("merchant_id"), row.getString("supplier_id"))));
    }

    /** Purchase orders after each of those places, of the same merchant: at most so many for each. */
    public Future<List<ToDispatch>> toDispatch(List<Place> after, int limitEach) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfInteger(after.stream().map(Place::merchantId).toArray(Integer[]::new))
                .addArrayOfString(after.stream().map(Place::supplierId).toArray(String[]::new))
                .addArrayOfLong(after.stream().map(Place::madeNumber).toArray(Long[]::new))
                .addArrayOfUUID(after.stream().map(Place::purchaseOrderId).toArray(UUID[]::new))
                .addInteger(limitEach);
        return queries.read(HOLDER, TO_DISPATCH, parameters).map(rows -> list(rows, DispatcherReads::toDispatch));
    }

    private Future<List<Integer>> merchants(String sql, int after, int limit) {
        return queries.read(HOLDER, sql, Tuple.of(after, limit))
                .map(rows -> list(rows, row -> row.getInteger("merchant_id")));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapper) {
        List<T> found = new ArrayList<>(rows.size());
        rows.forEach(row -> found.add(mapper.apply(row)));
        return found;
    }

    private static ToDispatch toDispatch(Row row) {
        @Nullable Long units = row.getLong("units");
        return new ToDispatch(
                new Place(
                        row.getInteger("merchant_id"),
                        row.getString("supplier_id"),
                        row.getLong("made_number"),
                        row.getUUID("purchase_order_id")),
                EnumNames.parse(PurchaseOrder.Status.class, row.getString("status")),
                row.getInteger("attempts"),
                row.getBoolean("held"),
                row.getInteger("gathered"),
                units == null ? 0 : units,
                instant(row.getOffsetDateTime("created_at")),
                instant(row.getOffsetDateTime("changed_at")));
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
