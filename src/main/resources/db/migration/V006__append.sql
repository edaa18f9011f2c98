-- The one statement that changes a merchant's business: guard and writes, not one rule.
--
-- It locks the heads of the batch's merchants in merchant order, compares number and batch with what is
-- expected, and only then writes. It returns the heads that are elsewhere, and then has written nothing;
-- no row returned means that everything was written. No EXCEPTION block, no ON CONFLICT: a conflict must
-- fail the whole batch. Every write checks that it touched as many rows as its array has.
--
-- merchants, expected_* and new_numbers run in parallel, sorted by merchant. events is null for a merchant
-- whose head is only compared. Kinds of change that an ordinary order does not make travel in `rare`.
CREATE FUNCTION append_v1(
  batch             uuid,
  decided           timestamptz,
  merchants         integer[],
  expected_numbers  bigint[],
  expected_batches  uuid[],
  new_numbers       bigint[],
  journal_events    text[],
  stock_merchants   integer[],
  stock_products    integer[],
  stock_allocated   bigint[],
  stock_backordered bigint[],
  stock_numbers     bigint[],
  order_merchants   integer[],
  order_ids         uuid[],
  order_numbers     bigint[],
  order_keys        text[],
  order_hashes      bytea[],
  order_statuses    text[],
  order_answers     text[],
  order_times       timestamptz[],
  rare              json
) RETURNS TABLE (elsewhere_merchant integer, elsewhere_number bigint, elsewhere_batch uuid)
LANGUAGE plpgsql AS $$
DECLARE
  head     record;
  position integer := 0;
  stale    boolean := false;
  touched  bigint;
BEGIN
  -- A text bound as json becomes a JSON string, in which nothing is found and so nothing would be written.
  IF json_typeof(rare) <> 'object' THEN
    RAISE EXCEPTION 'append: rare is a JSON %', json_typeof(rare) USING ERRCODE = 'XM002';
  END IF;

  FOR head IN
    SELECT h.merchant_id, h.number, h.batch_id FROM heads h
    WHERE h.merchant_id = ANY (merchants) ORDER BY h.merchant_id FOR NO KEY UPDATE
  LOOP
    position := position + 1;
    IF head.merchant_id IS DISTINCT FROM merchants[position] THEN
      RAISE EXCEPTION 'append: no head for merchant %', merchants[position] USING ERRCODE = 'XM001';
    END IF;
    IF head.number <> expected_numbers[position] OR head.batch_id <> expected_batches[position] THEN
      stale := true;
      elsewhere_merchant := head.merchant_id;
      elsewhere_number := head.number;
      elsewhere_batch := head.batch_id;
      RETURN NEXT;
    END IF;
  END LOOP;
  IF position <> cardinality(merchants) THEN
    RAISE EXCEPTION 'append: no head for merchant %', merchants[position + 1] USING ERRCODE = 'XM001';
  END IF;
  IF stale THEN
    RETURN;
  END IF;

  UPDATE heads h SET number = n.number, batch_id = batch
    FROM unnest(merchants, new_numbers, journal_events) AS n (merchant_id, number, events)
    WHERE h.merchant_id = n.merchant_id AND n.events IS NOT NULL;
  GET DIAGNOSTICS touched = ROW_COUNT;
  INSERT INTO journal (merchant_id, number, first_number, batch_id, decided_at, events)
    SELECT n.merchant_id, n.number, n.expected + 1, batch, decided, n.events
    FROM unnest(merchants, new_numbers, expected_numbers, journal_events) AS n (merchant_id, number, expected, events)
    WHERE n.events IS NOT NULL;
  IF touched <> cardinality(array_remove(journal_events, NULL)) THEN
    RAISE EXCEPTION 'append: % heads moved for % journal rows', touched, cardinality(array_remove(journal_events, NULL))
      USING ERRCODE = 'XM002';
  END IF;

  IF rare IS NOT NULL THEN
    PERFORM append_v1_definitions(rare);
  END IF;

  IF cardinality(stock_products) > 0 THEN
    UPDATE stock s SET
        allocated = s.allocated + d.allocated, backordered = s.backordered + d.backordered, number = d.number
      FROM unnest(stock_merchants, stock_products, stock_allocated, stock_backordered, stock_numbers)
        AS d (merchant_id, product_key, allocated, backordered, number)
      WHERE s.merchant_id = d.merchant_id AND s.product_key = d.product_key;
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched <> cardinality(stock_products) THEN
      RAISE EXCEPTION 'append: % stock rows touched, % expected', touched, cardinality(stock_products)
        USING ERRCODE = 'XM002';
    END IF;
  END IF;

  IF cardinality(order_ids) > 0 THEN
    INSERT INTO orders (merchant_id, order_id, number, idempotency_key, request_hash, status, answer, created_at)
      SELECT o.merchant_id, o.order_id, o.number, o.key, o.hash, o.status, o.answer::json, o.at
      FROM unnest(order_merchants, order_ids, order_numbers, order_keys, order_hashes, order_statuses,
          order_answers, order_times) AS o (merchant_id, order_id, number, key, hash, status, answer, at);
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched <> cardinality(order_ids) THEN
      RAISE EXCEPTION 'append: % orders written, % expected', touched, cardinality(order_ids)
        USING ERRCODE = 'XM002';
    END IF;
  END IF;

  IF rare IS NOT NULL THEN
    PERFORM append_v1_consequences(rare);
  END IF;
