package dev.millrace.domain.order;

import static dev.millrace.domain.Requests.euros;
import static dev.millrace.domain.Requests.line;
import static dev.millrace.domain.Requests.place;
import static dev.millrace.domain.Requests.replaceProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.domain.Draft;
import dev.millrace.domain.Given;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** DESIGN §2, rule 1, as far as only the decision can know, and rule 7. */
class PlaceOrderValidationTest {
    private final Merchant merchant = Given.merchant()
            .product("A")
            .onHand(10)
            .price(euros(1_999))
            .product("IN-DOLLARS")
            .onHand(10)
            .price(new Money(500, "USD"))
            .product("GONE")
            .onHand(10)
            .inactive()
            .product("DEAR")
            .price(euros(Limits.PRICE_MAX))
            .onHand(10)
            .open();

    @Test
    void refusesAnUnknownSku() {
        merchant.when(place(line("A", 1), line("B", 1))).thenInvalid("/lines/1/sku unknown_sku");
    }

    @Test
    void refusesAProductThatTakesNoNewOrders() {
        merchant.when(place("GONE", 1)).thenInvalid("/lines/0/sku inactive_sku");
    }

    @Test
    void refusesASecondCurrency() {
        merchant.when(place(line("A", 1), line("IN-DOLLARS", 1), line("A", 1)))
                .thenInvalid("/lines/1/sku mixed_currencies");
    }

    @Test
    void refusesATotalBeyond64Bits() {
        merchant.when(place(Collections.nCopies(10, line("DEAR", Limits.QUANTITY_MAX))))
                .thenInvalid("/lines overflow");
    }

    @Test
    void countsTheLargestTotalThatFits() {
        merchant.when(place(Collections.nCopies(9, line("DEAR", Limits.QUANTITY_MAX))))
                .thenRejected("insufficient_stock", "DEAR 9000000 10")
                .thenOrder()
                .total(euros(9 * Limits.PRICE_MAX * Limits.QUANTITY_MAX));
    }

    @Test
    void refusesAnotherPriceThanTheClientExpects() {
        merchant.when(place(line("A", 1, euros(1_998)))).thenInvalid("/lines/0/unit_price price_changed");
        merchant.when(place(line("A", 1, new Money(1_999, "USD")))).thenInvalid("/lines/0/unit_price price_changed");
    }

    @Test
    void acceptsThePriceThatTheClientExpects() {
        merchant.when(place(line("A", 1, euros(1_999)))).thenAccepted();
    }

    @Test
    void reportsEverythingThatItFindsTogether() {
        List<PlaceOrder.RequestedLine> wanted = new ArrayList<>(List.of(
                line("B", 1), line("A", 1, euros(1)), line("GONE", 1, euros(2)), line("IN-DOLLARS", 1, euros(500))));
        wanted.addAll(Collections.nCopies(10, line("DEAR", Limits.QUANTITY_MAX)));
        merchant.when(place(wanted))
                .thenInvalid(
                        "/lines/0/sku unknown_sku",
                        "/lines/1/unit_price price_changed",
                        "/lines/2/sku inactive_sku",
                        "/lines/2/unit_price price_changed",
                        "/lines/3/unit_price price_changed",
                        "/lines/3/sku mixed_currencies",
                        "/lines overflow");
    }

    @Test
    void whatIsRefusedConsumesNothing() {
        merchant.when(place(line("A", 1), line("GONE", 1))).thenInvalid("/lines/1/sku inactive_sku");
        merchant.stock("A").allocated(0).available(10);
    }

    @Test
    void faultsComeBeforeShortage() {
        merchant.when(place(line("A", 11), line("GONE", 1))).thenInvalid("/lines/1/sku inactive_sku");
    }

    @Test
    void anOrderThatTheDoorShouldHaveRefusedCannotBeMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> merchant.when(place(List.of())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> merchant.when(place(Collections.nCopies(101, line("A", 1)))));
        assertThatIllegalArgumentException().isThrownBy(() -> merchant.when(place("A", 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> merchant.when(place("A", Limits.QUANTITY_MAX + 1)));
    }

    @Test
    void ofALineItKeepsThePriceAtAcceptance() {
        var placed = merchant.when(place(line("A", 2))).thenAccepted();
        merchant.when(replaceProduct(Draft.of(merchant.product("A")).price(euros(5)), null))
                .thenAccepted();
        assertThat(merchant.order(placed).lines().getFirst().unitPrice()).isEqualTo(euros(1_999));
        assertThat(merchant.order(placed).total()).isEqualTo(euros(3_998));
        merchant.when(place(line("A", 2))).thenAccepted().thenOrder().total(euros(10));
    }
}
