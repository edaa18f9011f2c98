package dev.millrace.feed.audit;

/**
 * What SQL can prove by itself. Each statement gives groups of rows: how much was looked at, and what is wrong with it in
 * words, or null where nothing is. It looks at all merchants.
 *
 * <p>It is longer than other classes, since it is a list of statements, each of which can be read alone.
 */
enum LedgerCheck {
    JOURNAL_WITHOUT_GAPS("journal numbers without gaps", "events", """
            SELECT sum(j.number - j.first_number + 1)::bigint,
              CASE WHEN j.first_number <> j.previous + 1
                THEN format('merchant %s: the row that ends at %s begins at %s, behind %s',
                  j.merchant_id, j.number, j.first_number, j.previous) END
            FROM (
              SELECT r.merchant_id, r.number, r.first_number,
                lag(r.number, 1, 0::bigint) OVER (PARTITION BY r.merchant_id ORDER BY r.number) AS previous
              FROM journal r
            ) AS j
            GROUP BY 2
            """),

    HEAD_IS_LAST("heads = last journal rows", "merchants", """
            SELECT count(*),
              CASE WHEN h.merchant_id IS NULL THEN format('merchant %s has no head', m.merchant_id)
                WHEN h.number <> coalesce(j.number, 0)
                THEN format('merchant %s: head at %s, journal at %s', m.merchant_id, h.number, coalesce(j.number, 0))
                WHEN h.batch_id <> j.batch_id AND NOT EXISTS (
                  SELECT FROM histories b
                  WHERE b.merchant_id = m.merchant_id AND b.number = h.number AND b.batch_id = h.batch_id)
                THEN format('merchant %s: head of batch %s, journal of batch %s', m.merchant_id, h.batch_id, j.batch_id)
              END
            FROM merchants m
            LEFT JOIN heads h ON h.merchant_id = m.merchant_id
            LEFT JOIN LATERAL (
              SELECT r.number, r.batch_id FROM journal r
              WHERE r.merchant_id = m.merchant_id ORDER BY r.number DESC LIMIT 1
            ) AS j ON true
            GROUP BY 2
            """),

    ORDER_PER_KEY("order events = orders, by key and hash", "orders", """
            SELECT count(*),
              CASE WHEN o.number = e.number AND encode(o.request_hash, 'hex') = e.hash THEN NULL
                ELSE format('merchant %s, key %s: event %s, order row %s',
                  coalesce(o.merchant_id, e.merchant_id), coalesce(o.idempotency_key, e.key),
                  coalesce(e.number || ' hash ' || e.hash, 'none'),
                  coalesce(o.number || ' hash ' || encode(o.request_hash, 'hex'), 'none')) END
            FROM (
              SELECT j.merchant_id, v ->> 'key' AS key, v ->> 'request_hash' AS hash, (v ->> 'number')::bigint AS number
              FROM journal j CROSS JOIN LATERAL json_array_elements(j.events::json) AS v
              WHERE v ->> 'type' IN ('order.placed', 'order.rejected')
            ) AS e
            FULL JOIN orders o ON o.merchant_id = e.merchant_id AND o.idempotency_key = e.key
            GROUP BY 2
            """),

