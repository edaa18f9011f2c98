package dev.millrace.domain;

import static dev.millrace.domain.Requests.adjust;
import static dev.millrace.domain.Requests.cancel;
import static dev.millrace.domain.Requests.delta;
import static dev.millrace.domain.Requests.fill;
import static dev.millrace.domain.Requests.line;
import static dev.millrace.domain.Requests.place;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.stock.AdjustStock;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every event carries: a number without gaps, the time of receipt, and the key that it answers. */
class EventNumbersTest {
    private final Merchant merchant = Given.merchant()
            .product("A")
            .onHand(4)
            .product("B")
            .policyBackorder()
            .onHand(1)
            .open();

    @Test
    void runWithoutGapsThroughTheDecisionsOfABatch() {
        int before = merchant.journal().size();
        UUID first = merchant.nextId();
        merchant.whenInOneBatch(
                place("B", 3),
                place("A", 9),
                place("NO-SUCH", 1),
                place("B", 1),
                adjust(delta("B", 3)),
                fill("B"),
                cancel(first));
        List<Event> events =
                merchant.journal().subList(before, merchant.journal().size());
        assertThat(events)
                .extracting(event -> event.data().type())
                .containsExactly(
                        "order.placed",
                        "order.rejected",
                        "order.placed",
                        "stock.adjusted",
                        "order.backorders_filled",
                        "order.backorders_filled",
                        "order.cancelled");
        assertThat(merchant.journal())
                .extracting(Event::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, merchant.journal().size())
                                .boxed()
                                .toList());
    }

    @Test
    void anOutcomeCarriesItsKeyAndWhatFollowsFromItDoesNot() {
        Then placed = merchant.when(place("B", 3));
        Then rejected = merchant.when(place("A", 9));
        Then adjusted = merchant.when(adjust(delta("B", 3)));
        Then refused = merchant.when(adjust(delta("A", -9)));
        assertThat(kinds(placed)).containsExactly(PlaceOrder.KIND);
        assertThat(kinds(rejected)).containsExactly(PlaceOrder.KIND);
        assertThat(kinds(adjusted)).containsExactly(AdjustStock.KIND, "-");
        assertThat(kinds(refused)).containsExactly(AdjustStock.KIND);
        assertThat(kinds(merchant.when(cancel(placed)))).containsExactly("-");
    }

    @Test
    void anOrderBearsTheNumberOfTheEventThatDecidedIt() {
        Then placed = merchant.when(place("A", 1));
        Then rejected = merchant.when(place("A", 9));
        assertThat(placed.order().journalNumber())
                .isEqualTo(placed.number())
                .isEqualTo(merchant.journal().size() - 1);
        assertThat(rejected.order().journalNumber()).isEqualTo(rejected.number());
    }

    @Test
    void theTimeOfAnEventIsTheTimeOfReceipt() {
        Then placed = merchant.when(place("B", 3));
        Then adjusted = merchant.when(adjust(delta("B", 3)));
        assertThat(placed.decision().events().getFirst().at())
                .isEqualTo(placed.order().createdAt());
        assertThat(adjusted.decision().events())
                .extracting(Event::at)
                .containsOnly(adjusted.adjustment().createdAt());
    }

    @Test
    void aSecondDecisionMakesTheSameIds() {
        Command command = merchant.arrive(place(line("B", 3), line("B", 2)));
        Then first = merchant.decide(command);
        Merchant other = Given.merchant()
                .product("A")
                .onHand(4)
                .product("B")
                .policyBackorder()
                .onHand(1)
                .open();
        other.when(place("B", 7)).thenAccepted();
        Then second = other.decide(command);
        assertThat(second.order().id()).isEqualTo(first.order().id()).isEqualTo(command.id());
        assertThat(second.thenOrder().line(0).bought().replenishmentId())
                .isEqualTo(first.thenOrder().line(0).bought().replenishmentId());
        assertThat(second.thenOrder().line(1).bought().replenishmentId())
                .isEqualTo(first.thenOrder().line(1).bought().replenishmentId());
    }

    private static List<String> kinds(Then then) {
        return then.decision().events().stream()
                .map(event -> event.keyed() == null ? "-" : event.keyed().kind())
                .toList();
    }
}
