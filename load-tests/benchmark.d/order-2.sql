-- One order of two lines per transaction, sent in one go. The rows that others wait for are locked last and in one order:
-- of the hot SKU, which has the lowest number, after all others.
\set n :n + 1
\set order_id :first + :client_id * 100000000 + :n
\set key random(1000000000000000000, 9223372036854775806)
\set customer random(100000, 999999)
\set p1 case when :hot = 1 then 1 else random(1, :skus) end
\set p2 random(1, :skus)
\set q1 random(1, 3)
\set q2 random(1, 3)
\set high greatest(:p1, :p2)
\set low least(:p1, :p2)
\set total 1999 * (:q1 + :q2)
\startpipeline
BEGIN;
INSERT INTO orders (merchant_id, order_id, idempotency_key, customer_ref, status, total, created_at)
  VALUES (1, :order_id, :key, 'customer-' || :customer, 'open', :total, now());
INSERT INTO order_lines (merchant_id, order_id, line, product_id, quantity, unit_price)
  VALUES (1, :order_id, 1, :high, :q1, 1999), (1, :order_id, 2, :low, :q2, 1999);
INSERT INTO events (merchant_id, type, at, payload) VALUES (1, 'order.placed', now(),
  '{"order":"' || :order_id || '","key":"' || :key || '","customer_ref":"customer-' || :customer
  || '","total":' || :total || ',"lines":[{"product":' || :high || ',"quantity":' || :q1 || ',"unit_price":1999}'
  || ',{"product":' || :low || ',"quantity":' || :q2 || ',"unit_price":1999}]}');
UPDATE stock SET allocated = allocated + :q1 WHERE merchant_id = 1 AND product_id = :high;
UPDATE stock SET allocated = allocated + :q2 WHERE merchant_id = 1 AND product_id = :low;
COMMIT;
\endpipeline
