package dev.millrace.feed.audit;

import java.util.List;
import java.util.Locale;

/**
 * A table that {@code apply} writes, with the statement that reads a merchant's rows of one range of keys: the key as
 * text, then each column as text. Times are microseconds since 1970, JSON is the SHA-256 of its very bytes.
 */
enum AuditedTable {
    SUPPLIERS(List.of("name", "number", "created_at"), """
            SELECT s.supplier_id, s.name, s.number::text, (extract(epoch FROM s.created_at) * 1000000)::bigint::text
            FROM suppliers s
            WHERE s.merchant_id = ? AND ('x' || left(md5(s.supplier_id), 4))::bit(16)::integer BETWEEN ? AND ?
            """),
    PRODUCTS(
            List.of(
                    "sku",
                    "name",
                    "price",
                    "currency",
                    "policy",
                    "supplier_id",
                    "surplus_bps",
                    "rounding",
                    "pack_size",
                    "minimum_quantity",
                    "backorder_max",
                    "active",
                    "number",
                    "created_at"),
            """
            SELECT p.product_key::text, p.sku, p.name, p.price::text, p.currency, p.policy, p.supplier_id,
              p.surplus_bps::text, p.rounding, p.pack_size::text, p.minimum_quantity::text,
              p.backorder_max::text, p.active::text, p.number::text,
              (extract(epoch FROM p.created_at) * 1000000)::bigint::text
            FROM products p
            WHERE p.merchant_id = ? AND ('x' || left(md5(p.product_key::text), 4))::bit(16)::integer BETWEEN ? AND ?
            """),
    STOCK(
            List.of(
                    "on_hand",
                    "allocated",
                    "backordered",
                    "incoming",
                    "received",
                    "adjusted",
                    "shipped",
                    "returned",
                    "number"),
            """
            SELECT s.product_key::text, s.on_hand::text, s.allocated::text, s.backordered::text, s.incoming::text,
              s.received::text, s.adjusted::text, s.shipped::text, s.returned::text, s.number::text
            FROM stock s
            WHERE s.merchant_id = ? AND ('x' || left(md5(s.product_key::text), 4))::bit(16)::integer BETWEEN ? AND ?
            """),
    ORDERS(
            List.of(
                    "number",
                    "idempotency_key",
                    "request_hash",
                    "answer",
                    "created_at",
                    "status",
                    "current",
                    "current_number"),
            """
            SELECT o.order_id::text, o.number::text, o.idempotency_key, encode(o.request_hash, 'hex'),
              encode(sha256(convert_to(o.answer::text, 'UTF8')), 'hex'),
              (extract(epoch FROM o.created_at) * 1000000)::bigint::text, o.status,
              encode(sha256(convert_to(o.current::text, 'UTF8')), 'hex'), o.current_number::text
            FROM orders o
            WHERE o.merchant_id = ? AND ('x' || left(md5(o.order_id::text), 4))::bit(16)::integer BETWEEN ? AND ?
            """),
    BACKORDERS(List.of("order_id", "quantity"), """
            SELECT b.key, b.order_id::text, b.quantity::text
            FROM (
              SELECT w.product_key || '/' || w.number || '/' || w.line AS key, w.order_id, w.quantity
              FROM backorders w WHERE w.merchant_id = ?
            ) AS b
            WHERE ('x' || left(md5(b.key), 4))::bit(16)::integer BETWEEN ? AND ?
            """),
    REPLENISHMENTS(
            List.of(
                    "order_id",
                    "line",
                    "product_key",
                    "supplier_id",
                    "surplus_bps",
                    "shortfall",
                    "quantity",
                    "status",
                    "purchase_order_id",
                    "number"),
            """
            SELECT r.replenishment_id::text, r.order_id::text, r.line::text, r.product_key::text, r.supplier_id,
              r.surplus_bps::text, r.shortfall::text, r.quantity::text, r.status,
              r.purchase_order_id::text, r.number::text
            FROM replenishments r
            WHERE r.merchant_id = ?
              AND ('x' || left(md5(r.replenishment_id::text), 4))::bit(16)::integer BETWEEN ? AND ?
            """),
    PURCHASE_ORDERS(List.of("supplier_id", "status", "document", "number", "made_number", "created_at"), """
            SELECT p.purchase_order_id::text, p.supplier_id, p.status,
              encode(sha256(convert_to(p.document::text, 'UTF8')), 'hex'), p.number::text, p.made_number::text,
              (extract(epoch FROM p.created_at) * 1000000)::bigint::text
            FROM purchase_orders p
            WHERE p.merchant_id = ?
              AND ('x' || left(md5(p.purchase_order_id::text), 4))::bit(16)::integer BETWEEN ? AND ?
            """),
    RECEIPTS(List.of("purchase_order_id", "delivery_note", "document", "number"), """
            SELECT r.receipt_id::text, r.purchase_order_id::text, r.delivery_note,
              encode(sha256(convert_to(r.document::text, 'UTF8')), 'hex'), r.number::text
            FROM receipts r
            WHERE r.merchant_id = ? AND ('x' || left(md5(r.receipt_id::text), 4))::bit(16)::integer BETWEEN ? AND ?
            """),
    OUTCOMES(List.of("request_hash", "status", "answer", "number"), """
            SELECT o.key, encode(o.request_hash, 'hex'), o.status,
              encode(sha256(convert_to(o.answer::text, 'UTF8')), 'hex'), o.number::text
            FROM (
              SELECT u.kind || '/' || u.idempotency_key AS key, u.request_hash, u.status, u.answer, u.number
              FROM outcomes u WHERE u.merchant_id = ?
            ) AS o
            WHERE ('x' || left(md5(o.key), 4))::bit(16)::integer BETWEEN ? AND ?
            """);

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it.
    private final List<String> columns;

    private final String sql;

    AuditedTable(List<String> columns, String sql) {
        this.columns = columns;
        this.sql = sql;
    }

    /** The columns beside the key, as {@link #sql} reads them. */
    List<String> columns() {
        return columns;
    }

    /** Takes the merchant, the first and the last hash. */
    String sql() {
        return sql;
    }

    int position(String column) {
        return columns.indexOf(column);
    }

    String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
