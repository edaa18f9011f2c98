package dev.millrace.domain.stock;

import dev.millrace.domain.Answer;
import dev.millrace.domain.Command;
import dev.millrace.domain.Decision;
import dev.millrace.domain.Event;
import dev.millrace.domain.EventData;
import dev.millrace.domain.MerchantState;
import dev.millrace.domain.Needs;
import dev.millrace.domain.Outcome;
import dev.millrace.domain.Refusal;
import dev.millrace.domain.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The wish that a product takes no new orders. Its backlog is still bought and filled.
 *
 * @param ifMatch the version that it must have, or null
 */
public record DeactivateProduct(
        int merchantId,
        UUID id,
        Instant receivedAt,
        String sku,
        @Nullable Version ifMatch) implements Command {

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
        if (ifMatch != null && !ifMatch.equals(state.version(product.number()))) {
            return Decision.without(new Outcome.Refused(Refusal.preconditionFailed()));
        }
        Product after = product.deactivatedBy(state.number() + 1);
        return new Decision(
                new Outcome.Accepted(new Answer.OfProduct(after), after.number()),
                List.of(new Event(after.number(), receivedAt, null, new EventData.ProductDeactivated(after))));
    }
}
