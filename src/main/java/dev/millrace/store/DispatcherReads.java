package dev.millrace.store;

import dev.millrace.domain.purchasing.PurchaseOrder;
import dev.millrace.wire.Names;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What there is to buy and to send, of all merchants: in pages, by indexes that hold nothing else. Every page says where the
 * next one begins.
 */
public final class DispatcherReads {
    // A loose scan: one index probe for each supplier to whom something is owed, however much it is.
    static final String OWED_SUPPLIERS = """
            WITH RECURSIVE owed (merchant_id, supplier_id, position) AS (
              (SELECT r.merchant_id, r.supplier_id, 1
                FROM replenishments r
                WHERE r.status = 'owed' AND (r.merchant_id, r.supplier_id) > ($1::integer, $2::text)
                ORDER BY r.merchant_id, r.supplier_id
                LIMIT 1)
              UNION ALL
              SELECT n.merchant_id, n.supplier_id, o.position + 1
              FROM owed o
              CROSS JOIN LATERAL (
                SELECT r.merchant_id, r.supplier_id
                FROM replenishments r
                WHERE r.status = 'owed' AND (r.merchant_id, r.supplier_id) > (o.merchant_id, o.supplier_id)
                ORDER BY r.merchant_id, r.supplier_id
                LIMIT 1
              ) n
              WHERE o.position < $3
            )
            SELECT o.merchant_id, o.supplier_id FROM owed o ORDER BY o.position
            """;

    // What it holds is counted for drafts alone: that reads their lines.
    static final String TO_DISPATCH = """
            SELECT p.merchant_id, p.supplier_id, p.made_number, p.purchase_order_id, p.status, p.number, p.created_at,
              (p.document ->> 'attempts')::integer AS attempts, p.document ->> 'hold' IS NOT NULL AS held,
              (p.document ->> 'gathered')::integer AS gathered, coalesce(j.decided_at, p.created_at) AS changed_at,
              CASE WHEN p.status = 'draft' THEN (
                SELECT sum((line ->> 'quantity')::bigint)::bigint FROM json_array_elements(p.document -> 'lines') line)
              END AS units
            FROM purchase_orders p
            LEFT JOIN LATERAL (
              SELECT j.decided_at FROM journal j
              WHERE j.merchant_id = p.merchant_id AND j.number >= p.number
              ORDER BY j.number
              LIMIT 1) j ON true
            WHERE p.status IN ('draft', 'queued', 'sending', 'sent', 'unknown', 'cancel_requested')
              AND (p.merchant_id, p.supplier_id, p.made_number, p.purchase_order_id)
                > ($1::integer, $2::text, $3::bigint, $4::uuid)
            ORDER BY p.merchant_id, p.supplier_id, p.made_number, p.purchase_order_id
            LIMIT $5
            """;

    private static final UUID FIRST_ID = new UUID(0, 0);

    private static final Holder HOLDER = new Holder.Job("the dispatcher");

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
        public static final Place FIRST = new Place(0, "", 0, FIRST_ID);
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

    /** Suppliers to whom something is owed, after that one. */
    public Future<List<SupplierKey>> owedSuppliers(SupplierKey after, int limit) {
        return queries.read(HOLDER, OWED_SUPPLIERS, Tuple.of(after.merchantId(), after.supplierId(), limit))
                .map(rows -> {
                    List<SupplierKey> found = new ArrayList<>();
                    rows.forEach(
                            row -> found.add(new SupplierKey(row.getInteger("merchant_id"), row.getString("supplier_id"))));
                    return found;
                });
    }

    /** Purchase orders after that place. */
    public Future<List<ToDispatch>> toDispatch(Place after, int limit) {
        Tuple parameters =
                Tuple.of(after.merchantId(), after.supplierId(), after.madeNumber(), after.purchaseOrderId(), limit);
        return queries.read(HOLDER, TO_DISPATCH, parameters).map(rows -> {
            List<ToDispatch> found = new ArrayList<>();
            rows.forEach(row -> found.add(toDispatch(row)));
            return found;
        });
    }

    private static ToDispatch toDispatch(Row row) {
        @Nullable Long units = row.getLong("units");
        return new ToDispatch(
                new Place(
                        row.getInteger("merchant_id"),
                        row.getString("supplier_id"),
                        row.getLong("made_number"),
                        row.getUUID("purchase_order_id")),
                Names.parse(PurchaseOrder.Status.class, row.getString("status")),
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
