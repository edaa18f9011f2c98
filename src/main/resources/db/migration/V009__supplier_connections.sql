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

-- What a dispatcher walks over: purchase orders that are not sent, or of which we wait for word. An acknowledged one, which
-- only waits for its goods, is not among them.
CREATE INDEX purchase_orders_to_dispatch
  ON purchase_orders (merchant_id, supplier_id, made_number, purchase_order_id)
  WHERE status IN ('draft', 'queued', 'sending', 'sent', 'unknown', 'cancel_requested');
