-- In which amounts a supplier sells a product. A release that does not know of packs leaves them as they are.
ALTER TABLE products
  ADD COLUMN pack_size        bigint NOT NULL DEFAULT 1 CHECK (pack_size BETWEEN 1 AND 1000000),
  ADD COLUMN minimum_quantity bigint NOT NULL DEFAULT 1 CHECK (minimum_quantity BETWEEN 1 AND 1000000000);

-- What orders and stock refer to: suppliers, then products, each new product with its stock row.
CREATE OR REPLACE FUNCTION append_v1_definitions(rare json) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  touched bigint;
BEGIN
  IF rare -> 'suppliers' IS NOT NULL THEN
    INSERT INTO suppliers (merchant_id, supplier_id, name, number, created_at)
      SELECT r.m, r.id, r.name, r.number, r.at
      FROM json_to_recordset(rare -> 'suppliers') AS r (m integer, id text, name text, number bigint, at timestamptz);
  END IF;

  IF rare -> 'new_products' IS NOT NULL THEN
    INSERT INTO products (merchant_id, product_key, sku, name, price, currency, policy, supplier_id, surplus_bps,
        rounding, pack_size, minimum_quantity, backorder_max, active, number, created_at)
      SELECT r.m, r.product, r.sku, r.name, r.price, r.currency, r.policy, r.supplier, r.surplus_bps,
        r.rounding, coalesce(r.pack_size, 1), coalesce(r.minimum_quantity, 1), r.backorder_max, r.active, r.number, r.at
      FROM json_to_recordset(rare -> 'new_products') AS r (m integer, product integer, sku text, name text,
        price bigint, currency text, policy text, supplier text, surplus_bps integer, rounding text,
        pack_size bigint, minimum_quantity bigint, backorder_max bigint, active boolean, number bigint, at timestamptz);
    INSERT INTO stock (merchant_id, product_key)
      SELECT r.m, r.product
      FROM json_to_recordset(rare -> 'new_products') AS r (m integer, product integer);
  END IF;

  IF rare -> 'products' IS NOT NULL THEN
    UPDATE products p SET name = r.name, price = r.price, currency = r.currency, policy = r.policy,
        supplier_id = r.supplier, surplus_bps = r.surplus_bps, rounding = r.rounding,
        pack_size = coalesce(r.pack_size, p.pack_size), minimum_quantity = coalesce(r.minimum_quantity, p.minimum_quantity),
        backorder_max = r.backorder_max, active = r.active, number = r.number
      FROM json_to_recordset(rare -> 'products') AS r (m integer, product integer, name text,
        price bigint, currency text, policy text, supplier text, surplus_bps integer, rounding text,
        pack_size bigint, minimum_quantity bigint, backorder_max bigint, active boolean, number bigint)
      WHERE p.merchant_id = r.m AND p.product_key = r.product;
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched <> json_array_length(rare -> 'products') THEN
      RAISE EXCEPTION 'append: % products touched, % expected', touched, json_array_length(rare -> 'products')
        USING ERRCODE = 'XM002';
    END IF;
  END IF;
END
$$;
