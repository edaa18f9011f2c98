package dev.millrace.domain.order;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Decision;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The wish to order.
 *
 * @param id becomes the order's id
 * @param customerRef the merchant's own reference, or null
 * @param wanted 1 to 100 lines
 */
public record PlaceOrder(
        int merchantId,
        UUID id,
        Instant receivedAt,
        Keyed keyed,
        @Nullable String customerRef,
        List<RequestedLine> wanted)
        implements Command {
    public static final String KIND = "place_order";

    public PlaceOrder {
        wanted = List.copyOf(wanted);
        if (wanted.isEmpty() || wanted.size() > Limits.ORDER_LINES_MAX) {
            throw new IllegalArgumentException(
                    wanted.size() + " lines (expected: 1 to " + Limits.ORDER_LINES_MAX + ")");
        }
        for (RequestedLine line : wanted) {
            if (line.quantity() < 1 || line.quantity() > Limits.QUANTITY_MAX) {
                throw new IllegalArgumentException(
                        "quantity: " + line.quantity() + " (expected: 1 to " + Limits.QUANTITY_MAX + ")");
            }
        }
    }

    /**
     * One line that is wanted.
     *
     * @param quantity units, 1 to 1,000,000
     * @param expectedPrice what the client expects a unit to cost, or null if it takes any price
     */
    public record RequestedLine(
            String sku, long quantity, @Nullable Money expectedPrice) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public int lines() {
        return wanted.size();
    }

    @Override
    public void needs(MerchantState state, Needs needs) {
        for (RequestedLine line : wanted) {
            if (!state.knowsSku(line.sku())) {
                needs.sku(line.sku());
            }
        }
    }

    @Override
    public Decision decide(MerchantState state) {
        return new PlaceOrderDecision(this, state).decide();
    }
}