    OUTCOME_PER_KEY("other keyed events = outcomes, by key and hash", "outcomes", """
            SELECT count(*),
              CASE WHEN o.number = e.number AND encode(o.request_hash, 'hex') = e.hash AND o.status = e.status THEN NULL
                ELSE format('merchant %s, %s key %s: event %s, outcome row %s',
                  coalesce(o.merchant_id, e.merchant_id), coalesce(o.kind, e.kind), coalesce(o.idempotency_key, e.key),
                  coalesce(e.number || ' ' || e.status || ' hash ' || e.hash, 'none'),
                  coalesce(o.number || ' ' || o.status || ' hash ' || encode(o.request_hash, 'hex'), 'none')) END
            FROM (
              SELECT j.merchant_id,
                CASE v ->> 'type' WHEN 'order.shipped' THEN 'ship_order' WHEN 'order.returned' THEN 'return_goods'
                  WHEN 'order.edited' THEN 'edit_order' WHEN 'goods.received' THEN 'receive_goods'
                  ELSE 'adjust_stock' END AS kind,
                v ->> 'key' AS key, v ->> 'request_hash' AS hash,
                coalesce(v #>> '{data,answer,number}', v ->> 'number')::bigint AS number,
                CASE v ->> 'type' WHEN 'stock.adjustment_rejected' THEN 'rejected' ELSE 'accepted' END AS status
              FROM journal j CROSS JOIN LATERAL json_array_elements(j.events::json) AS v
              WHERE v ->> 'key' IS NOT NULL AND v ->> 'type' NOT IN ('order.placed', 'order.rejected')
            ) AS e
            FULL JOIN outcomes o
              ON o.merchant_id = e.merchant_id AND o.kind = e.kind AND o.idempotency_key = e.key
            GROUP BY 2
            """),

    ORDER_ROWS("order columns = their JSON", "orders", """
            SELECT count(*),
              CASE WHEN o.status = coalesce(o.current, o.answer) ->> 'status'
                  AND o.number = (o.answer ->> 'journal_number')::bigint
                  AND o.number = (coalesce(o.current, o.answer) ->> 'journal_number')::bigint
                  AND (o.current IS NULL) = (o.current_number IS NULL)
                  AND (o.status = 'rejected') = ((o.answer -> 'rejection') IS NOT NULL)
                  AND (o.answer -> 'total' ->> 'amount')::numeric = (
                    SELECT sum((l ->> 'quantity')::numeric * (l -> 'unit_price' ->> 'amount')::numeric)
                    FROM json_array_elements(o.answer -> 'lines') AS l)
                THEN NULL
                ELSE format('merchant %s, order %s (%s): status, number or total differ from its JSON',
                  o.merchant_id, o.order_id, o.answer ->> 'id') END
            FROM orders o
            GROUP BY 2
            """),

    ORDER_LINES("quantity = allocated + backordered + shipped + cancelled; closed orders hold nothing", "lines", """
            SELECT count(*),
              CASE WHEN least(l.allocated, l.backordered, l.shipped, l.cancelled, l.shipped - l.returned) >= 0
                  AND l.quantity > 0
                  AND CASE l.status
                    WHEN 'rejected' THEN l.allocated + l.backordered + l.shipped + l.cancelled = 0
                    WHEN 'open' THEN l.allocated + l.backordered + l.shipped + l.cancelled = l.quantity
                    ELSE l.allocated + l.backordered = 0 AND l.shipped + l.cancelled = l.quantity END
                THEN NULL
                ELSE format('merchant %s, %s order %s, SKU %s: quantity %s, allocated %s, backordered %s, shipped %s,'
                  ' cancelled %s', l.merchant_id, l.status, l.order_id, l.sku, l.quantity, l.allocated, l.backordered,
                  l.shipped, l.cancelled) END
            FROM (
              SELECT o.merchant_id, o.order_id, o.status, v ->> 'sku' AS sku, (v ->> 'quantity')::bigint AS quantity,
                (v ->> 'allocated')::bigint AS allocated, (v ->> 'backordered')::bigint AS backordered,
                (v ->> 'shipped')::bigint AS shipped, (v ->> 'cancelled')::bigint AS cancelled,
                coalesce((v ->> 'returned')::bigint, 0) AS returned
              FROM orders o CROSS JOIN LATERAL json_array_elements(coalesce(o.current, o.answer) -> 'lines') AS v
            ) AS l
            GROUP BY 2
            """),

