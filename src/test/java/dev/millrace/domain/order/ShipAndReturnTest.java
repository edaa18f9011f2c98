package dev.millrace.domain.order;

import static dev.millrace.domain.Requests.cancel;
import static dev.millrace.domain.Requests.line;
import static dev.millrace.domain.Requests.place;
import static dev.millrace.domain.Requests.ship;
import static dev.millrace.domain.Requests.takeBack;
import static dev.millrace.domain.Requests.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.domain.Given;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.Then;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.model.Order;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShipAndReturnTest {
    private final Merchant merchant = Given.merchant()
            .product("A")
            .onHand(10)
            .product("B")
            .policyBackorder()
            .onHand(5)
            .open();

    @Test
    void theAnswerToAReturnShowsWhatItGaveToALineOfItsOwnThatWaits() {
        Then placed = merchant.when(place(line("B", 5), line("B", 5))).thenAccepted();
        merchant.when(ship(placed.orderId(), units(0, 4))).thenAccepted();
        Then returned = merchant.when(takeBack(placed.orderId(), true, units(0, 3)))
                .thenRecords("order.returned", "order.backorders_filled");
        returned.thenOrder().line(1).holds(3).waitsFor(2);
        merchant.thenIsWhatStands(returned);

        Then writtenOff =
                merchant.when(takeBack(placed.orderId(), false, units(0, 1))).thenRecords("order.returned");
        merchant.thenIsWhatStands(writtenOff);
    }

    @Test
    void whatIsShippedFallsFromOnHandAndAllocatedTogether() {
        Then placed = merchant.when(place("A", 4)).thenAccepted();
        merchant.when(ship(placed.orderId(), units(0, 3))).thenRecords("order.shipped");
        merchant.stock("A").onHand(7).allocated(1).available(6);
        merchant.now(placed).is(Order.Status.OPEN).line(0).holds(1);
    }

    @Test
    void anOrderThatIsWhollyShippedIsCompleted() {
        Then placed = merchant.when(place(line("A", 4), line("B", 2))).thenAccepted();
        merchant.when(ship(placed.orderId())).thenAccepted();
        merchant.now(placed).is(Order.Status.COMPLETED);
        merchant.stock("B").onHand(3).allocated(0);
    }

    @Test
    void anOrderThatStillWaitsStaysOpen() {
        Then placed = merchant.when(place("B", 8)).thenAccepted();
        merchant.when(ship(placed.orderId())).thenAccepted();
        merchant.now(placed).is(Order.Status.OPEN).line(0).holds(0).waitsFor(3);
    }

    @Test
    void onlyWhatIsAllocatedCanBeShipped() {
        Then placed = merchant.when(place("B", 8)).thenAccepted();
        merchant.when(ship(placed.orderId(), units(0, 6))).thenRefused(Refusal.Kind.CONFLICT, "not_allocated");
        merchant.when(ship(placed.orderId())).thenAccepted();
        merchant.when(ship(placed.orderId())).thenRefused(Refusal.Kind.CONFLICT, "not_allocated");
    }

    @Test
    void aLineThatTheOrderDoesNotHaveIsNamed() {
        Then placed = merchant.when(place("A", 1)).thenAccepted();
        merchant.when(ship(placed.orderId(), units(1, 1))).thenInvalid("/lines/0/line unknown_line");
        merchant.when(ship(new UUID(1, 1))).thenRefused(Refusal.Kind.NOT_FOUND, "not_found");
    }

    @Test
    void aCancelledOrderCanNotBeShipped() {
        Then placed = merchant.when(place("A", 1)).thenAccepted();
        merchant.when(cancel(placed)).thenAccepted();
        merchant.when(ship(placed.orderId())).thenRefused(Refusal.Kind.CONFLICT, "order_not_open");
    }

    @Test
    void whatComesBackAndIsRestockedFillsWhoWaits() {
        Then first = merchant.when(place("B", 5)).thenAccepted();
        Then second = merchant.when(place("B", 2)).thenAccepted();
        merchant.when(ship(first.orderId())).thenAccepted();
        merchant.when(takeBack(first.orderId(), true, units(0, 3)))
                .thenRecords("order.returned", "order.backorders_filled");
        merchant.now(second).line(0).holds(2).waitsFor(0);
        merchant.stock("B").onHand(3).allocated(2).available(1);
        assertThat(merchant.order(first).lines().getFirst().returned()).isEqualTo(3);
        merchant.now(first).is(Order.Status.COMPLETED);
    }

    @Test
    void whatComesBackBrokenIsWrittenOff() {
        Then placed = merchant.when(place("A", 5)).thenAccepted();
        merchant.when(ship(placed.orderId())).thenAccepted();
        merchant.when(takeBack(placed.orderId(), false, units(0, 2))).thenRecords("order.returned");
        merchant.stock("A").onHand(5).available(5);
        assertThat(merchant.order(placed).lines().getFirst().returned()).isEqualTo(2);
    }

    @Test
    void eachLineSaysWhetherItCanBeSoldAgain() {
        Then placed = merchant.when(place(line("A", 5), line("B", 5))).thenAccepted();
        Then waiting = merchant.when(place("B", 3)).thenAccepted();
        merchant.when(ship(placed.orderId())).thenAccepted();
        merchant.when(takeBack(
                        placed.orderId(),
                        new ReturnGoods.Part(units(0, 4), false),
                        new ReturnGoods.Part(units(1, 2), true)))
                .thenRecords("order.returned", "order.backorders_filled");
        merchant.stock("A").onHand(5).available(5);
        merchant.stock("B").onHand(2).allocated(2);
        merchant.now(waiting).line(0).holds(2).waitsFor(1);
    }

    @Test
    void nothingComesBackThatIsNotOutside() {
        Then placed = merchant.when(place("A", 5)).thenAccepted();
        merchant.when(takeBack(placed.orderId(), true, units(0, 1))).thenRefused(Refusal.Kind.CONFLICT, "not_shipped");
        merchant.when(ship(placed.orderId(), units(0, 2))).thenAccepted();
        merchant.when(takeBack(placed.orderId(), true, units(0, 2))).thenAccepted();
        merchant.when(takeBack(placed.orderId(), true, units(0, 1))).thenRefused(Refusal.Kind.CONFLICT, "not_shipped");
    }

    @Test
    void cancellingTheRestOfAPartlyShippedOrderLeavesWhatOthersWaitForBought() {
        Then a = merchant.when(place("B", 20)).thenAccepted();
        merchant.when(ship(a.orderId())).thenAccepted();
        merchant.when(place("B", 10)).thenAccepted();
        merchant.when(cancel(a)).thenAccepted();
        merchant.stock("B").backordered(10);
    }

    @Test
    void whatIsNoShipmentIsRefusedAtOnce() {
        UUID id = new UUID(1, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> merchant.when(ship(id, units(0, 0))));
        assertThatIllegalArgumentException().isThrownBy(() -> merchant.when(ship(id, units(0, 1_000_001))));
        assertThatIllegalArgumentException().isThrownBy(() -> merchant.when(ship(id, units(0, 1), units(0, 1))));
        assertThatIllegalArgumentException().isThrownBy(() -> merchant.when(takeBack(id, true)));
    }
}
