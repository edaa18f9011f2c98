package dev.millrace.feed.audit;

import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.ReplenishmentUpdate;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.model.Supplier;
import dev.millrace.domain.state.BackorderLine;
import dev.millrace.domain.state.Change;
import dev.millrace.domain.state.ChangeSet;
import dev.millrace.wire.EnumNames;
import dev.millrace.wire.EventWriter;
import dev.millrace.wire.OrderJson;
import dev.millrace.wire.PurchaseJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one merchant and one range of keys, as the journal's changes make them: each column as {@link AuditedTable}
 * reads it.
 */
final class ReplayedRows {
    private final Buckets range;
    private final Map<AuditedTable, Map<String, @Nullable String[]>> tables = new EnumMap<>(AuditedTable.class);
    private final Map<Integer, StockLevel> stock = new TreeMap<>();

    ReplayedRows(Buckets range) {
        this.range = range;
        for (AuditedTable table : AuditedTable.values()) {
            tables.put(table, new HashMap<>());
        }
    }

    /**
     * Writes what one append wrote.
     *
     * @throws IllegalStateException if it makes a row twice, or changes one that was never made
     */
    void add(ChangeSet changes) {
        changes.newSuppliers().forEach(this::supplier);
        for (Product product : changes.newProducts()) {
            put(AuditedTable.PRODUCTS, Integer.toString(product.key()), columns(product));
            stock(product.key(), StockLevel.EMPTY);
        }
        for (Product product : changes.changedProducts()) {
            change(AuditedTable.PRODUCTS, Integer.toString(product.key()), columns(product));
        }
        changes.stock().forEach(this::stock);
        changes.newOrders().forEach(this::order);
        changes.changedOrders().forEach(this::order);
        changes.newBackorders().forEach(this::waiting);
        changes.changedBackorders()
                .forEach((line, left) ->
                        update(AuditedTable.BACKORDERS, key(line), Map.of("quantity", Long.toString(left))));
        changes.endedBackorders().forEach(line -> remove(AuditedTable.BACKORDERS, key(line)));
        changes.newReplenishments().forEach(this::replenishment);
        changes.changedReplenishments().forEach(this::replenishment);
        changes.purchaseOrders().forEach(this::purchaseOrder);
        changes.receipts().forEach(this::receipt);
        changes.outcomes().forEach(this::outcome);
    }

    /** The rows of a table by their keys; whoever compares may take them out. */
    Map<String, @Nullable String[]> of(AuditedTable table) {
        if (table == AuditedTable.STOCK) {
            stock.forEach((product, level) -> rows(table).put(Integer.toString(product), columns(level)));
            stock.clear();
        }
        return rows(table);
    }

    private void stock(int productKey, StockLevel delta) {
        if (range.holds(Integer.toString(productKey))) {
            stock.merge(productKey, delta, StockLevel::plus);
        }
    }

    private void supplier(Supplier supplier) {
        put(
                AuditedTable.SUPPLIERS,
                supplier.id(),
                supplier.name(),
                Long.toString(supplier.number()),
                micros(supplier.createdAt()));
    }

    private static @Nullable String[] columns(Product product) {
        return new @Nullable String[] {
            product.sku(),
            product.name(),
            Long.toString(product.price().amount()),
            product.price().currency(),
            EnumNames.of(product.policy()),
            product.supplierId(),
            Integer.toString(product.surplusBps()),
            EnumNames.of(product.rounding()),
            Long.toString(product.packaging().packSize()),
            Long.toString(product.packaging().minimumQuantity()),
            Long.toString(product.backorderMax()),
            Boolean.toString(product.active()),
            Long.toString(product.number()),
            micros(product.createdAt())
        };
    }

    private static @Nullable String[] columns(StockLevel level) {
        return new @Nullable String[] {
            Long.toString(level.onHand()),
            Long.toString(level.allocated()),
            Long.toString(level.backordered()),
            Long.toString(level.incoming()),
            Long.toString(level.received()),
            Long.toString(level.adjusted()),
            Long.toString(level.shipped()),
            Long.toString(level.returned()),
            Long.toString(level.number())
        };
    }

    private void order(Change.OrderPut put) {
        String key = put.order().id().toString();
        if (range.holds(key)) {
            put(
                    AuditedTable.ORDERS,
                    key,
                    Long.toString(put.order().journalNumber()),
                    put.keyed().key(),
                    HexFormat.of().formatHex(put.keyed().hash().toBytes()),
                    digest(OrderJson.bytes(put.order())),
                    micros(put.order().createdAt()),
                    OrderJson.statusName(put.order().status()),
                    null,
                    null);
        }
    }

