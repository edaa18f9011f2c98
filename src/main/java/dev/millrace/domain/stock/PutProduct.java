package dev.millrace.domain.stock;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Conditional;
import dev.millrace.domain.command.Decision;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.Fault;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.model.Version;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The wish to make a product or to replace what is said of it. Asking for what is so already changes nothing.
 *
 * @param mode whether it must be new, must be there, or may be either
 * @param precondition on its version
 */
public record PutProduct(
        int merchantId, UUID id, Instant receivedAt, ProductDraft draft, Mode mode, Precondition precondition)
        implements Command, Conditional {

    /** What is expected of the product before. */
    public enum Mode {
        CREATE,
        REPLACE,
        UPSERT
    }

    @Override
    public String kind() {
        return "put_product";
    }

    @Override
    public void needs(MerchantState state, Needs needs) {
        if (!state.knowsSku(draft.sku())) {
            needs.sku(draft.sku());
        }
        if (!state.knowsLastProductKey()) {
            needs.lastProductKey();
        }
        if (draft.supplierId() != null && !state.knowsSupplier(draft.supplierId())) {
            needs.supplier(draft.supplierId());
        }
    }

    @Override
    public Decision decide(MerchantState state) {
        Product product = state.product(draft.sku());
        Version current = product == null ? null : state.version(product.number());
        Refusal present = precondition.refusalOfPresent(current);
        if (present != null) {
            return refused(present);
        }
        if (product != null && draft.describes(product)) {
            return Decision.without(new Outcome.Unchanged(new Answer.OfProduct(product), product.number()));
        }
        if (product == null && mode == Mode.REPLACE) {
            return refused(Refusal.notFound("There is no product with this SKU."));
        }
        if (product != null && mode == Mode.CREATE) {
            return refused(
                    Refusal.conflict("product_exists", "There is a product with this SKU, and it is not the same."));
        }
        Refusal changed = precondition.refusal(current);
        if (changed != null) {
            return refused(changed);
        }
        if (draft.policy() == StockPolicy.BACKORDER && draft.supplierId() == null) {
            return refused(Refusal.invalid(List.of(
                    new Fault("/supplier_id", "supplier_required", "Policy backorder needs a supplier to buy from."))));
        }
        if (draft.supplierId() != null && state.supplier(draft.supplierId()) == null) {
            return refused(Refusal.invalid(
                    List.of(new Fault("/supplier_id", "unknown_supplier", "There is no supplier with this id."))));
        }
        return product == null ? create(state) : replace(state, product);
    }

    private Decision create(MerchantState state) {
        long number = state.number() + 1;
        Product made = draft.product(state.lastProductKey() + 1, number, receivedAt);
        return recorded(made, new EventData.ProductCreated(made));
    }

    private Decision replace(MerchantState state, Product before) {
        Product after = draft.product(before.key(), state.number() + 1, before.createdAt());
        return recorded(after, new EventData.ProductReplaced(after));
    }

    private Decision recorded(Product product, EventData data) {
        return new Decision(
                new Outcome.Accepted(new Answer.OfProduct(product), product.number()),
                List.of(new Event(product.number(), receivedAt, null, data)));
    }

    private static Decision refused(Refusal refusal) {
        return Decision.without(new Outcome.Refused(refusal));
    }
}
