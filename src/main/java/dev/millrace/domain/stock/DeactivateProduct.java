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
import dev.millrace.domain.model.Product;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The wish that a product takes no new orders. Its backlog is still bought and filled.
 *
 * @param precondition on its version
 */
public record DeactivateProduct(int merchantId, UUID id, Instant receivedAt, String sku, Precondition precondition)
        implements Command, Conditional {

    @Override
    public String kind() {
        return "deactivate_product";
    }

    @Override
    public void needs(MerchantState state, Needs needs) {
        if (!state.knowsSku(sku)) {
            needs.sku(sku);
        }
    }

    @Override
    public Decision decide(MerchantState state) {
        Product product = state.product(sku);
        if (product == null) {
            return Decision.without(new Outcome.Refused(Refusal.notFound("There is no product with this SKU.")));
        }
        if (!product.active()) {
            return Decision.without(new Outcome.Unchanged(new Answer.OfProduct(product), product.number()));
        }
        Refusal failed = precondition.refusal(state.version(product.number()));
        if (failed != null) {
            return Decision.without(new Outcome.Refused(failed));
        }
        Product after = product.deactivatedBy(state.number() + 1);
        return new Decision(
                new Outcome.Accepted(new Answer.OfProduct(after), after.number()),
                List.of(new Event(after.number(), receivedAt, null, new EventData.ProductDeactivated(after))));
    }
}