END
$$;

-- What orders and stock refer to: suppliers, then products, each new product with its stock row.
CREATE FUNCTION append_v1_definitions(rare json) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  touched bigint;
BEGIN
  IF rare -> 'suppliers' IS NOT NULL THEN
    INSERT INTO suppliers (merchant_id, supplier_id, name, number, created_at)
      SELECT r.m, r.id, r.name, r.number, r.at
      FROM json_to_recordset(rare -> 'suppliers') AS r (m integer, id text, name text, number bigint, at timestamptz);
  END IF;

  IF rare -> 'new_products' IS NOT NULL THEN
    INSERT INTO products (merchant_id, product_key, sku, name, price, currency, policy, supplier_id, surplus_bps,
        rounding, pack_size, minimum_quantity, backorder_max, active, number, created_at)
      SELECT r.m, r.product, r.sku, r.name, r.price, r.currency, r.policy, r.supplier, r.surplus_bps,
        r.rounding, r.pack_size, r.minimum_quantity, r.backorder_max, r.active, r.number, r.at
      FROM json_to_recordset(rare -> 'new_products') AS r (m integer, product integer, sku text, name text,
        price bigint, currency text, policy text, supplier text, surplus_bps integer, rounding text,
        pack_size bigint, minimum_quantity bigint, backorder_max bigint, active boolean, number bigint, at timestamptz);
    INSERT INTO stock (merchant_id, product_key)
      SELECT r.m, r.product
      FROM json_to_recordset(rare -> 'new_products') AS r (m integer, product integer);
  END IF;

  IF rare -> 'products' IS NOT NULL THEN
    UPDATE products p SET name = r.name, price = r.price, currency = r.currency, policy = r.policy,
        supplier_id = r.supplier, surplus_bps = r.surplus_bps, rounding = r.rounding,
        pack_size = r.pack_size, minimum_quantity = r.minimum_quantity,
        backorder_max = r.backorder_max, active = r.active, number = r.number
      FROM json_to_recordset(rare -> 'products') AS r (m integer, product integer, name text,
        price bigint, currency text, policy text, supplier text, surplus_bps integer, rounding text,
        pack_size bigint, minimum_quantity bigint, backorder_max bigint, active boolean, number bigint)
      WHERE p.merchant_id = r.m AND p.product_key = r.product;
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched <> json_array_length(rare -> 'products') THEN
      RAISE EXCEPTION 'append: % products touched, % expected', touched, json_array_length(rare -> 'products')
        USING ERRCODE = 'XM002';
    END IF;
  END IF;
END
$$;

-- What follows from decisions other than plain orders: stock movements, changed orders, the queue, purchases, outcomes.
CREATE FUNCTION append_v1_consequences(rare json) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  touched  bigint;
  inserted bigint;
