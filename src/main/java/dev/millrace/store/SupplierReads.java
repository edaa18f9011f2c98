package dev.millrace.store;

import dev.millrace.domain.model.Supplier;
import dev.millrace.domain.model.Version;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Suppliers by id, coalesced, and in pages. One for each event loop; failures as {@link Coalescer#read}'s. */
public final class SupplierReads {
    static final String SUPPLIERS_BY_ID = """
            SELECT s.merchant_id, s.supplier_id, s.name, s.number, s.created_at, h.history
            FROM unnest($1::integer[], $2::text[]) AS k (merchant_id, supplier_id)
            JOIN suppliers s ON s.merchant_id = k.merchant_id AND s.supplier_id = k.supplier_id
            JOIN heads h ON h.merchant_id = s.merchant_id
            """;

    static final String SUPPLIERS_AFTER_ID = """
            SELECT s.supplier_id, s.name, s.number, s.created_at
            FROM suppliers s
            WHERE s.merchant_id = $1 AND s.supplier_id > $2
            ORDER BY s.supplier_id
            LIMIT $3
            """;

    private final Queries points;
    private final Queries lists;
    private final StatementOwner gathered = new StatementOwner.Gathered();
    private final Coalescer<Scoped<String>, Versioned<Supplier>> byId;

    public SupplierReads(Queries points, Queries lists, ReadConfig limits) {
        this.points = points;
        this.lists = lists;
        this.byId = new Coalescer<>(Scoped::merchantId, this::query, limits);
    }

    public Future<Optional<Versioned<Supplier>>> byId(int merchantId, String supplierId) {
        return byId.read(new Scoped<>(merchantId, supplierId));
    }

    /**
     * Suppliers ordered by id, code point by code point.
     *
     * @param after the id before the page; empty for the first page
     */
    public Future<Page<Supplier>> list(int merchantId, String after, int limit) {
        return lists.read(merchantId, SUPPLIERS_AFTER_ID, Tuple.of(merchantId, after, limit + 1))
                .map(rows -> {
                    List<Supplier> suppliers = new ArrayList<>(rows.size());
                    rows.forEach(row -> suppliers.add(RowMappers.supplier(row)));
                    return Page.of(suppliers, limit);
                });
    }

    private Future<Map<Scoped<String>, Versioned<Supplier>>> query(List<Scoped<String>> keys) {
        return ScopedKeys.byKey(
                points.read(gathered, SUPPLIERS_BY_ID, ScopedKeys.texts(keys)),
                row -> new Scoped<>(row.getInteger("merchant_id"), row.getString("supplier_id")),
                row -> new Versioned<>(
                        RowMappers.supplier(row), new Version(row.getString("history"), row.getLong("number"))));
    }
}
