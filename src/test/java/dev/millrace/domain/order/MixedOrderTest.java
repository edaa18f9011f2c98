package dev.millrace.domain.order;

import static dev.millrace.domain.Requests.line;
import static dev.millrace.domain.Requests.place;
import static dev.millrace.domain.Requests.placeFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.Draft;
import dev.millrace.domain.Given;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.Requests;
import dev.millrace.domain.Then;
import dev.millrace.domain.model.Order;
import java.util.List;
import org.junit.jupiter.api.Test;

/** DESIGN §2, rules 4 and 5. */
class MixedOrderTest {
    private final Merchant merchant = Given.merchant()
            .product("STRICT")
            .onHand(5)
            .product("PATIENT")
            .policyBackorder()
            .onHand(2)
            .product("LIMITED")
            .policyBackorder()
            .backorderMax(1)
            .open();

    @Test
    void acceptsBothKindsOfLine() {
        merchant.when(place(line("PATIENT", 7), line("STRICT", 5)))
                .thenAccepted()
                .thenOrder()
                .line(0)
                .holds(2)
                .waitsFor(5)
                .buys(6)
                .line(1)
                .holds(5)
                .waitsFor(0)
                .buysNothing();
    }

    @Test
    void oneShortRejectLineRejectsBackorderLinesToo() {
        merchant.when(place(line("PATIENT", 7), line("STRICT", 6)))
                .thenRejected("insufficient_stock", "STRICT 6 5")
                .thenOrder()
                .line(0)
                .holds(0)
                .waitsFor(0)
                .buysNothing();
        merchant.stock("PATIENT").allocated(0).backordered(0).available(2);
        assertThat(merchant.queue("PATIENT")).isEmpty();
    }

    @Test
    void aShortRejectLineIsNamedBeforeABackorderLimit() {
        merchant.when(place(line("LIMITED", 2), line("STRICT", 6))).thenRejected("insufficient_stock", "STRICT 6 5");
        merchant.when(place(line("LIMITED", 2), line("STRICT", 5))).thenRejected("backorder_limit", "LIMITED 2 0");
    }

    @Test
    void linesOfOneSkuAreServedInLineOrder() {
        merchant.when(place(line("PATIENT", 1), line("STRICT", 1), line("PATIENT", 3), line("PATIENT", 1)))
                .thenAccepted()
                .thenOrder()
                .line(0)
                .holds(1)
                .waitsFor(0)
                .line(2)
                .holds(1)
                .waitsFor(2)
                .line(3)
                .holds(0)
                .waitsFor(1);
        assertThat(merchant.queue("PATIENT"))
                .extracting(waiting -> waiting.line())
                .containsExactly(2, 3);
    }

    @Test
    void keepsTheMerchantsOwnReferenceAndItsTotal() {
        Order order = merchant.when(placeFor("cart 7", List.of(line("PATIENT", 7), line("STRICT", 5))))
                .thenAccepted()
                .thenOrder()
                .total(Requests.euros(12_000))
                .order();
        assertThat(order.customerRef()).isEqualTo("cart 7");
        assertThat(order.lines()).extracting(Order.Line::quantity).containsExactly(7L, 5L);
    }

    @Test
    void ordersOfOneBatchAreDecidedInTheOrderOfTheirArrival() {
        List<Then> decided = merchant.whenInOneBatch(place("STRICT", 3), place("STRICT", 3), place("STRICT", 2));
        decided.get(0).thenAccepted();
        decided.get(1).thenRejected("insufficient_stock", "STRICT 3 2");
        decided.get(2).thenAccepted();
        merchant.stock("STRICT").allocated(5).available(0);
    }

    @Test
    void anOrderThatIsRejectedLeavesItsUnitsToTheNext() {
        List<Then> decided = merchant.whenInOneBatch(place(line("STRICT", 4), line("LIMITED", 2)), place("STRICT", 5));
        decided.get(0).thenRejected("backorder_limit", "LIMITED 2 0");
        decided.get(1).thenAccepted().thenOrder().line(0).holds(5);
    }

    @Test
    void ordersOfOneBatchTakeTheRestAndThenWait() {
        List<Then> decided = merchant.whenInOneBatch(place("PATIENT", 1), place("PATIENT", 2), place("PATIENT", 1));
        decided.get(0).thenOrder().line(0).holds(1).waitsFor(0);
        decided.get(1).thenOrder().line(0).holds(1).waitsFor(1);
        decided.get(2).thenOrder().line(0).holds(0).waitsFor(1);
    }

    @Test
    void whatAProductIsCountsForDecisionsAfterIt() {
        List<Then> decided = merchant.whenInOneBatch(
                place("STRICT", 6),
                Requests.upsertProduct(Draft.of(merchant.product("STRICT")).policyBackorder()),
                place("STRICT", 6),
                Requests.deactivate("STRICT"),
                place("STRICT", 6));
        decided.get(0).thenRejected("insufficient_stock", "STRICT 6 5");
        decided.get(2).thenAccepted().thenOrder().line(0).holds(5).waitsFor(1).buys(2);
        decided.get(4).thenInvalid("/lines/0/sku inactive_sku");
    }
}