    ALLOCATED("allocated = open order lines", "units", """
            SELECT coalesce(sum(l.units), 0)::bigint,
              CASE WHEN coalesce(l.units, 0) = coalesce(s.units, 0) THEN NULL
                ELSE format('merchant %s, SKU %s: %s allocated in stock, %s in open orders',
                  coalesce(s.merchant_id, l.merchant_id), coalesce(s.sku, l.sku), coalesce(s.units, 0),
                  coalesce(l.units, 0)) END
            FROM (
              SELECT p.merchant_id, p.sku, t.allocated AS units
              FROM products p JOIN stock t ON t.merchant_id = p.merchant_id AND t.product_key = p.product_key
            ) AS s
            FULL JOIN (
              SELECT o.merchant_id, v ->> 'sku' AS sku, sum((v ->> 'allocated')::bigint) AS units
              FROM orders o CROSS JOIN LATERAL json_array_elements(coalesce(o.current, o.answer) -> 'lines') AS v
              WHERE o.status = 'open' GROUP BY 1, 2
            ) AS l ON l.merchant_id = s.merchant_id AND l.sku = s.sku
            GROUP BY 2
            """),

    BACKORDERED("backordered = open order lines", "units", """
            SELECT coalesce(sum(l.units), 0)::bigint,
              CASE WHEN coalesce(l.units, 0) = coalesce(s.units, 0) THEN NULL
                ELSE format('merchant %s, SKU %s: %s backordered in stock, %s in open orders',
                  coalesce(s.merchant_id, l.merchant_id), coalesce(s.sku, l.sku), coalesce(s.units, 0),
                  coalesce(l.units, 0)) END
            FROM (
              SELECT p.merchant_id, p.sku, t.backordered AS units
              FROM products p JOIN stock t ON t.merchant_id = p.merchant_id AND t.product_key = p.product_key
            ) AS s
            FULL JOIN (
              SELECT o.merchant_id, v ->> 'sku' AS sku, sum((v ->> 'backordered')::bigint) AS units
              FROM orders o CROSS JOIN LATERAL json_array_elements(coalesce(o.current, o.answer) -> 'lines') AS v
              WHERE o.status = 'open' GROUP BY 1, 2
            ) AS l ON l.merchant_id = s.merchant_id AND l.sku = s.sku
            GROUP BY 2
            """),

    QUEUE("queue rows = waiting lines of open orders", "units", """
            SELECT coalesce(sum(b.quantity), 0)::bigint,
              CASE WHEN b.quantity = l.units AND b.order_id = l.order_id THEN NULL
                ELSE format('merchant %s, product %s, journal number %s, line %s: %s in the queue, %s in the order',
                  coalesce(b.merchant_id, l.merchant_id), coalesce(b.product_key, l.product_key),
                  coalesce(b.number, l.number), coalesce(b.line, l.line), coalesce(b.quantity, 0),
                  coalesce(l.units, 0)) END
            FROM backorders b
            FULL JOIN (
              SELECT o.merchant_id, p.product_key,
                coalesce((v.line ->> 'journal_number')::bigint, o.number) AS number,
                (v.position - 1)::integer AS line, o.order_id,
                (v.line ->> 'backordered')::bigint AS units
              FROM orders o
              CROSS JOIN LATERAL json_array_elements(coalesce(o.current, o.answer) -> 'lines')
                WITH ORDINALITY AS v (line, position)
              LEFT JOIN products p ON p.merchant_id = o.merchant_id AND p.sku = v.line ->> 'sku'
              WHERE o.status = 'open' AND (v.line ->> 'backordered')::bigint > 0
            ) AS l ON l.merchant_id = b.merchant_id AND l.product_key = b.product_key AND l.number = b.number
              AND l.line = b.line
            GROUP BY 2
            """),

    ON_HAND("on_hand = its totals, and >= allocated", "units", """
            SELECT coalesce(sum(s.on_hand), 0)::bigint,
              CASE WHEN s.product_key IS NULL THEN format('merchant %s, SKU %s: no stock row', p.merchant_id, p.sku)
                WHEN s.on_hand <> s.received + s.adjusted - s.shipped + s.returned OR s.on_hand < s.allocated
                  OR least(s.allocated, s.backordered, s.incoming) < 0
                THEN format('merchant %s, SKU %s: on hand %s, allocated %s; received %s, adjusted %s, shipped %s,'
                  ' returned %s', p.merchant_id, p.sku, s.on_hand, s.allocated, s.received, s.adjusted, s.shipped,
                  s.returned) END
            FROM products p LEFT JOIN stock s ON s.merchant_id = p.merchant_id AND s.product_key = p.product_key
            GROUP BY 2
            """),

