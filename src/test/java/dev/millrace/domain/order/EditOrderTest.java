package dev.millrace.domain.order;

import static dev.millrace.domain.Requests.cancel;
import static dev.millrace.domain.Requests.deactivate;
import static dev.millrace.domain.Requests.edit;
import static dev.millrace.domain.Requests.euros;
import static dev.millrace.domain.Requests.gather;
import static dev.millrace.domain.Requests.line;
import static dev.millrace.domain.Requests.place;
import static dev.millrace.domain.Requests.replaceProduct;
import static dev.millrace.domain.Requests.ship;
import static dev.millrace.domain.Requests.units;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.Draft;
import dev.millrace.domain.Given;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.Then;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.model.Answer;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EditOrderTest {
    private final Merchant merchant = Given.merchant()
            .product("A")
            .onHand(10)
            .product("B")
            .policyBackorder()
            .onHand(5)
            .open();

    @Test
    void fewerUnitsAreFreeForOthersAtOnce() {
        Then placed = merchant.when(place("B", 5)).thenAccepted();
        Then waiting = merchant.when(place("B", 2)).thenAccepted();
        merchant.when(edit(placed.orderId(), units(0, 2))).thenRecords("order.edited", "order.backorders_filled");
        merchant.now(placed).line(0).holds(2);
        merchant.now(waiting).line(0).holds(2);
        merchant.stock("B").allocated(4).available(1);
        assertThat(merchant.order(placed).total()).isEqualTo(euros(2_000));
    }

    @Test
    void thoseThatWaitGoFirstAndAreBoughtNoMore() {
        Then placed = merchant.when(place("B", 8)).thenAccepted();
        merchant.when(edit(placed.orderId(), units(0, 6))).thenRecords("order.edited");
        merchant.now(placed).line(0).holds(5).waitsFor(1);
        assertThat(merchant.replenishments(placed)).singleElement().satisfies(owed -> {
            assertThat(owed.shortfall()).isEqualTo(1);
            assertThat(owed.quantity()).isEqualTo(2L);
        });
    }

    @Test
    void aPurchaseOrderThatNobodyHasHeardOfShrinksWithIt() {
        Then placed = merchant.when(place("B", 15)).thenAccepted();
        var id = merchant.when(gather(merchant.owed(Draft.SUPPLIER)))
                .purchaseOrder()
                .id();
        merchant.when(edit(placed.orderId(), units(0, 10))).thenRecords("order.edited", "purchase_order.shrunk");
        assertThat(merchant.purchaseOrder(id).lines().getFirst().quantity()).isEqualTo(6);
        merchant.stock("B").incoming(6).backordered(5);
    }

    @Test
    void moreUnitsFromStockJoinTheirLine() {
        Then placed = merchant.when(place("A", 4)).thenAccepted();
        merchant.when(edit(placed.orderId(), units(0, 9))).thenAccepted();
        assertThat(merchant.order(placed).lines()).hasSize(1);
        merchant.now(placed).line(0).holds(9);
        merchant.stock("A").available(1);
    }

    @Test
    void moreUnitsAtAnotherPriceAreALineOfTheirOwn() {
        Then placed = merchant.when(place("A", 4)).thenAccepted();
        merchant.when(replaceProduct(Draft.of(merchant.product("A")).price(euros(1_500)), null))
                .thenAccepted();
        merchant.when(edit(placed.orderId(), units(0, 5))).thenAccepted();
        assertThat(merchant.order(placed).lines()).hasSize(2);
        assertThat(merchant.order(placed).total()).isEqualTo(euros(5_500));
    }

    @Test
    void moreUnitsThanThereAreWaitAtTheEndOfTheQueueAndAreBought() {
        Then placed = merchant.when(place("B", 5)).thenAccepted();
        Then other = merchant.when(place("B", 3)).thenAccepted();
        merchant.when(edit(placed.orderId(), units(0, 9))).thenAccepted();
        assertThat(merchant.queue("B"))
                .extracting(waiting -> waiting.orderId() + "/" + waiting.line())
                .containsExactly(other.orderId() + "/0", placed.orderId() + "/1");
        merchant.now(placed).line(1).holds(0).waitsFor(4).buys(5);
        merchant.stock("B").backordered(7);

        merchant.when(cancel(other)).thenAccepted();
        merchant.when(cancel(placed)).thenAccepted();
        merchant.stock("B").backordered(0).allocated(0).available(5);
        assertThat(merchant.queue("B")).isEmpty();
    }

    @Test
    void moreThanPolicyRejectHasIsRefusedAndTheOrderStands() {
        Then placed = merchant.when(place(line("A", 4), line("B", 1))).thenAccepted();
        merchant.when(edit(placed.orderId(), units(1, 2), units(0, 11)))
                .thenRefused(Refusal.Kind.CONFLICT, "insufficient_stock");
        merchant.now(placed).line(0).holds(4);
        merchant.now(placed).line(1).holds(1);
    }

    @Test
    void whatWasShippedOrIsClosedCanNotBeEdited() {
        Then placed = merchant.when(place("A", 4)).thenAccepted();
        merchant.when(ship(placed.orderId(), units(0, 1))).thenAccepted();
        merchant.when(edit(placed.orderId(), units(0, 3))).thenRefused(Refusal.Kind.CONFLICT, "already_shipped");
        merchant.when(cancel(placed)).thenAccepted();
        merchant.when(edit(placed.orderId(), units(0, 3))).thenRefused(Refusal.Kind.CONFLICT, "order_not_open");
    }

    @Test
    void whatIsAsItWasIsUnchanged() {
        Then placed = merchant.when(place("A", 4)).thenAccepted();
        merchant.when(place("A", 1)).thenAccepted();
        assertThat(merchant.when(edit(placed.orderId(), units(0, 4)))
                        .thenUnchanged()
                        .outcome())
                .isEqualTo(new Outcome.Unchanged(
                        new Answer.OfOrder(placed.order()), placed.order().journalNumber()));
    }

    @Test
    void whatOneLineGivesUpAnotherOneMayHave() {
        Then placed = merchant.when(place(line("B", 3), line("B", 2))).thenAccepted();
        merchant.when(edit(placed.orderId(), units(1, 4), units(0, 1))).thenRecords("order.edited");
        merchant.now(placed).line(1).holds(4);
        merchant.stock("B").allocated(5).backordered(0);
        assertThat(merchant.replenishments(placed)).isEmpty();
    }

    @Test
    void whatOthersLeaveOfWhatWasGivenUpFillsTheNewLine() {
        Then placed = merchant.when(place(line("B", 4), line("B", 1))).thenAccepted();
        Then waiting = merchant.when(place("B", 1)).thenAccepted();
        merchant.when(edit(placed.orderId(), units(0, 1), units(1, 3))).thenAccepted();
        merchant.now(waiting).line(0).holds(1);
        merchant.now(placed).line(2).holds(2).waitsFor(0);
        merchant.stock("B").allocated(5).backordered(0);
    }

    @Test
    void theAnswerShowsWhatTheEditGaveToAnotherLineOfItsOwn() {
        Then placed = merchant.when(place(line("B", 5), line("B", 5))).thenAccepted();
        Then edited = merchant.when(edit(placed.orderId(), units(0, 3)))
                .thenRecords("order.edited", "order.backorders_filled");
        edited.thenOrder().line(0).holds(3).line(1).holds(2).waitsFor(3);
        merchant.thenIsWhatStands(edited);
    }

    @Test
    void theAnswerIsOfTheEventThatFilledItsOwnLineWhoeverIsFilledBesides() {
        Then placed = merchant.when(place(line("B", 5), line("B", 5))).thenAccepted();
        Then other = merchant.when(place("B", 9)).thenAccepted();
        UUID purchase = merchant.when(gather(merchant.owed(Draft.SUPPLIER)))
                .purchaseOrder()
                .id();
        merchant.when(edit(placed.orderId(), units(1, 1))).thenAccepted();
        assertThat(merchant.purchaseOrder(purchase).number())
                .isGreaterThan(merchant.version(placed).number());

        Then edited = merchant.when(edit(placed.orderId(), units(0, 1)))
                .thenRecords("order.edited", "order.backorders_filled", "order.backorders_filled");
        merchant.thenIsWhatStands(edited);
        merchant.now(placed).line(1).holds(1).waitsFor(0);
        merchant.now(other).line(0).holds(3).waitsFor(6);
        assertThat(edited.number()).isEqualTo(merchant.journal().size() - 1);
    }

    @Test
    void anInactiveProductIsNotOrderedMoreOf() {
        Then placed = merchant.when(place("A", 4)).thenAccepted();
        merchant.when(deactivate("A")).thenAccepted();
        merchant.when(edit(placed.orderId(), units(0, 5))).thenInvalid("/lines/0 inactive_sku");
        merchant.when(edit(placed.orderId(), units(0, 3))).thenAccepted();
    }
}
