package dev.millrace.domain.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a merchant says of a product; {@link Product} says what each part means. */
public record ProductDraft(
        String sku,
        String name,
        Money price,
        StockPolicy policy,
        @Nullable String supplierId,
        int surplusBps,
        Rounding rounding,
        Packaging packaging,
        long backorderMax,
        boolean active) {

    /** Whether a product is already what this asks for. */
    public boolean describes(Product product) {
        return equals(new ProductDraft(
                product.sku(),
                product.name(),
                product.price(),
                product.policy(),
                product.supplierId(),
                product.surplusBps(),
                product.rounding(),
                product.packaging(),
                product.backorderMax(),
                product.active()));
    }

    public Product product(int key, long number, Instant createdAt) {
        return new Product(
                key,
                sku,
                name,
                price,
                policy,
                supplierId,
                surplusBps,
                rounding,
                packaging,
                backorderMax,
                active,
                number,
                createdAt);
    }
}