    INCOMING("incoming = open purchase order lines", "units", """
            SELECT coalesce(sum(l.units), 0)::bigint,
              CASE WHEN coalesce(l.units, 0) = coalesce(s.units, 0) THEN NULL
                ELSE format('merchant %s, SKU %s: %s incoming in stock, %s on open purchase orders',
                  coalesce(s.merchant_id, l.merchant_id), coalesce(s.sku, l.sku), coalesce(s.units, 0),
                  coalesce(l.units, 0)) END
            FROM (
              SELECT p.merchant_id, p.sku, t.incoming AS units
              FROM products p JOIN stock t ON t.merchant_id = p.merchant_id AND t.product_key = p.product_key
            ) AS s
            FULL JOIN (
              SELECT o.merchant_id, v ->> 'sku' AS sku,
                sum(greatest((v ->> 'quantity')::bigint - (v ->> 'received')::bigint, 0)) AS units
              FROM purchase_orders o CROSS JOIN LATERAL json_array_elements(o.document -> 'lines') AS v
              WHERE o.status NOT IN ('received', 'rejected', 'cancelled', 'closed_short') GROUP BY 1, 2
            ) AS l ON l.merchant_id = s.merchant_id AND l.sku = s.sku
            GROUP BY 2
            """),

    /** Surplus aside. Units that are free beside waiting lines are given to them by a job. */
    COVERED("whatever waits is free, owed or bought", "units", """
            SELECT sum(s.backordered)::bigint,
              CASE WHEN s.backordered > s.on_hand - s.allocated + coalesce(r.owed, 0) + coalesce(b.bought, 0)
                THEN format('merchant %s, product %s: %s wait, %s are free, %s owed, %s bought', s.merchant_id,
                  s.product_key, s.backordered, s.on_hand - s.allocated, coalesce(r.owed, 0), coalesce(b.bought, 0)) END
            FROM stock s
            LEFT JOIN (
              SELECT w.merchant_id, w.product_key, sum(w.shortfall) AS owed FROM replenishments w
              WHERE w.status = 'owed' GROUP BY 1, 2
            ) AS r ON r.merchant_id = s.merchant_id AND r.product_key = s.product_key
            LEFT JOIN (
              SELECT p.merchant_id, p.product_key, sum(least((v ->> 'outstanding')::bigint,
                (v -> 'demand' ->> 'shortfall')::bigint)) AS bought
              FROM purchase_orders o CROSS JOIN LATERAL json_array_elements(o.document -> 'lines') AS v
              JOIN products p ON p.merchant_id = o.merchant_id AND p.sku = v ->> 'sku'
              WHERE o.status NOT IN ('received', 'rejected', 'cancelled', 'closed_short') GROUP BY 1, 2
            ) AS b ON b.merchant_id = s.merchant_id AND b.product_key = s.product_key
            GROUP BY 2
            """),

    PURCHASES("open purchase orders = what they gathered", "purchase orders", """
            SELECT count(*),
              CASE WHEN o.status <> o.document ->> 'status' OR o.supplier_id <> o.document ->> 'supplier_id'
                  THEN format('merchant %s, purchase order %s: its columns differ from its JSON', o.merchant_id,
                    o.document ->> 'id')
                WHEN o.status NOT IN ('received', 'rejected', 'cancelled', 'closed_short')
                  AND (coalesce(g.gathered, 0) <> (o.document ->> 'gathered')::bigint
                    OR coalesce(g.shortfall, 0) <> (
                      SELECT coalesce(sum((v -> 'demand' ->> 'shortfall')::bigint), 0)
                      FROM json_array_elements(o.document -> 'lines') AS v))
                  THEN format('merchant %s, purchase order %s: %s replenishments for %s units point to it',
                    o.merchant_id, o.document ->> 'id', coalesce(g.gathered, 0), coalesce(g.shortfall, 0)) END
            FROM purchase_orders o
            LEFT JOIN (
              SELECT r.merchant_id, r.purchase_order_id, count(*) AS gathered, sum(r.shortfall) AS shortfall
              FROM replenishments r WHERE r.status = 'bought' GROUP BY 1, 2
            ) AS g ON g.merchant_id = o.merchant_id AND g.purchase_order_id = o.purchase_order_id
            GROUP BY 2
            """),

