-- What a merchant's customers order, what of it waits, and what lists of orders search.

-- One row holds the whole order. `answer` is the order as first decided and never changes; `current` is null until something
-- changed, then the order as it stands.
--
-- merchant_id refers to nothing: every order is written by an append, which has locked its merchant's head first, and the head
-- refers to the merchant. To look it up again for each order was an eighth of what an append costs.
CREATE TABLE orders (
  merchant_id     integer     NOT NULL,
  order_id        uuid        NOT NULL,
  number          bigint      NOT NULL,
  idempotency_key text        COLLATE "C" NOT NULL,
  request_hash    bytea       NOT NULL CHECK (octet_length(request_hash) = 32),
  status          text        COLLATE "C" NOT NULL CHECK (status IN ('rejected', 'open', 'completed', 'cancelled')),
  answer          json        NOT NULL,
  current         json,
  current_number  bigint,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (merchant_id, order_id),
  CONSTRAINT orders_idempotency_key UNIQUE (merchant_id, idempotency_key)
);

-- The queue of waiting lines, oldest first by journal number and line. A row exists only while it waits.
CREATE TABLE backorders (
  merchant_id integer NOT NULL,
  product_key integer NOT NULL,
  number      bigint  NOT NULL,
  line        integer NOT NULL CHECK (line >= 0),
  order_id    uuid    NOT NULL,
  quantity    bigint  NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (merchant_id, product_key, number, line),
  FOREIGN KEY (merchant_id, product_key) REFERENCES products
);

-- How far each projection has read the journal. It moves together with the projection's rows.
CREATE TABLE projections (
  merchant_id integer NOT NULL REFERENCES merchants,
  name        text    COLLATE "C" NOT NULL,
  number      bigint  NOT NULL,
  PRIMARY KEY (merchant_id, name)
);

-- What a list of orders searches, filled from the journal in the background, so that orders themselves need no more indexes.
CREATE TABLE order_search (
  merchant_id  integer     NOT NULL,
  number       bigint      NOT NULL,
  order_id     uuid        NOT NULL,
  status       text        COLLATE "C" NOT NULL,
  customer_ref text        COLLATE "C",
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (merchant_id, number)
);
CREATE INDEX order_search_status ON order_search (merchant_id, status, number);
CREATE INDEX order_search_customer ON order_search (merchant_id, customer_ref, number) WHERE customer_ref IS NOT NULL;
-- A list by time asks this index only between which numbers to look, and every 61st number says that as well. It spares the
-- others an entry in an index. A prime, so that orders which are every second event, say, do not all miss it.
CREATE INDEX order_search_time ON order_search (merchant_id, created_at, number) WHERE number % 61 = 0;

CREATE TABLE order_search_skus (
  merchant_id integer NOT NULL,
  sku         text    COLLATE "C" NOT NULL,
  number      bigint  NOT NULL,
  PRIMARY KEY (merchant_id, sku, number)
);
