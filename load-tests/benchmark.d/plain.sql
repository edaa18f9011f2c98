-- The schema that one would begin with, and what makes it fast: no foreign keys, room for HOT updates on the
-- stock rows, and the check that makes an oversold order's transaction fail.
CREATE TABLE stock (
  merchant_id integer NOT NULL,
  product_id  integer NOT NULL,
  on_hand     bigint  NOT NULL,
  allocated   bigint  NOT NULL DEFAULT 0,
  PRIMARY KEY (merchant_id, product_id),
  CHECK (on_hand >= allocated)
) WITH (fillfactor = 50);

CREATE TABLE orders (
  merchant_id     integer     NOT NULL,
  order_id        bigint      NOT NULL,
  idempotency_key text        NOT NULL,
  customer_ref    text        NOT NULL,
  status          text        NOT NULL,
  total           bigint      NOT NULL,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (merchant_id, order_id),
  UNIQUE (merchant_id, idempotency_key)
);

CREATE TABLE order_lines (
  merchant_id integer NOT NULL,
  order_id    bigint  NOT NULL,
  line        integer NOT NULL,
  product_id  integer NOT NULL,
  quantity    bigint  NOT NULL,
  unit_price  bigint  NOT NULL,
  PRIMARY KEY (merchant_id, order_id, line)
);

CREATE TABLE events (
  merchant_id integer     NOT NULL,
  number      bigint      GENERATED ALWAYS AS IDENTITY,
  type        text        NOT NULL,
  at          timestamptz NOT NULL,
  payload     text        NOT NULL,
  PRIMARY KEY (merchant_id, number)
);

-- For the price of one commit.
CREATE TABLE commits (number bigint GENERATED ALWAYS AS IDENTITY);

INSERT INTO stock (merchant_id, product_id, on_hand)
  SELECT 1, product_id, 1000000000 FROM generate_series(1, :skus) AS product_id;
-- Some rows first: what is planned on empty tables is planned badly, and stays so.
INSERT INTO orders SELECT 1, n, 'seed-' || n, 'customer-' || n, 'open', 0, now() FROM generate_series(1, 50000) AS n;
INSERT INTO order_lines SELECT 1, n, 1, 1, 1, 1999 FROM generate_series(1, 50000) AS n;
INSERT INTO events (merchant_id, type, at, payload)
  SELECT 1, 'order.placed', now(), '{}' FROM generate_series(1, 50000);
VACUUM ANALYZE;
