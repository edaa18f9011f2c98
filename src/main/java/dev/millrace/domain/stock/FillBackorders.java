package dev.millrace.domain.stock;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Decision;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The wish of a job to give free units of a SKU to the lines that wait for it. */
public record FillBackorders(int merchantId, UUID id, Instant receivedAt, String sku) implements Command {

    @Override
    public String kind() {
        return "fill_backorders";
    }

    @Override
    public void needs(MerchantState state, Needs needs) {
        if (!state.knowsSku(sku)) {
            needs.sku(sku);
            return;
        }
        Product product = state.product(sku);
        if (product != null) {
            new BackorderFills(state, null)
                    .needs(needs, product, state.stock(product.key()).free());
        }
    }

    @Override
    public Decision decide(MerchantState state) {
        BackorderFills fills = new BackorderFills(state, null);
        Product product = state.product(sku);
        if (product != null) {
            fills.fill(product, state.stock(product.key()).free());
        }
        long number = state.number();
        List<Event> events = new ArrayList<>();
        for (EventData.BackordersFilled filled : fills.events()) {
            events.add(new Event(++number, receivedAt, null, filled));
        }
        Answer answer = new Answer.OfFill(sku, fills.lines());
        return new Decision(
                events.isEmpty() ? new Outcome.Unchanged(answer, number) : new Outcome.Accepted(answer, number),
                events);
    }
}
