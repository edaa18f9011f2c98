-- What lists of purchases look at, the newest first. Each index ends in the order of its list, and in front of that stands
-- a status: a list of all statuses looks at each of them for itself, so that no filter reads rows in vain.
CREATE INDEX purchase_orders_by_status ON purchase_orders (merchant_id, status, purchase_order_id);
CREATE INDEX purchase_orders_of_supplier ON purchase_orders (merchant_id, supplier_id, status, purchase_order_id);
CREATE INDEX receipts_of_purchase_order ON receipts (merchant_id, purchase_order_id, receipt_id);
CREATE INDEX replenishments_by_status ON replenishments (merchant_id, status, replenishment_id);
CREATE INDEX replenishments_of_supplier ON replenishments (merchant_id, supplier_id, status, replenishment_id);
-- It finds what is owed of a product as well.
CREATE INDEX replenishments_of_product ON replenishments (merchant_id, product_key, status, replenishment_id);
