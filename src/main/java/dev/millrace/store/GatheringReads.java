package dev.millrace.store;

import dev.millrace.domain.model.Limits;
import dev.millrace.domain.purchasing.GatherReplenishments.Owed;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a gathering begins with, whoever wishes for it. Failures as {@link Queries#read}'s. */
public final class GatheringReads {
    // The oldest debts, by their index; then in the order of the orders and of their lines, as people read them.
    static final String OWED = """
            SELECT r.replenishment_id, p.sku
            FROM (
              SELECT merchant_id, replenishment_id, order_id, line, product_key
              FROM replenishments
              WHERE merchant_id = $1 AND supplier_id = $2 AND status = 'owed'
              ORDER BY number, order_id, line
              LIMIT $3
            ) r
            JOIN products p ON p.merchant_id = r.merchant_id AND p.product_key = r.product_key
            LEFT JOIN orders o ON o.merchant_id = r.merchant_id AND o.order_id = r.order_id
            ORDER BY o.number, r.order_id, r.line
            """;

    static final String GROWING_DRAFT = """
            SELECT p.purchase_order_id
            FROM purchase_orders p
            WHERE p.merchant_id = $1 AND p.supplier_id = $2 AND p.status = 'draft'
              AND p.document ->> 'hold' IS NULL AND (p.document ->> 'gathered')::integer < $3
            ORDER BY p.made_number
            LIMIT 1
            """;

    private final Queries queries;

    public GatheringReads(Queries queries) {
        this.queries = queries;
    }

    /**
     * What is owed to a supplier, the oldest debts, as much as one purchase order gathers: in the order of the orders' journal
     * numbers and of their lines.
     */
    public Future<List<Owed>> owedTo(int merchantId, String supplierId) {
        return queries.read(merchantId, OWED, parameters(merchantId, supplierId))
                .map(rows -> {
                    List<Owed> owed = new ArrayList<>(rows.size());
                    rows.forEach(row -> owed.add(new Owed(row.getUUID("replenishment_id"), row.getString("sku"))));
                    return owed;
                });
    }

    /** The oldest draft for a supplier that may take in more: not full, and held by nobody. */
    public Future<Optional<UUID>> growingDraft(int merchantId, String supplierId) {
        return queries.read(merchantId, GROWING_DRAFT, parameters(merchantId, supplierId))
                .map(rows -> {
                    var row = rows.iterator();
                    return row.hasNext() ? Optional.of(row.next().getUUID("purchase_order_id")) : Optional.empty();
                });
    }

    private static Tuple parameters(int merchantId, String supplierId) {
        return Tuple.of(merchantId, supplierId, Limits.PURCHASE_ORDER_REPLENISHMENTS_MAX);
    }
}
