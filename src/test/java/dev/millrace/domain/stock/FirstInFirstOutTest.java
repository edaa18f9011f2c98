package dev.millrace.domain.stock;

import static dev.millrace.domain.Requests.adjust;
import static dev.millrace.domain.Requests.cancel;
import static dev.millrace.domain.Requests.delta;
import static dev.millrace.domain.Requests.fill;
import static dev.millrace.domain.Requests.line;
import static dev.millrace.domain.Requests.place;
import static dev.millrace.domain.Requests.set;
import static dev.millrace.domain.Then.filled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.Given;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.Request;
import dev.millrace.domain.Then;
import dev.millrace.domain.state.BackorderLine;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** DESIGN §2, rule 6. */
class FirstInFirstOutTest {
    private final Merchant merchant = Given.merchant()
            .product("A")
            .policyBackorder()
            .onHand(4)
            .product("B")
            .policyBackorder()
            .open();

    @Test
    void nothingIsAvailableWhileLinesWait() {
        merchant.when(place("A", 5)).thenAccepted();
        merchant.stock("A").available(0).backordered(1);
        merchant.when(place("A", 2)).thenOrder().line(0).holds(0).waitsFor(2);
    }

    @Test
    void unitsThatArriveGoToTheOldestOrder() {
        Then first = merchant.when(place("B", 5));
        Then second = merchant.when(place("B", 3));
        merchant.when(adjust(delta("B", 6)))
                .thenAccepted()
                .thenRecords("stock.adjusted", "order.backorders_filled", "order.backorders_filled")
                .thenFills(filled(first, 5), filled(second, 1));
        merchant.now(first).line(0).holds(5).waitsFor(0);
        merchant.now(second).line(0).holds(1).waitsFor(2);
        merchant.stock("B").onHand(6).allocated(6).backordered(2).available(0);
    }

    @Test
    void theOldestOrderIsTheOneOfTheLowestJournalNumberWhateverItsIdOrClock() {
        Then first = merchant.when(later(place("B", 1)));
        Then second = merchant.when(place("B", 1));
        assertThat(first.orderId()).isGreaterThan(second.orderId());
        assertThat(first.order().createdAt()).isAfter(second.order().createdAt());
        merchant.when(adjust(delta("B", 1))).thenFills(filled(first, 1));
    }

    @Test
    void ofOneOrderTheLowestLineIsTheOldest() {
        Then placed = merchant.when(place(line("B", 2), line("A", 1), line("B", 3)));
        Then younger = merchant.when(place("B", 1));
        merchant.when(adjust(delta("B", 3)))
                .thenRecords("stock.adjusted", "order.backorders_filled")
                .thenFills(filled(placed, 3));
        merchant.now(placed).line(0).holds(2).waitsFor(0).line(2).holds(1).waitsFor(2);
        merchant.when(adjust(delta("B", 3))).thenFills(filled(placed, 2), filled(younger, 1));
        merchant.now(placed).line(2).holds(3).waitsFor(0);
    }

    @Test
    void aLineThatWasFilledInPartKeepsItsPlace() {
        Then first = merchant.when(place("B", 5));
        Then second = merchant.when(place("B", 5));
        merchant.when(adjust(delta("B", 2))).thenFills(filled(first, 2));
        merchant.when(adjust(delta("B", 2))).thenFills(filled(first, 2));
        merchant.when(adjust(delta("B", 2))).thenFills(filled(first, 1), filled(second, 1));
        merchant.now(second).line(0).holds(1).waitsFor(4);
        assertThat(merchant.queue("B")).extracting(BackorderLine::quantity).containsExactly(4L);
    }

    @Test
    void whatIsLeftWhenNobodyWaitsIsAvailable() {
        Then placed = merchant.when(place("B", 5));
        merchant.when(adjust(delta("B", 8))).thenFills(filled(placed, 5));
        merchant.stock("B").onHand(8).allocated(5).backordered(0).available(3);
        assertThat(merchant.queue("B")).isEmpty();
    }

    @Test
    void newOrdersNeverPassThoseThatWait() {
        Then waits = merchant.when(place("B", 5));
        List<Then> decided =
                merchant.whenInOneBatch(place("B", 1), adjust(delta("B", 5)), place("B", 1), adjust(delta("B", 1)));
        decided.get(1).thenFills(filled(waits, 5));
        decided.get(2).thenOrder().line(0).holds(0).waitsFor(1);
        decided.get(3).thenFills(filled(decided.get(0), 1));
    }

