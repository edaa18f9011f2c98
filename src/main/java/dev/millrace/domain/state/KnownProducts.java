package dev.millrace.domain.state;

import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.StockLevel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of products and their stock: that they are there, that there are none of a name, and the last key. */
final class KnownProducts {
    private static final class Item {
        private Product product;
        private StockLevel stock;

        private Item(Product product, StockLevel stock) {
            this.product = product;
            this.stock = stock;
        }
    }

    private final Map<String, Item> bySku = new HashMap<>();
    private final Map<Integer, Item> byKey = new HashMap<>();
    private final Set<String> unknownSkus = new HashSet<>();
    private int lastKey = -1;

    boolean knowsSku(String sku) {
        return bySku.containsKey(sku) || unknownSkus.contains(sku);
    }

    /** The product of that name, or null if there is none; {@link #knowsSku} must hold. */
    @Nullable
    Product product(String sku) {
        Item item = bySku.get(sku);
        if (item == null && !unknownSkus.contains(sku)) {
            throw new IllegalStateException("nothing is known of SKU " + sku);
        }
        return item == null ? null : item.product;
    }

    /** @throws IllegalStateException if the product is not known to exist */
    StockLevel stock(int productKey) {
        return item(productKey).stock;
    }

    /** -1 if it is not known, 0 if there is none. */
    int lastKey() {
        return lastKey;
    }

    void lastKey(int key) {
        lastKey = key;
    }

    int size() {
        return bySku.size() + unknownSkus.size();
    }

    void learn(Needs needs, Loaded loaded) {
        loaded.items().forEach(item -> put(item.product(), item.stock()));
        for (String sku : needs.skus()) {
            if (!bySku.containsKey(sku)) {
                unknownSkus.add(sku);
            }
        }
        if (loaded.lastProductKey() != null) {
            lastKey = loaded.lastProductKey();
        }
    }

    void move(int productKey, StockLevel delta) {
        Item item = item(productKey);
        item.stock = item.stock.plus(delta);
    }

    void created(Product product) {
        put(product, StockLevel.EMPTY);
        if (lastKey >= 0) {
            lastKey = Math.max(lastKey, product.key());
        }
    }

    void changed(Product product) {
        put(product, stock(product.key()));
    }

    void forgetUnknownSkusBeyond(int max) {
        if (unknownSkus.size() > max) {
            unknownSkus.clear();
        }
    }

    private Item item(int productKey) {
        Item item = byKey.get(productKey);
        if (item == null) {
            throw new IllegalStateException("no stock is known of product " + productKey);
        }
        return item;
    }

    private void put(Product product, StockLevel stock) {
        Item item = byKey.get(product.key());
        if (item == null) {
            Item made = new Item(product, stock);
            byKey.put(product.key(), made);
            bySku.put(product.sku(), made);
            unknownSkus.remove(product.sku());
        } else {
            item.product = product;
            item.stock = stock;
        }
    }
}
