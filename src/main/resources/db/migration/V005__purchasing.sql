-- What a merchant buys: its own orders to suppliers, the goods that came for them, the shortfalls that they cover, and how
-- suppliers are reached.
--
-- Each index of a list ends in the order of its list, the newest first, and in front of that stands a status: a list of all
-- statuses looks at each of them for itself, so that no filter reads rows in vain.

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
-- What may still bring goods: few rows, and none once everything was delivered.
CREATE INDEX purchase_orders_open ON purchase_orders (merchant_id, supplier_id, status)
  WHERE status NOT IN ('received', 'rejected', 'cancelled', 'closed_short');
-- What a dispatcher walks over: purchase orders that are not sent, or of which we wait for word. An acknowledged one, which only
-- waits for its goods, is not among them.
CREATE INDEX purchase_orders_to_dispatch
  ON purchase_orders (merchant_id, supplier_id, made_number, purchase_order_id)
  WHERE status IN ('draft', 'queued', 'sending', 'sent', 'unknown', 'cancel_requested');
CREATE INDEX purchase_orders_by_status ON purchase_orders (merchant_id, status, purchase_order_id);
CREATE INDEX purchase_orders_of_supplier ON purchase_orders (merchant_id, supplier_id, status, purchase_order_id);

-- A delivery note is taken in once.
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
CREATE INDEX receipts_of_purchase_order ON receipts (merchant_id, purchase_order_id, receipt_id);

-- What one shortfall makes us buy, and by which purchase order. quantity is null where the purchase order decides it
-- (per_purchase_order).
CREATE TABLE replenishments (
  merchant_id       integer NOT NULL,
  replenishment_id  uuid    NOT NULL,
  order_id          uuid    NOT NULL,
  line              integer NOT NULL CHECK (line >= 0),
  product_key       integer NOT NULL,
  supplier_id       text    COLLATE "C" NOT NULL,
  shortfall         bigint  NOT NULL CHECK (shortfall >= 0),
  surplus_bps       integer NOT NULL CHECK (surplus_bps >= 0),
  quantity          bigint  CHECK (quantity >= 0),
  status            text    COLLATE "C" NOT NULL CHECK (status IN ('owed', 'bought', 'cancelled')),
  purchase_order_id uuid,
  number            bigint  NOT NULL,
  PRIMARY KEY (merchant_id, replenishment_id),
  FOREIGN KEY (merchant_id, product_key) REFERENCES products,
  FOREIGN KEY (merchant_id, supplier_id) REFERENCES suppliers,
  FOREIGN KEY (merchant_id, purchase_order_id) REFERENCES purchase_orders
);
CREATE INDEX replenishments_of_order ON replenishments (merchant_id, order_id);
CREATE INDEX replenishments_bought ON replenishments (merchant_id, purchase_order_id)
  WHERE purchase_order_id IS NOT NULL;
CREATE INDEX replenishments_owed ON replenishments (merchant_id, supplier_id, number, replenishment_id)
  WHERE status = 'owed';
CREATE INDEX replenishments_by_status ON replenishments (merchant_id, status, replenishment_id);
CREATE INDEX replenishments_of_supplier ON replenishments (merchant_id, supplier_id, status, replenishment_id);
-- It finds what is owed of a product as well.
CREATE INDEX replenishments_of_product ON replenishments (merchant_id, product_key, status, replenishment_id);

-- How suppliers are reached and when we buy from them. No decision reads it, so it is an ordinary setting: no journal, and a
-- line in operator_audit for every change. It refers to no table that an append writes, since those can be rebuilt.
-- secret is sealed under the operator's pepper; whoever reads the table can sign nothing with it.
CREATE TABLE supplier_connections (
  merchant_id         integer     NOT NULL REFERENCES merchants,
  supplier_id         text        COLLATE "C" NOT NULL,
  kind                text        COLLATE "C" NOT NULL CHECK (kind IN ('rest', 'soap11', 'soap12', 'manual')),
  address             text        CHECK ((address IS NULL) = (kind = 'manual')),
  secret              bytea,
  gather              text        COLLATE "C" NOT NULL
    CHECK (gather IN ('at_once', 'interval', 'quantity', 'on_submit')),
  gather_seconds      bigint      CHECK ((gather_seconds IS NULL) = (gather <> 'interval')),
  gather_units        bigint      CHECK ((gather_units IS NULL) = (gather <> 'quantity')),
  connect_timeout_ms  integer     NOT NULL,
  exchange_timeout_ms integer     NOT NULL,
  changed_at          timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (merchant_id, supplier_id)
);
