package dev.millrace.domain.order;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Conditional;
import dev.millrace.domain.command.Decision;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The wish to order more or fewer units on lines of an open order, before they are shipped; all of it or nothing.
 *
 * <p>Fewer units give up those that wait first, then those that are allocated. More units are ordered as of now, at the
 * end of every queue and at today's price: they join their line if they are all in stock at its price, and are a line of
 * their own otherwise, so that nobody is passed.
 *
 * @param id from which the ids of what must be bought derive
 * @param quantities what each named line is to be for, at least one, each line once
 * @param precondition on the version of the order
 */
public record EditOrder(
        int merchantId,
        UUID id,
        Instant receivedAt,
        Keyed keyed,
        UUID orderId,
        List<LineUnits> quantities,
        Precondition precondition)
        implements Command, Conditional {
    public static final String KIND = "edit_order";

    public EditOrder {
        quantities = LineUnits.checked(quantities);
        if (quantities.isEmpty()) {
            throw new IllegalArgumentException("no lines (expected: 1 or more)");
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void needs(MerchantState state, Needs needs) {
        if (!OrderNeeds.orderAndProducts(state, needs, orderId)) {
            return;
        }
        KnownOrder known = state.order(orderId);
        if (known != null && refusal(state, known) == null) {
            new EditOrderDecision(this, state, known).needs(needs);
        }
    }

    @Override
    public Decision decide(MerchantState state) {
        KnownOrder known = state.order(orderId);
        if (known == null) {
            return refused(Refusal.notFound("There is no such order."));
        }
        Refusal refusal = refusal(state, known);
        return refusal == null ? new EditOrderDecision(this, state, known).decide() : refused(refusal);
    }

    private @Nullable Refusal refusal(MerchantState state, KnownOrder known) {
        Order order = known.order();
        Refusal failed = precondition.refusal(state.version(known.number()));
        if (failed != null) {
            return failed;
        }
        if (order.status() != Order.Status.OPEN) {
            return Refusal.conflict("order_not_open", "Only an open order can be edited.");
        }
        if (!LineUnits.faults(quantities, order).isEmpty()) {
            return Refusal.invalid(LineUnits.faults(quantities, order));
        }
        for (LineUnits wanted : quantities) {
            if (order.lines().get(wanted.line()).shipped() > 0) {
                return Refusal.conflict("already_shipped", "Units of line " + wanted.line() + " were shipped.");
            }
        }
        return null;
    }

    private static Decision refused(Refusal refusal) {
        return Decision.without(new Outcome.Refused(refusal));
    }
}
