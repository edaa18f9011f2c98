-- One order of one line per transaction, sent in one go. The rows that others wait for are locked last and in one order:
-- of the hot SKU, which has the lowest number, after all others.
\set n :n + 1
\set order_id :first + :client_id * 100000000 + :n
\set key random(1000000000000000000, 9223372036854775806)
\set customer random(100000, 999999)
\set p1 case when :hot = 1 then 1 else random(1, :skus) end
\set q1 random(1, 3)
\set total 1999 * :q1
\startpipeline
BEGIN;
INSERT INTO orders (merchant_id, order_id, idempotency_key, customer_ref, status, total, created_at)
  VALUES (1, :order_id, :key, 'customer-' || :customer, 'open', :total, now());
INSERT INTO order_lines (merchant_id, order_id, line, product_id, quantity, unit_price)
  VALUES (1, :order_id, 1, :p1, :q1, 1999);
INSERT INTO events (merchant_id, type, at, payload) VALUES (1, 'order.placed', now(),
  '{"order":"' || :order_id || '","key":"' || :key || '","customer_ref":"customer-' || :customer
  || '","total":' || :total || ',"lines":[{"product":' || :p1 || ',"quantity":' || :q1 || ',"unit_price":1999}]}');
UPDATE stock SET allocated = allocated + :q1 WHERE merchant_id = 1 AND product_id = :p1;
COMMIT;
\endpipeline
