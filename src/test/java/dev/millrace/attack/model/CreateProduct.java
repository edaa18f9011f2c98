package dev.millrace.attack.model;

import dev.millrace.domain.Merchant;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.stock.PutProduct;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A product that shall be new: as it is, or a plain one if there is none, with changes. */
record CreateProduct(String sku, List<ProductChange> changes) implements Wish {
    CreateProduct {
        changes = List.copyOf(changes);
    }

    @Override
    public Asked asked(Model now, Known known) {
        ProductDraft draft = ProductChange.draft(now, sku, changes);
        Heard heard = new Heard(known);
        return Asked.of(
                Call.post("/v1/products", Json.sparseProduct(draft).toString()),
                model -> expected(model, draft),
                answer -> heard.versioned(answer, Heard::product)
                        + Heard.place(answer, "/v1/products/" + Call.encoded(sku)));
    }

    private static String expected(Model model, ProductDraft draft) {
        List<String> faults = ProductChange.faults(draft);
        return faults.isEmpty()
                ? model.decide(
                        new PutProduct(
                                Merchant.ID,
                                new UUID(1, 1),
                                Instant.EPOCH,
                                draft,
                                PutProduct.Mode.CREATE,
                                Precondition.NONE),
                        201)
                : Model.refused(faults);
    }

    @Override
    public List<Wish> simpler() {
        return ProductChange.without(changes).stream()
                .map(less -> (Wish) new CreateProduct(sku, less))
                .toList();
    }
}