    RECEIVED("received = receipts", "units", """
            SELECT coalesce(sum(l.units), 0)::bigint,
              CASE WHEN coalesce(l.units, 0) = s.received THEN NULL
                ELSE format('merchant %s, SKU %s: %s received in stock, %s by receipts', p.merchant_id, p.sku,
                  s.received, coalesce(l.units, 0)) END
            FROM products p
            JOIN stock s ON s.merchant_id = p.merchant_id AND s.product_key = p.product_key
            LEFT JOIN (
              SELECT r.merchant_id, v ->> 'sku' AS sku, sum((v ->> 'quantity')::bigint) AS units
              FROM receipts r CROSS JOIN LATERAL json_array_elements(r.document -> 'lines') AS v GROUP BY 1, 2
            ) AS l ON l.merchant_id = p.merchant_id AND l.sku = p.sku
            GROUP BY 2
            """),

    REPLENISHMENTS("replenishments = what order lines say", "replenishments", """
            SELECT count(*),
              CASE WHEN r.status = 'cancelled' AND l.order_id IS NULL AND r.shortfall = 0
                  AND coalesce(r.quantity, 0) = 0 THEN NULL
                WHEN r.status <> 'cancelled' AND l.product_key = r.product_key AND l.supplier_id = r.supplier_id
                  AND l.surplus_bps = r.surplus_bps AND (l.quantity IS NULL) = (r.quantity IS NULL)
                  AND coalesce(r.quantity = (r.shortfall * (10000 + r.surplus_bps) + 9999) / 10000, true)
                  AND (r.status = 'bought') = (r.purchase_order_id IS NOT NULL) THEN NULL
                ELSE format('merchant %s, order %s, line %s: replenishment %s, order line %s',
                  coalesce(r.merchant_id, l.merchant_id), coalesce(r.order_id, l.order_id), coalesce(r.line, l.line),
                  coalesce(r.status || ' for a shortfall of ' || r.shortfall, 'none'),
                  coalesce('with a shortfall of ' || l.shortfall, 'without')) END
            FROM replenishments r
            FULL JOIN (
              SELECT o.merchant_id, o.order_id, (v.line_position - 1)::integer AS line, p.product_key,
                v.line -> 'replenishment' ->> 'supplier_id' AS supplier_id,
                (v.line -> 'replenishment' ->> 'shortfall')::bigint AS shortfall,
                (v.line -> 'replenishment' ->> 'surplus_bps')::integer AS surplus_bps,
                (v.line -> 'replenishment' ->> 'quantity')::bigint AS quantity
              FROM orders o
              CROSS JOIN LATERAL json_array_elements(coalesce(o.current, o.answer) -> 'lines')
                WITH ORDINALITY AS v (line, line_position)
              LEFT JOIN products p ON p.merchant_id = o.merchant_id AND p.sku = v.line ->> 'sku'
              WHERE (v.line -> 'replenishment') IS NOT NULL
            ) AS l ON l.merchant_id = r.merchant_id AND l.order_id = r.order_id AND l.line = r.line
            GROUP BY 2
            """);

    private final String title;
    private final String unit;
    private final String sql;

    LedgerCheck(String title, String unit, String sql) {
        this.title = title;
        this.unit = unit;
        this.sql = sql;
    }

    String title() {
        return title;
    }

    String unit() {
        return unit;
    }

    String sql() {
        return sql;
    }
}