    @Test
    void newOrdersStayBehindThoseThatAreNotLoaded() {
        Request[] one = Collections.nCopies(150, place("B", 1)).toArray(Request[]::new);
        List<Then> old = merchant.whenInOneBatch(one);
        merchant.whenInOneBatch(one);
        merchant.forget();
        merchant.when(adjust(delta("B", 1))).thenFills(filled(old.getFirst(), 1));
        Then young = merchant.whenInOneBatch(one).getFirst();
        merchant.when(adjust(delta("B", 150))).thenAccepted();
        merchant.now(old.getLast()).line(0).holds(1);
        merchant.now(young).line(0).waitsFor(1);
    }

    @Test
    void aCancelledOrderLeavesItsUnitsToTheOldestOrder() {
        Then holds = merchant.when(place("A", 4));
        Then first = merchant.when(place("A", 3));
        Then second = merchant.when(place("A", 3));
        merchant.when(cancel(holds))
                .thenAccepted()
                .thenRecords("order.cancelled", "order.backorders_filled", "order.backorders_filled")
                .thenFills(filled(first, 3), filled(second, 1));
        merchant.now(second).line(0).holds(1).waitsFor(2);
        merchant.stock("A").onHand(4).allocated(4).backordered(2);
    }

    @Test
    void aCancelledOrderIsNotFilledByItself() {
        Then partly = merchant.when(place(line("A", 6), line("A", 1)));
        Then younger = merchant.when(place("A", 3));
        merchant.when(cancel(partly)).thenFills(filled(younger, 3));
        assertThat(merchant.queue("A")).isEmpty();
        merchant.stock("A").allocated(3).backordered(0).available(1);
    }

    @Test
    void aCancelledOrderThatOnlyWaitedLeavesTheQueueAndFillsNobody() {
        merchant.when(place("A", 4));
        Then waits = merchant.when(place("A", 3));
        Then younger = merchant.when(place("A", 3));
        merchant.when(cancel(waits)).thenRecords("order.cancelled");
        assertThat(merchant.queue("A")).extracting(BackorderLine::orderId).containsExactly(younger.orderId());
    }

    @Test
    void anAdjustmentFillsEachOfItsSkus() {
        Then both = merchant.when(place(line("B", 2), line("A", 6)));
        Then one = merchant.when(place("B", 2));
        merchant.when(adjust(delta("A", 1), set("B", 3)))
                .thenRecords("stock.adjusted", "order.backorders_filled", "order.backorders_filled")
                .thenFills(filled(both, 3), filled(one, 1));
        merchant.now(both).line(0).holds(2).waitsFor(0).line(1).holds(5).waitsFor(1);
    }

    @Test
    void aFillDoesNotShrinkWhatIsBought() {
        Then placed = merchant.when(place("B", 5));
        merchant.when(adjust(delta("B", 5))).thenFills(filled(placed, 5));
        merchant.now(placed).line(0).holds(5).waitsFor(0).buysForShortfall(5).buys(6);
        assertThat(merchant.replenishments(placed))
                .singleElement()
                .satisfies(owed -> assertThat(owed.quantity()).isEqualTo(6));
    }

    @Test
    void aFillChangesTheVersionOfTheOrder() {
        Then placed = merchant.when(place("B", 5));
        Then adjusted = merchant.when(adjust(delta("B", 2)));
        assertThat(merchant.version(placed).number()).isEqualTo(adjusted.number() + 1);
    }

    @Test
    void aFillInTheSameBatchAsItsOrderIsWrittenOnce() {
        List<Then> decided = merchant.whenInOneBatch(place("B", 5), adjust(delta("B", 2)), adjust(delta("B", 2)));
        merchant.now(decided.getFirst()).line(0).holds(4).waitsFor(1);
        merchant.stock("B").allocated(4).backordered(1);
    }

    @Test
    void theJobThatFillsFindsNothingWhereNothingIsFree() {
        merchant.when(place("B", 5));
        assertThat(merchant.when(fill("B")).thenUnchanged().fill().lines()).isZero();
        assertThat(merchant.when(fill("NO-SUCH")).thenUnchanged().fill().lines())
                .isZero();
    }

    private static Request later(Request request) {
        return arrival -> request.arriving(new Request.Arrival(
                new UUID(0x01FF_0000_0000_7000L, 0xBFFF_0000_0000_0000L),
                arrival.at().plusSeconds(3600),
                arrival.ordinal()));
    }
}
