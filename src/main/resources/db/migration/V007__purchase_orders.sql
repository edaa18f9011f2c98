-- Our own orders to suppliers, the goods that came for them, and what they buy.

-- document is the purchase order as it stands; made_number is the event that made it.
CREATE TABLE purchase_orders (
  merchant_id       integer     NOT NULL REFERENCES merchants,
  purchase_order_id uuid        NOT NULL,
  supplier_id       text        COLLATE "C" NOT NULL,
  status            text        COLLATE "C" NOT NULL CHECK (status IN ('draft', 'queued', 'sending', 'sent',
    'acknowledged', 'partially_received', 'received', 'rejected', 'unknown', 'cancel_requested', 'cancelled',
    'closed_short')),
  document          json        NOT NULL,
  number            bigint      NOT NULL,
  made_number       bigint      NOT NULL,
  created_at        timestamptz NOT NULL,
  PRIMARY KEY (merchant_id, purchase_order_id),
  FOREIGN KEY (merchant_id, supplier_id) REFERENCES suppliers
) WITH (fillfactor = 70);
-- What a dispatcher looks for: few rows, and none once everything was delivered.
CREATE INDEX purchase_orders_open ON purchase_orders (merchant_id, supplier_id, status)
  WHERE status NOT IN ('received', 'rejected', 'cancelled', 'closed_short');

CREATE TABLE receipts (
  merchant_id       integer NOT NULL,
  receipt_id        uuid    NOT NULL,
  purchase_order_id uuid    NOT NULL,
  delivery_note     text    COLLATE "C" NOT NULL,
  document          json    NOT NULL,
  number            bigint  NOT NULL,
  PRIMARY KEY (merchant_id, receipt_id),
  UNIQUE (merchant_id, purchase_order_id, delivery_note),
  FOREIGN KEY (merchant_id, purchase_order_id) REFERENCES purchase_orders
);

ALTER TABLE replenishments ADD COLUMN purchase_order_id uuid;
ALTER TABLE replenishments ADD FOREIGN KEY (merchant_id, purchase_order_id) REFERENCES purchase_orders;
CREATE INDEX replenishments_bought ON replenishments (merchant_id, purchase_order_id)
  WHERE purchase_order_id IS NOT NULL;
CREATE INDEX replenishments_owed ON replenishments (merchant_id, supplier_id, number, replenishment_id)
  WHERE status = 'owed';

-- What follows from decisions other than plain orders: stock movements, changed orders, the queue, purchases, outcomes.
CREATE OR REPLACE FUNCTION append_v1_consequences(rare json) RETURNS void LANGUAGE plpgsql AS $$
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
