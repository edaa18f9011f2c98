package dev.millrace.store;

import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.Version;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Products by SKU, coalesced, and in pages. One for each event loop; failures as {@link Coalescer#read}'s. */
public final class ProductReads {
    static final String PRODUCTS_BY_SKU = """
            SELECT p.merchant_id, p.product_key, p.sku, p.name, p.price, p.currency, p.policy, p.supplier_id,
              p.surplus_bps, p.rounding, p.pack_size, p.minimum_quantity, p.backorder_max, p.active, p.number, p.created_at, h.history
            FROM unnest($1::integer[], $2::text[]) AS k (merchant_id, sku)
            JOIN products p ON p.merchant_id = k.merchant_id AND p.sku = k.sku
            JOIN heads h ON h.merchant_id = p.merchant_id
            """;

    static final String PRODUCTS_AFTER_SKU = """
            SELECT p.merchant_id, p.product_key, p.sku, p.name, p.price, p.currency, p.policy, p.supplier_id,
              p.surplus_bps, p.rounding, p.pack_size, p.minimum_quantity, p.backorder_max, p.active, p.number, p.created_at, h.history
            FROM products p
            JOIN heads h ON h.merchant_id = p.merchant_id
            WHERE p.merchant_id = $1 AND p.sku > $2
            ORDER BY p.sku
            LIMIT $3
            """;

    private final Queries points;
    private final Queries lists;
    private final StatementOwner gathered = new StatementOwner.Gathered();
    private final Coalescer<Scoped<String>, Versioned<Product>> bySku;

    public ProductReads(Queries points, Queries lists, ReadConfig limits) {
        this.points = points;
        this.lists = lists;
        this.bySku = new Coalescer<>(Scoped::merchantId, this::query, limits);
    }

    public Future<Optional<Versioned<Product>>> bySku(int merchantId, String sku) {
        return bySku.read(new Scoped<>(merchantId, sku));
    }

    /**
     * Products ordered by SKU, code point by code point.
     *
     * @param after the SKU before the page; empty for the first page
     */
    public Future<Page<Product>> list(int merchantId, String after, int limit) {
        return lists.read(merchantId, PRODUCTS_AFTER_SKU, Tuple.of(merchantId, after, limit + 1))
                .map(rows -> {
                    List<Product> products = new ArrayList<>(rows.size());
                    rows.forEach(row -> products.add(RowMappers.product(row)));
                    return Page.of(products, limit);
                });
    }

    private Future<Map<Scoped<String>, Versioned<Product>>> query(List<Scoped<String>> keys) {
        return ScopedKeys.byKey(
                points.read(gathered, PRODUCTS_BY_SKU, ScopedKeys.texts(keys)),
                row -> new Scoped<>(row.getInteger("merchant_id"), row.getString("sku")),
                row -> new Versioned<>(
                        RowMappers.product(row), new Version(row.getString("history"), row.getLong("number"))));
    }
}