BEGIN
  IF rare -> 'stock' IS NOT NULL THEN
    UPDATE stock s SET
        on_hand = s.on_hand + r.on_hand, allocated = s.allocated + r.allocated,
        backordered = s.backordered + r.backordered, incoming = s.incoming + r.incoming,
        received = s.received + r.received, adjusted = s.adjusted + r.adjusted,
        shipped = s.shipped + r.shipped, returned = s.returned + r.returned, number = r.number
      FROM json_to_recordset(rare -> 'stock') AS r (m integer, product integer, on_hand bigint, allocated bigint,
        backordered bigint, incoming bigint, received bigint, adjusted bigint, shipped bigint, returned bigint,
        number bigint)
      WHERE s.merchant_id = r.m AND s.product_key = r.product;
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched <> json_array_length(rare -> 'stock') THEN
      RAISE EXCEPTION 'append: % stock rows moved, % expected', touched, json_array_length(rare -> 'stock')
        USING ERRCODE = 'XM002';
    END IF;
  END IF;

  IF rare -> 'orders' IS NOT NULL THEN
    UPDATE orders o SET status = r.status, current = r.current, current_number = r.number
      FROM json_to_recordset(rare -> 'orders') AS r (m integer, id uuid, status text, number bigint, current json)
      WHERE o.merchant_id = r.m AND o.order_id = r.id;
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched <> json_array_length(rare -> 'orders') THEN
      RAISE EXCEPTION 'append: % orders changed, % expected', touched, json_array_length(rare -> 'orders')
        USING ERRCODE = 'XM002';
    END IF;
  END IF;

  IF rare -> 'new_backorders' IS NOT NULL THEN
    INSERT INTO backorders (merchant_id, product_key, number, line, order_id, quantity)
      SELECT r.m, r.product, r.number, r.line, r.id, r.quantity
      FROM json_to_recordset(rare -> 'new_backorders')
        AS r (m integer, product integer, number bigint, line integer, id uuid, quantity bigint);
  END IF;

  IF rare -> 'backorders' IS NOT NULL THEN
    UPDATE backorders b SET quantity = r.quantity
      FROM json_to_recordset(rare -> 'backorders')
        AS r (m integer, product integer, number bigint, line integer, quantity bigint)
      WHERE b.merchant_id = r.m AND b.product_key = r.product AND b.number = r.number AND b.line = r.line;
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched <> json_array_length(rare -> 'backorders') THEN
      RAISE EXCEPTION 'append: % backorders changed, % expected', touched, json_array_length(rare -> 'backorders')
        USING ERRCODE = 'XM002';
    END IF;
  END IF;

  IF rare -> 'ended_backorders' IS NOT NULL THEN
    DELETE FROM backorders b
      USING json_to_recordset(rare -> 'ended_backorders')
        AS r (m integer, product integer, number bigint, line integer)
      WHERE b.merchant_id = r.m AND b.product_key = r.product AND b.number = r.number AND b.line = r.line;
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched <> json_array_length(rare -> 'ended_backorders') THEN
      RAISE EXCEPTION 'append: % backorders ended, % expected', touched,
        json_array_length(rare -> 'ended_backorders') USING ERRCODE = 'XM002';
    END IF;
  END IF;

  -- Purchase orders are written as they stand, whether they were there before or not.
  IF rare -> 'purchase_orders' IS NOT NULL THEN
    UPDATE purchase_orders p SET status = r.status, document = r.document, number = r.number
      FROM json_to_recordset(rare -> 'purchase_orders')
        AS r (m integer, id uuid, status text, document json, number bigint)
      WHERE p.merchant_id = r.m AND p.purchase_order_id = r.id;
    GET DIAGNOSTICS touched = ROW_COUNT;
    INSERT INTO purchase_orders (merchant_id, purchase_order_id, supplier_id, status, document, number, made_number,
        created_at)
      SELECT r.m, r.id, r.supplier, r.status, r.document, r.number, r.number, r.at
      FROM json_to_recordset(rare -> 'purchase_orders') AS r (m integer, id uuid, supplier text, status text,
        document json, number bigint, at timestamptz)
      WHERE NOT EXISTS (
        SELECT FROM purchase_orders p WHERE p.merchant_id = r.m AND p.purchase_order_id = r.id);
    GET DIAGNOSTICS inserted = ROW_COUNT;
    IF touched + inserted <> json_array_length(rare -> 'purchase_orders') THEN
      RAISE EXCEPTION 'append: % purchase orders written, % expected', touched + inserted,
        json_array_length(rare -> 'purchase_orders') USING ERRCODE = 'XM002';
    END IF;
  END IF;

  IF rare -> 'new_replenishments' IS NOT NULL THEN
    INSERT INTO replenishments (merchant_id, replenishment_id, order_id, line, product_key, supplier_id, shortfall,
        surplus_bps, quantity, status, number)
      SELECT r.m, r.id, r.order_id, r.line, r.product, r.supplier, r.shortfall, r.surplus_bps, r.quantity, r.status,
        r.number
      FROM json_to_recordset(rare -> 'new_replenishments') AS r (m integer, id uuid, order_id uuid, line integer,
        product integer, supplier text, shortfall bigint, surplus_bps integer, quantity bigint, status text,
        number bigint);
  END IF;

  IF rare -> 'replenishments' IS NOT NULL THEN
    UPDATE replenishments p SET shortfall = r.shortfall, quantity = r.quantity, status = r.status,
        purchase_order_id = r.purchase_order, number = r.number
      FROM json_to_recordset(rare -> 'replenishments')
        AS r (m integer, id uuid, shortfall bigint, quantity bigint, status text, purchase_order uuid, number bigint)
      WHERE p.merchant_id = r.m AND p.replenishment_id = r.id;
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched <> json_array_length(rare -> 'replenishments') THEN
      RAISE EXCEPTION 'append: % replenishments changed, % expected', touched,
        json_array_length(rare -> 'replenishments') USING ERRCODE = 'XM002';
    END IF;
  END IF;

  IF rare -> 'outcomes' IS NOT NULL THEN
    INSERT INTO outcomes (merchant_id, kind, idempotency_key, request_hash, status, answer, number)
      SELECT r.m, r.kind, r.key, decode(r.hash, 'hex'), r.status, r.answer, r.number
      FROM json_to_recordset(rare -> 'outcomes')
        AS r (m integer, kind text, key text, hash text, status text, answer json, number bigint);
  END IF;

  -- Behind the outcomes: of a delivery note that was taken in before, their key must be what conflicts.
  IF rare -> 'receipts' IS NOT NULL THEN
    INSERT INTO receipts (merchant_id, receipt_id, purchase_order_id, delivery_note, document, number)
      SELECT r.m, r.id, r.purchase_order, r.note, r.document, r.number
      FROM json_to_recordset(rare -> 'receipts')
        AS r (m integer, id uuid, purchase_order uuid, note text, document json, number bigint);
  END IF;
END
$$;
