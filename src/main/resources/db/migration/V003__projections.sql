-- What a list searches, filled from the journal in the background. The position moves with the rows.
CREATE TABLE projections (
  merchant_id integer NOT NULL REFERENCES merchants,
  name        text    COLLATE "C" NOT NULL,
  number      bigint  NOT NULL,
  PRIMARY KEY (merchant_id, name)
);

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
CREATE INDEX order_search_time ON order_search (merchant_id, created_at, number);

CREATE TABLE order_search_skus (
  merchant_id integer NOT NULL,
  sku         text    COLLATE "C" NOT NULL,
  number      bigint  NOT NULL,
  PRIMARY KEY (merchant_id, sku, number)
);
