package dev.millrace.store;

import dev.millrace.domain.model.Version;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Receipts of a purchase order, one or in pages. Failures as {@link Queries#read}'s. */
public final class ReceiptReads {
    // As text: json would be parsed into objects on its way.
    static final String RECEIPT = """
            SELECT r.receipt_id, r.document::text AS body, r.number, h.history
            FROM receipts r
            JOIN heads h ON h.merchant_id = r.merchant_id
            WHERE r.merchant_id = $1 AND r.purchase_order_id = $2 AND r.receipt_id = $3
            """;

    static final String RECEIPTS_BEFORE_ID = """
            SELECT page.receipt_id, page.document::text AS body, page.number, h.history
            FROM purchase_orders p
            JOIN heads h ON h.merchant_id = p.merchant_id
            LEFT JOIN LATERAL (
              SELECT r.receipt_id, r.document, r.number
              FROM receipts r
              WHERE r.merchant_id = $1 AND r.purchase_order_id = $2 AND ($3::uuid IS NULL OR r.receipt_id < $3)
              ORDER BY r.receipt_id DESC
              LIMIT $4
            ) page ON true
            WHERE p.merchant_id = $1 AND p.purchase_order_id = $2
            ORDER BY page.receipt_id DESC
            """;

    private final Queries points;
    private final Queries lists;

    public ReceiptReads(Queries points, Queries lists) {
        this.points = points;
        this.lists = lists;
    }

    public Future<Optional<StoredDocument>> byId(int merchantId, UUID purchaseOrderId, UUID receiptId) {
        return points.read(merchantId, RECEIPT, Tuple.of(merchantId, purchaseOrderId, receiptId))
                .map(rows -> {
                    var row = rows.iterator();
                    return row.hasNext() ? Optional.of(receipt(row.next())) : Optional.empty();
                });
    }

    /**
     * The receipts of a purchase order by id, the newest first; nothing if there is no such order.
     *
     * @param after the last one before the page, or null for the first page
     */
    public Future<Optional<Page<StoredDocument>>> list(
            int merchantId, UUID purchaseOrderId, @Nullable UUID after, int limit) {
        return lists.read(merchantId, RECEIPTS_BEFORE_ID, Tuple.of(merchantId, purchaseOrderId, after, limit + 1))
                .map(rows -> {
                    List<StoredDocument> found = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        // An order without receipts is one row without a receipt.
                        if (row.getUUID("receipt_id") != null) {
                            found.add(receipt(row));
                        }
                    }
                    return rows.size() == 0 ? Optional.empty() : Optional.of(Page.of(found, limit));
                });
    }

    private static StoredDocument receipt(Row row) {
        return new StoredDocument(
                row.getUUID("receipt_id"),
                new Version(row.getString("history"), row.getLong("number")),
                row.getString("body").getBytes(StandardCharsets.UTF_8));
    }
}
