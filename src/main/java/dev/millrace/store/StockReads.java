package dev.millrace.store;

import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.model.Version;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stock by SKU, coalesced. One for each event loop; failures as {@link Coalescer#read}'s. */
public final class StockReads {
    static final String STOCK_BY_SKU = """
            SELECT p.merchant_id, p.sku, s.on_hand, s.allocated, s.backordered, s.incoming,
              s.received, s.adjusted, s.shipped, s.returned, s.number, h.history
            FROM unnest($1::integer[], $2::text[]) AS k (merchant_id, sku)
            JOIN products p ON p.merchant_id = k.merchant_id AND p.sku = k.sku
            JOIN stock s ON s.merchant_id = p.merchant_id AND s.product_key = p.product_key
            JOIN heads h ON h.merchant_id = p.merchant_id
            """;

    private final Queries queries;
    private final StatementOwner gathered = new StatementOwner.Gathered();
    private final Coalescer<Scoped<String>, StockOf> bySku;

    public StockReads(Queries queries, ReadConfig limits) {
        this.queries = queries;
        this.bySku = new Coalescer<>(Scoped::merchantId, this::query, limits);
    }

    public Future<Optional<StockOf>> bySku(int merchantId, String sku) {
        return bySku.read(new Scoped<>(merchantId, sku));
    }

    private Future<Map<Scoped<String>, StockOf>> query(List<Scoped<String>> keys) {
        return ScopedKeys.byKey(
                queries.read(gathered, STOCK_BY_SKU, ScopedKeys.texts(keys)),
                row -> new Scoped<>(row.getInteger("merchant_id"), row.getString("sku")),
                StockReads::stock);
    }

    private static StockOf stock(Row row) {
        StockLevel level = RowMappers.stock(row, "number");
        return new StockOf(row.getString("sku"), level, new Version(row.getString("history"), level.number()));
    }
}
