package dev.millrace.store;

import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.model.Supplier;
import dev.millrace.wire.EnumNames;
import io.vertx.sqlclient.Row;

/**
 * Rows as what the rules know. The columns go by their names in the tables; a row that cannot be understood throws.
 */
public final class RowMappers {
    private RowMappers() {}

    public static Product product(Row row) {
        return new Product(
                row.getInteger("product_key"),
                row.getString("sku"),
                row.getString("name"),
                new Money(row.getLong("price"), row.getString("currency")),
                EnumNames.parse(StockPolicy.class, row.getString("policy")),
                row.getString("supplier_id"),
                row.getInteger("surplus_bps"),
                EnumNames.parse(Rounding.class, row.getString("rounding")),
                new Packaging(row.getLong("pack_size"), row.getLong("minimum_quantity")),
                row.getLong("backorder_max"),
                row.getBoolean("active"),
                row.getLong("number"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    /** @param numberColumn where the number of the last event that moved the stock stands */
    public static StockLevel stock(Row row, String numberColumn) {
        return new StockLevel(
                row.getLong("on_hand"),
                row.getLong("allocated"),
                row.getLong("backordered"),
                row.getLong("incoming"),
                row.getLong("received"),
                row.getLong("adjusted"),
                row.getLong("shipped"),
                row.getLong("returned"),
                row.getLong(numberColumn));
    }

    public static Supplier supplier(Row row) {
        return new Supplier(
                row.getString("supplier_id"),
                row.getString("name"),
                row.getLong("number"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    /** A replenishment, as decisions know it. */
    public static Replenishment replenishment(Row row) {
        return new Replenishment(
                row.getUUID("replenishment_id"),
                row.getUUID("order_id"),
                row.getInteger("line"),
                row.getInteger("product_key"),
                row.getString("supplier_id"),
                row.getLong("shortfall"),
                row.getInteger("surplus_bps"),
                row.getLong("quantity"),
                EnumNames.parse(Replenishment.Status.class, row.getString("status")),
                row.getUUID("purchase_order_id"),
                row.getLong("number"));
    }
}
