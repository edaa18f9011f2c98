package dev.millrace.attack.model;

import dev.millrace.domain.Merchant;
import dev.millrace.domain.stock.DeactivateProduct;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A product that shall take no more orders. */
record Deactivate(String sku, Tag tag) implements Wish {
    @Override
    public Asked asked(Model now, Known known) {
        long version = now.merchant().versionOf(sku);
        DeactivateProduct command =
                new DeactivateProduct(Merchant.ID, new UUID(1, 1), Instant.EPOCH, sku, tag.expected(version));
        Call call = Call.post("/v1/products/" + Call.encoded(sku) + "/deactivate")
                .with("If-Match", tag.ifMatch(known.history(), version));
        Heard heard = new Heard(known);
        return Asked.of(call, model -> model.decide(command, 200), answer -> heard.versioned(answer, Heard::product));
    }

    @Override
    public List<Wish> simpler() {
        return Simpler.simpler(tag, Tag.NONE).stream()
                .map(less -> (Wish) new Deactivate(sku, less))
                .toList();
    }
}
