package dev.millrace.domain.order;

import static dev.millrace.domain.Requests.line;
import static dev.millrace.domain.Requests.place;

import dev.millrace.domain.Given;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.model.Order;
import org.junit.jupiter.api.Test;

/** DESIGN §2, rule 2, and rule 4 where lines of the same SKU meet. */
class PolicyRejectTest {
    private final Merchant merchant = Given.merchant()
            .product("A")
            .onHand(10)
            .product("B")
            .onHand(3)
            .product("C")
            .onHand(1)
            .open();

    @Test
    void allocatesWhatIsAvailable() {
        merchant.when(place(line("A", 4), line("B", 3)))
                .thenAccepted()
                .thenRecords("order.placed")
                .thenOrder()
                .is(Order.Status.OPEN)
                .line(0)
                .holds(4)
                .waitsFor(0)
                .buysNothing()
                .line(1)
                .holds(3)
                .waitsFor(0)
                .buysNothing();
        merchant.stock("A").onHand(10).allocated(4).available(6);
        merchant.stock("B").onHand(3).allocated(3).available(0);
    }

    @Test
    void allocatesTheLastUnit() {
        merchant.when(place("A", 10)).thenAccepted();
        merchant.stock("A").available(0);
        merchant.when(place("A", 1)).thenRejected("insufficient_stock", "A 1 0");
    }

    @Test
    void rejectsTheWholeOrderWhenOneLineIsShort() {
        merchant.when(place(line("A", 2), line("B", 4)))
                .thenRejected("insufficient_stock", "B 4 3")
                .thenOrder()
                .line(0)
                .holds(0)
                .buysNothing()
                .line(1)
                .holds(0)
                .buysNothing();
        merchant.stock("A").allocated(0).available(10);
        merchant.stock("B").allocated(0).available(3);
    }

    @Test
    void namesEveryShortSkuWithWhatWasOrderedAndWhatIsAvailable() {
        merchant.when(place(line("B", 4), line("A", 1), line("C", 2)))
                .thenRejected("insufficient_stock", "B 4 3", "C 2 1");
    }

    @Test
    void ofSeveralLinesOfOneSkuTheSumMustBeAvailable() {
        merchant.when(place(line("A", 6), line("A", 5))).thenRejected("insufficient_stock", "A 11 10");
        merchant.when(place(line("A", 6), line("B", 1), line("A", 4)))
                .thenAccepted()
                .thenOrder()
                .line(0)
                .holds(6)
                .line(2)
                .holds(4);
        merchant.stock("A").allocated(10);
    }

    @Test
    void namesASkuOnceHoweverManyOfItsLinesAreShort() {
        merchant.when(place(line("C", 2), line("C", 2), line("C", 2))).thenRejected("insufficient_stock", "C 6 1");
    }
}
