package dev.millrace.domain.order;

import static dev.millrace.domain.Requests.adjust;
import static dev.millrace.domain.Requests.cancel;
import static dev.millrace.domain.Requests.delta;
import static dev.millrace.domain.Requests.gather;
import static dev.millrace.domain.Requests.line;
import static dev.millrace.domain.Requests.move;
import static dev.millrace.domain.Requests.place;
import static dev.millrace.domain.Requests.ship;
import static dev.millrace.domain.Requests.takeBack;
import static dev.millrace.domain.Requests.units;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.Draft;
import dev.millrace.domain.Given;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.Then;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.ReplenishmentUpdate;
import dev.millrace.domain.model.Version;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Cancelling what is left of an order; DESIGN §2, rules 6 and 8, and §4 on replenishments. */
class CancelOrderTest {
    private final Merchant merchant = Given.merchant()
            .product("A")
            .onHand(10)
            .product("B")
            .policyBackorder()
            .onHand(2)
            .product("C")
            .policyBackorder()
            .perPurchaseOrder()
            .open();

    @Test
    void givesBackWhatItHeldAndNoLongerWaits() {
        Then placed = merchant.when(place(line("A", 4), line("B", 5))).thenAccepted();
        merchant.when(cancel(placed))
                .thenAccepted()
                .thenRecords("order.cancelled")
                .thenOrder()
                .is(Order.Status.CANCELLED)
                .line(0)
                .holds(0)
                .gaveUp(4)
                .line(1)
                .holds(0)
                .waitsFor(0)
                .gaveUp(5);
        merchant.stock("A").onHand(10).allocated(0).available(10);
        merchant.stock("B").onHand(2).allocated(0).backordered(0).available(2);
        assertThat(merchant.queue("B")).isEmpty();
    }

    @Test
    void whatItOwedToSuppliersIsOwedNoLonger() {
        Then placed = merchant.when(place(line("B", 5), line("C", 1))).thenAccepted();
        assertThat(merchant.replenishments(placed)).hasSize(2);
        merchant.when(cancel(placed)).thenOrder().line(0).buysNothing().line(1).buysNothing();
        assertThat(merchant.replenishments(placed)).hasSize(2).allSatisfy(cut -> {
            assertThat(cut.status()).isEqualTo(Replenishment.Status.CANCELLED);
            assertThat(cut.shortfall()).isZero();
        });
        assertThat(merchant.replenishments(placed))
                .extracting(Replenishment::quantity)
                .containsOnly(0L, null);
    }

    @Test
    void namesWhatIsNoLongerOwedInLineOrderHoweverItWasLoaded() {
        Then placed =
                merchant.when(place(Collections.nCopies(20, line("C", 1)))).thenAccepted();
        merchant.forget();
        var event = (EventData.OrderCancelled)
                merchant.when(cancel(placed)).decision().events().getFirst().data();
        assertThat(event.replenishments())
                .extracting(ReplenishmentUpdate::id)
                .containsExactlyElementsOf(placed.order().lines().stream()
                        .map(line -> Objects.requireNonNull(line.bought()).replenishmentId())
                        .toList());
    }

    @Test
    void whatWasBoughtAlreadyStaysBought() {
        Then placed = merchant.when(place("B", 5)).thenAccepted();
        UUID purchase = merchant.when(gather(merchant.owed(Draft.SUPPLIER)))
                .thenAccepted()
                .purchaseOrder()
                .id();
        merchant.when(move(purchase, new Move.Send())).thenAccepted();
        merchant.when(cancel(placed))
                .thenAccepted()
                .thenOrder()
                .line(0)
                .gaveUp(5)
                .buys(4);
        assertThat(merchant.replenishments(placed)).singleElement().satisfies(bought -> {
            assertThat(bought.status()).isEqualTo(Replenishment.Status.BOUGHT);
            assertThat(bought.quantity()).isEqualTo(4);
        });
    }

