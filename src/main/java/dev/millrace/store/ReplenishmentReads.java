package dev.millrace.store;

import dev.millrace.domain.model.Replenishment;
import dev.millrace.wire.EnumNames;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Replenishments in pages. Failures as {@link Queries#read}'s. */
public final class ReplenishmentReads {
    // Each status is looked at for itself: its index has the order of the list, so no filter reads rows in vain. What
    // belongs to a row is looked up row by row, whatever the planner thinks of tables that are still small.
    static final String REPLENISHMENTS_BEFORE_ID = """
            SELECT page.replenishment_id, page.order_id, page.line, i.sku, page.supplier_id, page.shortfall,
              page.surplus_bps, page.quantity, page.status, page.purchase_order_id,
              p.status AS purchase_order_status, p.document ->> 'expected_at' AS expected_at,
              (o.body -> 'lines' -> page.line ->> 'backordered')::bigint AS backordered
            FROM (
              SELECT r.replenishment_id, r.order_id, r.line, r.product_key, r.supplier_id, r.shortfall, r.surplus_bps,
                r.quantity, r.status, r.purchase_order_id
              FROM unnest($4::text[]) AS s (status)
              CROSS JOIN LATERAL (
                SELECT e.replenishment_id, e.order_id, e.line, e.product_key, e.supplier_id, e.shortfall, e.surplus_bps,
                  e.quantity, e.status, e.purchase_order_id
                FROM replenishments e
                WHERE e.merchant_id = $1 AND e.status = s.status
                  AND ($2::uuid IS NULL OR e.replenishment_id < $2)
                  AND ($5::text IS NULL OR e.product_key = (
                    SELECT k.product_key FROM products k WHERE k.merchant_id = $1 AND k.sku = $5))
                  AND ($6::text IS NULL OR e.supplier_id = $6)
                  AND ($7::uuid IS NULL OR e.order_id = $7)
                  AND ($8::uuid IS NULL OR e.purchase_order_id = $8)
                ORDER BY e.replenishment_id DESC
                LIMIT $3
              ) r
              ORDER BY r.replenishment_id DESC
              LIMIT $3
            ) page
            CROSS JOIN LATERAL (
              SELECT k.sku FROM products k
              WHERE k.merchant_id = $1 AND k.product_key = page.product_key
              OFFSET 0
            ) i
            CROSS JOIN LATERAL (
              SELECT coalesce(k.current, k.answer) AS body FROM orders k
              WHERE k.merchant_id = $1 AND k.order_id = page.order_id
              OFFSET 0
            ) o
            LEFT JOIN LATERAL (
              SELECT k.status, k.document FROM purchase_orders k
              WHERE k.merchant_id = $1 AND k.purchase_order_id = page.purchase_order_id
              OFFSET 0
            ) p ON true
            ORDER BY page.replenishment_id DESC
            """;

    private static final String[] ALL_STATUSES =
            Arrays.stream(Replenishment.Status.values()).map(EnumNames::of).toArray(String[]::new);

    private final Queries lists;

    public ReplenishmentReads(Queries lists) {
        this.lists = lists;
    }

    /**
     * Replenishments by id, the newest first.
     *
     * @param after the last one before the page, or null for the first page
     */
    public Future<Page<StoredReplenishment>> list(
            int merchantId, ReplenishmentFilter filter, @Nullable UUID after, int limit) {
        String status = filter.status();
        Tuple parameters = Tuple.of(merchantId, after, limit + 1)
                .addArrayOfString(status == null ? ALL_STATUSES : new String[] {status})
                .addString(filter.sku())
                .addString(filter.supplierId())
                .addUUID(filter.orderId())
                .addUUID(filter.purchaseOrderId());
        return lists.read(merchantId, REPLENISHMENTS_BEFORE_ID, parameters).map(rows -> {
            List<StoredReplenishment> found = new ArrayList<>(rows.size());
            rows.forEach(row -> found.add(replenishment(row)));
            return Page.of(found, limit);
        });
    }

    private static StoredReplenishment replenishment(Row row) {
        return new StoredReplenishment(
                row.getUUID("replenishment_id"),
                row.getUUID("order_id"),
                row.getInteger("line"),
                row.getString("sku"),
                row.getString("supplier_id"),
                row.getLong("shortfall"),
                row.getInteger("surplus_bps"),
                row.getLong("quantity"),
                row.getString("status"),
                row.getLong("backordered"),
                purchase(row));
    }

    private static StoredReplenishment.@Nullable Purchase purchase(Row row) {
        UUID id = row.getUUID("purchase_order_id");
        return id == null
                ? null
                : new StoredReplenishment.Purchase(
                        id, row.getString("purchase_order_status"), row.getString("expected_at"));
    }
}
