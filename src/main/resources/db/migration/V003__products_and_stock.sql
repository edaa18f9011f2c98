-- What a merchant sells, from whom it comes, and how much of it there is.

CREATE TABLE suppliers (
  merchant_id integer     NOT NULL REFERENCES merchants,
  supplier_id text        COLLATE "C" NOT NULL,
  name        text        NOT NULL,
  number      bigint      NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (merchant_id, supplier_id)
);

-- product_key is small, since stock and queues have it in every key. surplus_bps, rounding, pack_size and minimum_quantity say how
-- much is bought for a shortfall, and in which amounts the supplier sells.
CREATE TABLE products (
  merchant_id      integer     NOT NULL REFERENCES merchants,
  product_key      integer     NOT NULL CHECK (product_key > 0),
  sku              text        COLLATE "C" NOT NULL,
  name             text        NOT NULL,
  price            bigint      NOT NULL CHECK (price >= 0),
  currency         text        COLLATE "C" NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  policy           text        COLLATE "C" NOT NULL CHECK (policy IN ('reject', 'backorder')),
  supplier_id      text        COLLATE "C",
  surplus_bps      integer     NOT NULL CHECK (surplus_bps BETWEEN 0 AND 100000),
  rounding         text        COLLATE "C" NOT NULL CHECK (rounding IN ('per_line', 'per_purchase_order')),
  pack_size        bigint      NOT NULL CHECK (pack_size BETWEEN 1 AND 1000000),
  minimum_quantity bigint      NOT NULL CHECK (minimum_quantity BETWEEN 1 AND 1000000000),
  backorder_max    bigint      NOT NULL CHECK (backorder_max >= 0),
  active           boolean     NOT NULL,
  number           bigint      NOT NULL,
  created_at       timestamptz NOT NULL,
  PRIMARY KEY (merchant_id, product_key),
  UNIQUE (merchant_id, sku),
  FOREIGN KEY (merchant_id, supplier_id) REFERENCES suppliers,
  CHECK (policy = 'reject' OR supplier_id IS NOT NULL)
);

-- Narrow, with room on every page, so that an update stays on its page (HOT) and touches no index; vacuumed as heads are, since
-- rows change with every order. The running totals must explain on_hand; the checks are the second line of defence behind the
-- rules.
CREATE TABLE stock (
  merchant_id integer NOT NULL,
  product_key integer NOT NULL,
  on_hand     bigint  NOT NULL DEFAULT 0,
  allocated   bigint  NOT NULL DEFAULT 0,
  backordered bigint  NOT NULL DEFAULT 0,
  incoming    bigint  NOT NULL DEFAULT 0,
  received    bigint  NOT NULL DEFAULT 0,
  adjusted    bigint  NOT NULL DEFAULT 0,
  shipped     bigint  NOT NULL DEFAULT 0,
  returned    bigint  NOT NULL DEFAULT 0,
  number      bigint  NOT NULL DEFAULT 0,
  PRIMARY KEY (merchant_id, product_key),
  FOREIGN KEY (merchant_id, product_key) REFERENCES products,
  CONSTRAINT stock_never_oversold CHECK (on_hand >= allocated),
  CONSTRAINT stock_allocated_not_negative CHECK (allocated >= 0),
  CONSTRAINT stock_backordered_not_negative CHECK (backordered >= 0),
  CONSTRAINT stock_incoming_not_negative CHECK (incoming >= 0),
  CONSTRAINT stock_explained CHECK (on_hand = received + adjusted - shipped + returned)
) WITH (
  fillfactor = 50,
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_cost_delay = 0,
  vacuum_truncate = false
);
