package dev.millrace.lane;

/** What a load asks for: one statement for each sort of row, of several merchants at once. */
final class LoadStatements {
    static final String HEADS = """
            SELECT merchant_id, history, number, batch_id FROM heads WHERE merchant_id = ANY ($1::integer[])
            """;

    static final String ITEMS = """
            SELECT p.merchant_id, p.product_key, p.sku, p.name, p.price, p.currency, p.policy, p.supplier_id,
              p.surplus_bps, p.rounding, p.pack_size, p.minimum_quantity, p.backorder_max, p.active, p.number,
              p.created_at,
              s.on_hand, s.allocated, s.backordered, s.incoming, s.received, s.adjusted, s.shipped, s.returned,
              s.number AS stock_number
            FROM unnest($1::integer[], $2::text[]) AS q (merchant_id, sku)
            JOIN products p ON p.merchant_id = q.merchant_id AND p.sku = q.sku
            JOIN stock s ON s.merchant_id = p.merchant_id AND s.product_key = p.product_key
            """;

    static final String SUPPLIERS = """
            SELECT s.merchant_id, s.supplier_id, s.name, s.number, s.created_at
            FROM unnest($1::integer[], $2::text[]) AS q (merchant_id, supplier_id)
            JOIN suppliers s ON s.merchant_id = q.merchant_id AND s.supplier_id = q.supplier_id
            """;

    static final String ORDERS = """
            SELECT o.merchant_id, coalesce(o.current, o.answer)::text AS body,
              coalesce(o.current_number, o.number) AS number
            FROM unnest($1::integer[], $2::uuid[]) AS q (merchant_id, order_id)
            JOIN orders o ON o.merchant_id = q.merchant_id AND o.order_id = q.order_id
            """;

    static final String REPLENISHMENTS = """
            SELECT r.merchant_id, r.replenishment_id, r.order_id, r.line, r.product_key, r.supplier_id, r.shortfall,
              r.surplus_bps, r.quantity, r.status, r.purchase_order_id, r.number
            FROM unnest($1::integer[], $2::uuid[]) AS q (merchant_id, order_id)
            JOIN replenishments r ON r.merchant_id = q.merchant_id AND r.order_id = q.order_id
            ORDER BY r.merchant_id, r.order_id, r.line, r.replenishment_id
            """;

    static final String REPLENISHMENTS_BY_ID = """
            SELECT r.merchant_id, r.replenishment_id, r.order_id, r.line, r.product_key, r.supplier_id, r.shortfall,
              r.surplus_bps, r.quantity, r.status, r.purchase_order_id, r.number
            FROM unnest($1::integer[], $2::uuid[]) AS q (merchant_id, replenishment_id)
            JOIN replenishments r ON r.merchant_id = q.merchant_id AND r.replenishment_id = q.replenishment_id
            """;

    static final String REPLENISHMENTS_BOUGHT = """
            SELECT r.merchant_id, r.replenishment_id, r.order_id, r.line, r.product_key, r.supplier_id, r.shortfall,
              r.surplus_bps, r.quantity, r.status, r.purchase_order_id, r.number
            FROM unnest($1::integer[], $2::uuid[]) AS q (merchant_id, purchase_order_id)
            JOIN replenishments r ON r.merchant_id = q.merchant_id AND r.purchase_order_id = q.purchase_order_id
            ORDER BY r.merchant_id, r.purchase_order_id, r.replenishment_id
            """;

    static final String PURCHASE_ORDERS = """
            SELECT p.merchant_id, p.document::text AS document, p.number
            FROM unnest($1::integer[], $2::uuid[]) AS q (merchant_id, purchase_order_id)
            JOIN purchase_orders p
              ON p.merchant_id = q.merchant_id AND p.purchase_order_id = q.purchase_order_id
            """;

    static final String COVER = """
            SELECT p.merchant_id, p.product_key, coalesce((
                SELECT sum(r.shortfall) FROM replenishments r
                WHERE r.merchant_id = p.merchant_id AND r.product_key = p.product_key AND r.status = 'owed'), 0)::bigint
              + coalesce((
                SELECT sum(least((l.line ->> 'outstanding')::bigint, (l.line -> 'demand' ->> 'shortfall')::bigint))
                FROM purchase_orders o CROSS JOIN LATERAL json_array_elements(o.document -> 'lines') AS l (line)
                WHERE o.merchant_id = p.merchant_id
                  AND o.status NOT IN ('received', 'rejected', 'cancelled', 'closed_short')
                  AND l.line ->> 'sku' = p.sku), 0)::bigint AS cover
            FROM unnest($1::integer[], $2::integer[]) AS q (merchant_id, product_key)
            JOIN products p ON p.merchant_id = q.merchant_id AND p.product_key = q.product_key
            """;

    static final String OLDEST_BACKORDERS = """
            SELECT q.merchant_id, b.product_key, b.number AS journal_number, b.line, b.order_id, b.quantity
            FROM unnest($1::integer[], $2::integer[], $3::integer[]) AS q (merchant_id, product_key, lines)
            CROSS JOIN LATERAL (
              SELECT w.product_key, w.number, w.line, w.order_id, w.quantity FROM backorders w
              WHERE w.merchant_id = q.merchant_id AND w.product_key = q.product_key
              ORDER BY w.number, w.line LIMIT q.lines
            ) AS b
            ORDER BY q.merchant_id, b.product_key, b.number, b.line
            """;

    static final String LAST_PRODUCT_KEYS = """
            SELECT q.merchant_id, coalesce((
              SELECT max(p.product_key) FROM products p WHERE p.merchant_id = q.merchant_id), 0) AS last_key
            FROM unnest($1::integer[]) AS q (merchant_id)
            """;

    static final String ORDER_OUTCOMES = """
            SELECT o.merchant_id, o.idempotency_key, o.request_hash, o.status, o.order_id, o.number,
              o.answer::text AS answer, o.answer -> 'rejection' ->> 'code' AS code
            FROM unnest($1::integer[], $2::text[]) AS q (merchant_id, key)
            JOIN orders o ON o.merchant_id = q.merchant_id AND o.idempotency_key = q.key
            """;

    static final String OTHER_OUTCOMES = """
            SELECT o.merchant_id, o.kind, o.idempotency_key, o.request_hash, o.status, o.number,
              o.answer::text AS answer, o.answer ->> 'id' AS id, o.answer -> 'rejection' ->> 'code' AS code
            FROM unnest($1::integer[], $2::text[], $3::text[]) AS q (merchant_id, kind, key)
            JOIN outcomes o ON o.merchant_id = q.merchant_id AND o.kind = q.kind AND o.idempotency_key = q.key
            """;

    private LoadStatements() {}
}