    private void order(Change.OrderChanged changed) {
        String key = changed.order().id().toString();
        if (range.holds(key)) {
            update(
                    AuditedTable.ORDERS,
                    key,
                    Map.of(
                            "status", OrderJson.statusName(changed.order().status()),
                            "current", digest(OrderJson.bytes(changed.order())),
                            "current_number", Long.toString(changed.number())));
        }
    }

    private void waiting(BackorderLine waiting) {
        put(
                AuditedTable.BACKORDERS,
                key(new ChangeSet.LineKey(waiting.productKey(), waiting.journalNumber(), waiting.line())),
                waiting.orderId().toString(),
                Long.toString(waiting.quantity()));
    }

    private void replenishment(Replenishment owed) {
        Long quantity = owed.quantity();
        put(
                AuditedTable.REPLENISHMENTS,
                owed.id().toString(),
                owed.orderId().toString(),
                Integer.toString(owed.line()),
                Integer.toString(owed.productKey()),
                owed.supplierId(),
                Integer.toString(owed.surplusBps()),
                Long.toString(owed.shortfall()),
                quantity == null ? null : quantity.toString(),
                EnumNames.of(owed.status()),
                text(owed.purchaseOrderId()),
                Long.toString(owed.number()));
    }

    private void replenishment(Change.ReplenishmentChanged changed) {
        ReplenishmentUpdate update = changed.update();
        Long quantity = update.quantity();
        Map<String, @Nullable String> columns = new HashMap<>();
        columns.put("shortfall", Long.toString(update.shortfall()));
        columns.put("quantity", quantity == null ? null : quantity.toString());
        columns.put("status", EnumNames.of(update.status()));
        columns.put("purchase_order_id", text(update.purchaseOrderId()));
        columns.put("number", Long.toString(changed.number()));
        update(AuditedTable.REPLENISHMENTS, update.id().toString(), columns);
    }

    private void purchaseOrder(PurchaseOrder order) {
        String key = order.id().toString();
        if (!range.holds(key)) {
            return;
        }
        @Nullable String[] before = rows(AuditedTable.PURCHASE_ORDERS).get(key);
        String number = Long.toString(order.number());
        rows(AuditedTable.PURCHASE_ORDERS).put(key, new @Nullable String[] {
            order.supplierId(),
            EnumNames.of(order.status()),
            digest(PurchaseJson.bytes(order)),
            number,
            before == null ? number : before[AuditedTable.PURCHASE_ORDERS.position("made_number")],
            micros(order.createdAt())
        });
    }

    private void receipt(Change.ReceiptPut put) {
        put(
                AuditedTable.RECEIPTS,
                put.receipt().id().toString(),
                put.receipt().purchaseOrderId().toString(),
                put.receipt().deliveryNote(),
                digest(PurchaseJson.bytes(put.receipt())),
                Long.toString(put.number()));
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private void outcome(Change.OutcomeRecorded recorded) {
        put(
                AuditedTable.OUTCOMES,
                recorded.keyed().kind() + "/" + recorded.keyed().key(),
                HexFormat.of().formatHex(recorded.keyed().hash().toBytes()),
                recorded.accepted() ? "accepted" : "rejected",
                digest(new EventWriter(0).bytesOf(recorded.answer())),
                Long.toString(recorded.number()));
    }

    private static String key(ChangeSet.LineKey line) {
        return line.productKey() + "/" + line.journalNumber() + "/" + line.line();
    }

    private void put(AuditedTable table, String key, @Nullable String... columns) {
        if (range.holds(key) && rows(table).put(key, columns) != null) {
            throw new IllegalStateException("the journal makes " + table.tableName() + " " + key + " twice");
        }
    }

    private void change(AuditedTable table, String key, @Nullable String... columns) {
        if (range.holds(key) && rows(table).put(key, columns) == null) {
            throw new IllegalStateException("the journal changes " + table.tableName() + " " + key + ", never made");
        }
    }

    private void update(AuditedTable table, String key, Map<String, @Nullable String> columns) {
        if (range.holds(key)) {
            @Nullable String[] row = rows(table).get(key);
            if (row == null) {
                throw new IllegalStateException(
                        "the journal changes " + table.tableName() + " " + key + ", never made");
            }
            columns.forEach((column, value) -> row[table.position(column)] = value);
        }
    }

    private void remove(AuditedTable table, String key) {
        if (range.holds(key) && rows(table).remove(key) == null) {
            throw new IllegalStateException("the journal ends " + table.tableName() + " " + key + ", never made");
        }
    }

    private Map<String, @Nullable String[]> rows(AuditedTable table) {
        return Objects.requireNonNull(tables.get(table));
    }

    private static String micros(Instant at) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at));
    }

    private static String digest(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
