package dev.millrace.store;

import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.Version;
import dev.millrace.wire.EnumNames;
import dev.millrace.wire.EventReader;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Purchase orders by id, coalesced, and in pages. One for each event loop; failures as {@link Coalescer#read}'s. */
public final class PurchaseOrderReads {
    static final String PURCHASE_ORDERS_BY_ID = """
            SELECT p.merchant_id, p.purchase_order_id, p.document::text AS document, p.number, h.history
            FROM unnest($1::integer[], $2::uuid[]) AS k (merchant_id, purchase_order_id)
            JOIN purchase_orders p
              ON p.merchant_id = k.merchant_id AND p.purchase_order_id = k.purchase_order_id
            JOIN heads h ON h.merchant_id = p.merchant_id
            """;

    // Each status is looked at for itself: its index has the order of the list, so no filter reads rows in vain.
    static final String PURCHASE_ORDERS_BEFORE_ID = """
            SELECT page.purchase_order_id, page.supplier_id, page.status, page.created_at,
              page.document ->> 'expected_at' AS expected_at, page.document ->> 'reference' AS reference,
              page.document ->> 'hold' AS hold, page.document ->> 'reason' AS reason,
              (page.document ->> 'gathered')::integer AS gathered,
              json_array_length(page.document -> 'lines') AS lines
            FROM (
              SELECT p.purchase_order_id, p.supplier_id, p.status, p.created_at, p.document
              FROM unnest($4::text[]) AS s (status)
              CROSS JOIN LATERAL (
                SELECT o.purchase_order_id, o.supplier_id, o.status, o.created_at, o.document
                FROM purchase_orders o
                WHERE o.merchant_id = $1 AND o.status = s.status
                  AND ($2::uuid IS NULL OR o.purchase_order_id < $2)
                  AND ($5::text IS NULL OR o.supplier_id = $5)
                ORDER BY o.purchase_order_id DESC
                LIMIT $3
              ) p
              ORDER BY p.purchase_order_id DESC
              LIMIT $3
            ) page
            ORDER BY page.purchase_order_id DESC
            """;

    static final String LINES_WITH_NAMES = """
            SELECT l.line ->> 'sku' AS sku, i.name, (l.line ->> 'quantity')::bigint AS quantity,
              (l.line ->> 'received')::bigint AS received
            FROM purchase_orders p
            CROSS JOIN LATERAL json_array_elements(p.document -> 'lines') WITH ORDINALITY AS l (line, position)
            JOIN products i ON i.merchant_id = p.merchant_id AND i.sku = l.line ->> 'sku'
            WHERE p.merchant_id = $1 AND p.purchase_order_id = $2
            ORDER BY l.position
            """;

    private static final String[] ALL_STATUSES =
            Arrays.stream(PurchaseOrder.Status.values()).map(EnumNames::of).toArray(String[]::new);

    /**
     * A line as people read it.
     *
     * @param name of the product, as it is now
     * @param quantity units ordered
     * @param received units that came
     */
    public record NamedLine(String sku, String name, long quantity, long received) {}

    private final Queries points;
    private final Queries lists;
    private final StatementOwner gathered = new StatementOwner.Gathered();
    private final Coalescer<Scoped<UUID>, Versioned<PurchaseOrder>> byId;

    public PurchaseOrderReads(Queries points, Queries lists, ReadConfig limits) {
        this.points = points;
        this.lists = lists;
        this.byId = new Coalescer<>(Scoped::merchantId, this::query, limits);
    }

    public Future<Optional<Versioned<PurchaseOrder>>> byId(int merchantId, UUID purchaseOrderId) {
        return byId.read(new Scoped<>(merchantId, purchaseOrderId));
    }

    /**
     * Purchase orders by id, the newest first.
     *
     * @param status as the API names it, or null for all
     * @param supplierId or null for all
     * @param after the last one before the page, or null for the first page
     */
    public Future<Page<PurchaseOrderSummary>> list(
            int merchantId, @Nullable String status, @Nullable String supplierId, @Nullable UUID after, int limit) {
        Tuple parameters = Tuple.of(merchantId, after, limit + 1)
                .addArrayOfString(status == null ? ALL_STATUSES : new String[] {status})
                .addString(supplierId);
        return lists.read(merchantId, PURCHASE_ORDERS_BEFORE_ID, parameters).map(rows -> {
            List<PurchaseOrderSummary> found = new ArrayList<>(rows.size());
            rows.forEach(row -> found.add(summary(row)));
            return Page.of(found, limit);
        });
    }

    /** The lines of a purchase order with the names of their products; none if there is no such order. */
    public Future<List<NamedLine>> linesWithNames(int merchantId, UUID purchaseOrderId) {
        return lists.read(merchantId, LINES_WITH_NAMES, Tuple.of(merchantId, purchaseOrderId))
                .map(rows -> {
                    List<NamedLine> lines = new ArrayList<>(rows.size());
                    rows.forEach(row -> lines.add(new NamedLine(
                            row.getString("sku"),
                            row.getString("name"),
                            row.getLong("quantity"),
                            row.getLong("received"))));
                    return lines;
                });
    }

    private Future<Map<Scoped<UUID>, Versioned<PurchaseOrder>>> query(List<Scoped<UUID>> keys) {
        return ScopedKeys.byKey(
                points.read(gathered, PURCHASE_ORDERS_BY_ID, ScopedKeys.ids(keys)),
                row -> new Scoped<>(row.getInteger("merchant_id"), row.getUUID("purchase_order_id")),
                PurchaseOrderReads::purchaseOrder);
    }

    private static Versioned<PurchaseOrder> purchaseOrder(Row row) {
        long number = row.getLong("number");
        return new Versioned<>(
                EventReader.readPurchaseOrder(row.getString("document"), number),
                new Version(row.getString("history"), number));
    }

    private static PurchaseOrderSummary summary(Row row) {
        return new PurchaseOrderSummary(
                row.getUUID("purchase_order_id"),
                row.getString("supplier_id"),
                row.getString("status"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("expected_at"),
                row.getString("reference"),
                row.getString("hold"),
                row.getString("reason"),
                row.getInteger("gathered"),
                row.getInteger("lines"));
    }
}
