package dev.millrace.feed;

import dev.millrace.store.Queries;
import dev.millrace.store.StatementOwner;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds products with free units beside waiting lines. It walks over the products that have waiting lines, a bounded
 * number at a time, and goes on where it stopped; after the last it begins again. Belongs to one caller, which waits for
 * one answer before it asks again.
 */
final class FillFinder {
    // A loose scan: one index probe per waiting product, however many lines wait for it.
    static final String WAITING_PRODUCTS = """
            WITH RECURSIVE waiting (merchant_id, product_key, position) AS (
              (SELECT b.merchant_id, b.product_key, 1
                FROM backorders b
                WHERE (b.merchant_id, b.product_key) > ($1::integer, $2::integer)
                ORDER BY b.merchant_id, b.product_key
                LIMIT 1)
              UNION ALL
              SELECT n.merchant_id, n.product_key, w.position + 1
              FROM waiting w
              CROSS JOIN LATERAL (
                SELECT b.merchant_id, b.product_key
                FROM backorders b
                WHERE (b.merchant_id, b.product_key) > (w.merchant_id, w.product_key)
                ORDER BY b.merchant_id, b.product_key
                LIMIT 1
              ) n
              WHERE w.position < $3
            )
            SELECT w.merchant_id, w.product_key, p.sku, s.on_hand > s.allocated AS is_free
            FROM waiting w
            JOIN stock s ON s.merchant_id = w.merchant_id AND s.product_key = w.product_key
            JOIN products p ON p.merchant_id = w.merchant_id AND p.product_key = w.product_key
            ORDER BY w.position
            """;

    private static final StatementOwner HOLDER = new StatementOwner.Job("the look for fills");

    private final Queries queries;
    private final int skusMax;
    private int merchantId;
    private int productKey;

    FillFinder(Queries queries, int skusMax) {
        this.queries = queries;
        this.skusMax = skusMax;
    }

    /** What there is to fill among the next products. */
    Future<List<FreeBesideWaiting>> next() {
        return queries.read(HOLDER, WAITING_PRODUCTS, Tuple.of(merchantId, productKey, skusMax))
                .map(rows -> {
                    List<FreeBesideWaiting> found = new ArrayList<>();
                    for (Row row : rows) {
                        merchantId = row.getInteger("merchant_id");
                        productKey = row.getInteger("product_key");
                        if (row.getBoolean("is_free")) {
                            found.add(new FreeBesideWaiting(merchantId, productKey, row.getString("sku")));
                        }
                    }
                    if (rows.size() < skusMax) {
                        merchantId = 0;
                        productKey = 0;
                    }
                    return found;
                });
    }
}
