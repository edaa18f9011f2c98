package dev.millrace.domain.stock;

import static dev.millrace.domain.Requests.adjust;
import static dev.millrace.domain.Requests.cancel;
import static dev.millrace.domain.Requests.delta;
import static dev.millrace.domain.Requests.fill;
import static dev.millrace.domain.Requests.line;
import static dev.millrace.domain.Requests.place;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.Given;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.Request;
import dev.millrace.domain.Then;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Limits;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** DESIGN §2, rule 6: one decision fills at most 1,000 lines over all SKUs. */
class FillLimitTest {
    private final Merchant merchant = Given.merchant()
            .product("A")
            .policyBackorder()
            .product("B")
            .policyBackorder()
            .onHand(1)
            .open();

    @Test
    void fillsAThousandLinesAndLeavesTheRestToTheJob() {
        waiting("A", 1_050);
        Then adjusted = merchant.when(adjust(delta("A", 1_060))).thenAccepted();
        assertThat(linesFilled(adjusted)).isEqualTo(Limits.FILL_LINES_MAX);
        merchant.stock("A")
                .onHand(1_060)
                .allocated(1_000)
                .backordered(50)
                .free(60)
                .available(0);

        Then newcomer = merchant.when(place("A", 1)).thenAccepted();
        newcomer.thenOrder().line(0).holds(0).waitsFor(1);

        Then filled = merchant.when(fill("A")).thenAccepted();
        assertThat(filled.fill().lines()).isEqualTo(51);
        merchant.now(newcomer).line(0).holds(1).waitsFor(0);
        merchant.stock("A").allocated(1_051).backordered(0).available(9);
    }

    @Test
    void countsLinesNotOrders() {
        for (int order = 0; order < 11; order++) {
            merchant.when(place(Collections.nCopies(100, line("A", 1)))).thenAccepted();
        }
        Then adjusted = merchant.when(adjust(delta("A", 1_100)));
        assertThat(linesFilled(adjusted)).isEqualTo(1_000);
        assertThat(adjusted.decision().events()).hasSize(1 + 10);
        merchant.stock("A").backordered(100).free(100).available(0);
    }

    @Test
    void countsLinesOverAllSkus() {
        waiting("A", 600);
        waiting("B", 601);
        Then adjusted = merchant.when(adjust(delta("A", 600), delta("B", 600)));
        assertThat(linesFilled(adjusted)).isEqualTo(1_000);
        merchant.stock("A").backordered(0).allocated(600);
        merchant.stock("B").backordered(200).allocated(401).free(200).available(0);
        assertThat(merchant.when(fill("B")).fill().lines()).isEqualTo(200);
        merchant.stock("B").backordered(0).free(0);
    }

    @Test
    void whatIsStillFreeMayBeTakenAway() {
        waiting("A", 1_050);
        merchant.when(adjust(delta("A", 1_050))).thenAccepted();
        merchant.when(adjust(delta("A", -51))).thenAdjustmentRejected("A -51 50");
        merchant.when(adjust(delta("A", -20))).thenAccepted();
        merchant.stock("A").onHand(1_030).allocated(1_030).backordered(20).free(0);
    }

    @Test
    void aCancellationGivesAwayWhatWasLeftFreeAsWell() {
        Then first = waiting("A", 1_050);
        merchant.when(adjust(delta("A", 1_050))).thenAccepted();
        Then cancelled = merchant.when(cancel(first)).thenAccepted();
        assertThat(linesFilled(cancelled)).isEqualTo(50);
        merchant.stock("A").allocated(1_049).backordered(0).available(1);
    }

    @Test
    void theCancelledOrdersOwnLinesDoNotCount() {
        Then cancelled =
                merchant.when(place(Collections.nCopies(100, line("B", 900)))).thenAccepted();
        waiting("B", 3);
        merchant.when(cancel(cancelled)).thenRecords("order.cancelled", "order.backorders_filled");
        merchant.stock("B").allocated(1).backordered(2).free(0);
    }

    @Test
    void aLongQueueOfOneSkuHidesNobodyWhoIsNextForAnother() {
        merchant.when(adjust(delta("A", 1))).thenAccepted();
        Then cancelled =
                merchant.when(place(List.of(line("A", 1), line("B", 2)))).thenAccepted();
        waiting("A", 1 + Limits.ORDER_LINES_MAX);
        waiting("B", 1);
        merchant.forget();

        merchant.when(cancel(cancelled))
                .thenRecords("order.cancelled", "order.backorders_filled", "order.backorders_filled");

        merchant.stock("A").allocated(1).backordered(Limits.ORDER_LINES_MAX);
        merchant.stock("B").allocated(1).backordered(0);
    }

    /** So many orders, each with one line that waits for one unit; the first of them. */
    private Then waiting(String sku, int orders) {
        return merchant.whenInOneBatch(
                        Collections.nCopies(orders, place(sku, 1)).toArray(Request[]::new))
                .getFirst()
                .thenAccepted();
    }

    private static int linesFilled(Then then) {
        return then.decision().events().stream()
                .map(event -> event.data())
                .filter(EventData.BackordersFilled.class::isInstance)
                .mapToInt(data -> ((EventData.BackordersFilled) data).filled().size())
                .sum();
    }
}