    @Test
    void leavesOtherOrdersAlone() {
        Then other = merchant.when(place(line("A", 1), line("B", 3))).thenAccepted();
        Then placed = merchant.when(place(line("A", 1), line("B", 3))).thenAccepted();
        merchant.when(cancel(placed)).thenAccepted();
        merchant.now(other)
                .is(Order.Status.OPEN)
                .line(0)
                .holds(1)
                .line(1)
                .holds(2)
                .waitsFor(1)
                .buys(2);
        assertThat(merchant.queue("B"))
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.orderId()).isEqualTo(other.orderId()));
    }

    @Test
    void cancellingAgainChangesNothing() {
        Then placed = merchant.when(place("A", 4)).thenAccepted();
        Version before = merchant.version(placed);
        Then cancelled = merchant.when(cancel(placed.orderId(), before)).thenAccepted();
        Then again = merchant.when(cancel(placed.orderId(), before)).thenUnchanged();
        assertThat(again.order()).isEqualTo(cancelled.order());
        assertThat(again.number()).isEqualTo(cancelled.number());
        merchant.forget();
        assertThat(merchant.when(cancel(placed)).thenUnchanged().order()).isEqualTo(cancelled.order());
    }

    @Test
    void twoCancellationsInOneBatchCancelOnce() {
        Then placed = merchant.when(place("A", 4)).thenAccepted();
        List<Then> decided = merchant.whenInOneBatch(cancel(placed), cancel(placed));
        decided.get(0).thenAccepted();
        decided.get(1).thenUnchanged();
        merchant.stock("A").allocated(0);
    }

    @Test
    void anOrderCanBeCancelledInItsOwnBatch() {
        Then waits = merchant.when(place("B", 3)).thenAccepted();
        UUID id = merchant.nextId();
        List<Then> decided = merchant.whenInOneBatch(place("B", 4), cancel(id));
        decided.get(1).thenAccepted().thenOrder().line(0).gaveUp(4).buysNothing();
        assertThat(merchant.queue("B"))
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.orderId()).isEqualTo(waits.orderId()));
    }

    @Test
    void anOrderThatWasSoughtBeforeItWasThereIsCancelledWithWhatItOwed() {
        UUID id = merchant.idAfterNext();
        List<Then> decided = merchant.whenInOneBatch(cancel(id), place("B", 4), cancel(id));
        decided.get(0).thenRefused(Refusal.Kind.NOT_FOUND, "not_found");
        decided.get(2).thenAccepted().thenOrder().line(0).gaveUp(4).buysNothing();
        assertThat(merchant.replenishments(decided.get(1)))
                .singleElement()
                .satisfies(cut -> assertThat(cut.status()).isEqualTo(Replenishment.Status.CANCELLED));
    }

    @Test
    void refusesAnotherVersion() {
        Then placed = merchant.when(place("B", 5)).thenAccepted();
        Version stale = merchant.version(placed);
        merchant.when(adjust(delta("B", 1))).thenAccepted();
        merchant.when(cancel(placed.orderId(), stale))
                .thenRefused(Refusal.Kind.PRECONDITION_FAILED, "precondition_failed");
        merchant.when(cancel(
                        placed.orderId(),
                        new Version("zzzzzzzzzz", merchant.version(placed).number())))
                .thenRefused(Refusal.Kind.PRECONDITION_FAILED, "precondition_failed");
        merchant.when(cancel(placed.orderId(), merchant.version(placed))).thenAccepted();
    }

    @Test
    void doesNotFindWhatIsNotThere() {
        merchant.when(cancel(new UUID(1, 2))).thenRefused(Refusal.Kind.NOT_FOUND, "not_found");
    }

    @Test
    void aRejectedOrderCannotBeCancelled() {
        Then rejected = merchant.when(place("A", 11)).thenRejected("insufficient_stock", "A 11 10");
        merchant.when(cancel(rejected)).thenRefused(Refusal.Kind.CONFLICT, "order_not_open");
    }

    @Test
    void ofAnOrderShippedInPartTheRestIsCancelledAndItIsCompleted() {
        Then placed = merchant.when(place("A", 5)).thenAccepted();
        merchant.when(ship(placed.orderId(), units(0, 2))).thenAccepted();
        Then cancelled = merchant.when(cancel(placed)).thenAccepted();
        cancelled.thenOrder().is(Order.Status.COMPLETED).line(0).holds(0).gaveUp(3);
        assertThat(cancelled.order().lines().getFirst().shipped()).isEqualTo(2);
        merchant.stock("A").onHand(8).allocated(0).available(8);
    }

    @Test
    void cancellingAgainWhatTheCancellationCompletedChangesNothing() {
        Then placed = merchant.when(place("A", 5)).thenAccepted();
        merchant.when(ship(placed.orderId(), units(0, 2))).thenAccepted();
        Version before = merchant.version(placed);
        Then cancelled = merchant.when(cancel(placed.orderId(), before)).thenAccepted();
        Then again = merchant.when(cancel(placed.orderId(), before)).thenUnchanged();
        assertThat(again.order()).isEqualTo(cancelled.order());
        assertThat(again.number()).isEqualTo(cancelled.number());

        merchant.when(takeBack(placed.orderId(), true, units(0, 1))).thenAccepted();
        merchant.when(cancel(placed.orderId(), before)).thenUnchanged();
    }

    @Test
    void aCompletedOrderCannotBeCancelled() {
        Then placed = merchant.when(place("A", 5)).thenAccepted();
        merchant.when(ship(placed.orderId())).thenAccepted();
        merchant.when(cancel(placed)).thenRefused(Refusal.Kind.CONFLICT, "order_not_open");
    }

    @Test
    void saysWhatEachLineGaveBack() {
        Then placed = merchant.when(place(line("A", 4), line("B", 5))).thenAccepted();
        var event = (EventData.OrderCancelled)
                merchant.when(cancel(placed)).decision().events().getFirst().data();
        assertThat(event.released())
                .extracting(released -> released.line() + " " + released.sku() + " " + released.allocated() + " "
                        + released.backordered())
                .containsExactly("0 A 4 0", "1 B 2 3");
    }
}
