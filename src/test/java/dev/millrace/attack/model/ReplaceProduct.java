package dev.millrace.attack.model;

import dev.millrace.domain.Merchant;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.stock.PutProduct;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What is said of a product, said anew, all of it: as it is, with changes. */
record ReplaceProduct(String sku, List<ProductChange> changes, Tag tag) implements Wish {
    ReplaceProduct {
        changes = List.copyOf(changes);
    }

    @Override
    public Asked asked(Model now, Known known) {
        long version = now.merchant().versionOf(sku);
        ProductDraft draft = ProductChange.draft(now, sku, changes);
        PutProduct command = new PutProduct(
                Merchant.ID, new UUID(1, 1), Instant.EPOCH, draft, PutProduct.Mode.REPLACE, tag.expected(version));
        Call call = Call.put(
                        "/v1/products/" + Call.encoded(sku), Json.product(draft).toString())
                .with("If-Match", tag.ifMatch(known.history(), version));
        Heard heard = new Heard(known);
        return Asked.of(call, model -> expected(model, command), answer -> heard.versioned(answer, Heard::product));
    }

    private String expected(Model model, PutProduct command) {
        if (tag == Tag.NONE) {
            return "428 precondition_required []";
        }
        List<String> faults = ProductChange.faults(command.draft());
        return faults.isEmpty() ? model.decide(command, 200) : Model.refused(faults);
    }

    @Override
    public List<Wish> simpler() {
        List<Wish> simpler = new ArrayList<>();
        ProductChange.without(changes).forEach(less -> simpler.add(new ReplaceProduct(sku, less, tag)));
        Simpler.simpler(tag, Tag.ANY).forEach(less -> simpler.add(new ReplaceProduct(sku, changes, less)));
        return simpler;
    }
}
