package dev.millrace.domain.order;

import dev.millrace.domain.Command;
import dev.millrace.domain.Decision;
import dev.millrace.domain.Keyed;
import dev.millrace.domain.MerchantState;
import dev.millrace.domain.Money;
import dev.millrace.domain.Needs;
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
        List<Wanted> wanted) implements Command {
    public static final String KIND = "place_order";

    public PlaceOrder {
        wanted = List.copyOf(wanted);
    }

    /**
     * One line that is wanted.
     *
     * @param quantity units, 1 to 1,000,000
     * @param expectedPrice what the client expects a unit to cost, or null if it takes any price
     */
    public record Wanted(
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
        for (Wanted line : wanted) {
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
