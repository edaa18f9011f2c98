package dev.millrace.domain.purchasing;

import static dev.millrace.domain.Requests.adjust;
import static dev.millrace.domain.Requests.delta;
import static dev.millrace.domain.Requests.gather;
import static dev.millrace.domain.Requests.line;
import static dev.millrace.domain.Requests.move;
import static dev.millrace.domain.Requests.place;
import static dev.millrace.domain.Requests.receive;
import static dev.millrace.domain.Requests.replaceProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.domain.Draft;
import dev.millrace.domain.Given;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.Request;
import dev.millrace.domain.Then;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.PurchaseOrder.Status;
import dev.millrace.domain.model.Receipt;
import dev.millrace.domain.purchasing.ReceiveGoods.Arrived;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiveGoodsTest {
    private final Merchant merchant = Given.merchant()
            .product("A")
            .policyBackorder()
            .onHand(100)
            .product("B")
            .policyBackorder()
            .open();

    @Test
    void theWholeCircleTurns() {
        Then placed = merchant.when(place("A", 130)).thenAccepted();
        UUID id = sent();
        Then received = merchant.when(receive(id, "A", 36)).thenRecords("goods.received", "order.backorders_filled");
        assertThat(received.receipt().lines()).containsExactly(new Receipt.Line("A", 36, 30));
        merchant.now(placed).line(0).holds(130).waitsFor(0);
        merchant.stock("A")
                .onHand(136)
                .allocated(130)
                .available(6)
                .backordered(0)
                .incoming(0);
        assertThat(merchant.purchaseOrder(id).status()).isEqualTo(Status.RECEIVED);
    }

    @Test
    void whoWaitsLongestIsFilledFirstWhomeverItWasBoughtFor() {
        merchant.when(place("A", 100)).thenAccepted();
        Then first = merchant.when(place("A", 10)).thenAccepted();
        UUID ofFirst = sent();
        Then second = merchant.when(place("A", 10)).thenAccepted();
        UUID ofSecond = sent();
        merchant.when(receive(ofSecond, "A", 12)).thenAccepted();
        merchant.now(first).line(0).holds(10);
        merchant.now(second).line(0).holds(2).waitsFor(8);
        merchant.stock("A").available(0).incoming(12);
        merchant.when(receive(ofFirst, "A", 12)).thenAccepted();
        merchant.stock("A").available(4).incoming(0).backordered(0);
    }

    @Test
    void aPartLeavesTheRestToCome() {
        merchant.when(place("A", 130)).thenAccepted();
        UUID id = sent();
        merchant.when(receive(id, "A", 10)).thenAccepted();
        assertThat(merchant.purchaseOrder(id).status()).isEqualTo(Status.PARTIALLY_RECEIVED);
        merchant.stock("A").incoming(26).backordered(20).available(0);
    }

    @Test
    void alsoGoodsOfAPurchaseOrderOfWhichNobodyKnewWhetherItArrivedAreTaken() {
        merchant.when(place("A", 130)).thenAccepted();
        UUID id = merchant.when(gather(merchant.owed(Draft.SUPPLIER)))
                .purchaseOrder()
                .id();
        merchant.when(move(id, new Move.Send())).thenAccepted();
        merchant.when(move(id, new Move.MarkUnknown(1, "timeout"))).thenAccepted();
        merchant.when(receive(id, "A", 36)).thenAccepted();
        assertThat(merchant.purchaseOrder(id).status()).isEqualTo(Status.RECEIVED);
    }

    @Test
    void aLittleTooMuchIsTakenAndMoreOnlyIfItIsAllowed() {
        merchant.when(place("A", 130)).thenAccepted();
        UUID id = sent();
        merchant.when(receive(id, "A", 41)).thenRefused(Refusal.Kind.CONFLICT, "over_receipt");
        merchant.stock("A").onHand(100).incoming(36);
        merchant.when(receive(id, true, new Arrived("A", 41))).thenAccepted();
        merchant.stock("A").onHand(141).incoming(0);
    }

    /** Never more than a tenth, in whole units. */
    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "2, 2",
        "6, 6",
        "9, 9",
        "10, 11",
        "11, 12",
        "19, 20",
        "20, 22",
        "36, 39",
        "99, 108",
        "1000, 1100"
    })
    void takesNoMoreThanATenthTooMuch(long ordered, long most) {
        merchant.when(replaceProduct(Draft.of(merchant.product("B")).surplusBps(0), null))
                .thenAccepted();
        merchant.when(place("B", ordered)).thenAccepted();
        UUID id = sent();
        merchant.when(receive(id, "B", most + 1)).thenRefused(Refusal.Kind.CONFLICT, "over_receipt");
        merchant.stock("B").onHand(0).incoming(ordered);
        merchant.when(receive(id, "B", most)).thenAccepted();
        merchant.stock("B").onHand(most).incoming(0);
    }

    @Test
    void whatComesAfterAllWasReceivedIsTakenInIfThatIsSaid() {
        merchant.when(place("A", 130)).thenAccepted();
        UUID id = sent();
        merchant.when(receive(id, "A", 36)).thenAccepted();
        merchant.when(place("A", 7)).thenAccepted();
        assertThat(merchant.when(receive(id, "A", 2))
                        .thenRefused(Refusal.Kind.CONFLICT, "purchase_order_closed")
                        .refusal()
                        .detail())
                .contains("allow_over");
        Then more = merchant.when(receive(id, true, new Arrived("A", 2))).thenAccepted();
        assertThat(more.receipt().lines()).containsExactly(new Receipt.Line("A", 2, 1));
        assertThat(merchant.purchaseOrder(id).status()).isEqualTo(Status.RECEIVED);
        assertThat(merchant.purchaseOrder(id).line("A"))
                .extracting(PurchaseOrder.Line::received)
                .isEqualTo(38L);
        merchant.stock("A").onHand(138).allocated(137).incoming(0);
    }

    @Test
    void whatAnEarlierDecisionLeftFreeIsNotCountedAsFilledByTheDelivery() {
        merchant.when(place("A", 100)).thenAccepted();
        merchant.whenInOneBatch(
                Collections.nCopies(Limits.FILL_LINES_MAX + 50, place("A", 1)).toArray(Request[]::new));
        UUID id = sent(merchant.owed(Draft.SUPPLIER).subList(0, 100));
        merchant.when(adjust(delta("A", Limits.FILL_LINES_MAX + 30))).thenAccepted();
        merchant.stock("A").free(30).backordered(50);

        Then received = merchant.when(receive(id, "A", 10)).thenAccepted();
        assertThat(received.receipt().lines()).containsExactly(new Receipt.Line("A", 10, 10));
        merchant.stock("A").free(0).backordered(10);

        merchant.whenInOneBatch(
                Collections.nCopies(Limits.FILL_LINES_MAX, place("A", 1)).toArray(Request[]::new));
        merchant.when(adjust(delta("A", Limits.FILL_LINES_MAX + 5))).thenAccepted();
        merchant.stock("A").free(5).backordered(10);
        Then last = merchant.when(receive(id, "A", 20)).thenAccepted();
        assertThat(last.receipt().lines())
                .as("five lay there already, and five of these were left over")
                .containsExactly(new Receipt.Line("A", 20, 5));
        merchant.stock("A").free(15).backordered(0);
    }

    @Test
    void tenPercentTooMuchIsTaken() {
        merchant.when(place("A", 130)).thenAccepted();
        merchant.when(receive(sent(), "A", 39)).thenAccepted();
        merchant.stock("A").onHand(139).available(9).incoming(0);
    }

    @Test
    void aSkuThatWasNotOrderedIsRefused() {
        merchant.when(place("A", 130)).thenAccepted();
        merchant.when(receive(sent(), false, new Arrived("A", 1), new Arrived("B", 1)))
                .thenInvalid("/lines/1/sku not_on_purchase_order");
        merchant.stock("A").onHand(100);
    }

    @Test
    void nothingIsReceivedForWhatIsClosedOrWasNeverSent() {
        merchant.when(place("A", 130)).thenAccepted();
        UUID id = merchant.when(gather(merchant.owed(Draft.SUPPLIER)))
                .purchaseOrder()
                .id();
        merchant.when(receive(id, "A", 36)).thenRefused(Refusal.Kind.CONFLICT, "purchase_order_not_sent");
        merchant.when(move(id, new Move.Send())).thenAccepted();
        merchant.when(receive(id, "A", 36)).thenAccepted();
        merchant.when(receive(id, "A", 1)).thenRefused(Refusal.Kind.CONFLICT, "purchase_order_closed");
        merchant.when(receive(new UUID(1, 1), "A", 1)).thenRefused(Refusal.Kind.NOT_FOUND, "not_found");
    }

    @Test
    void oneReceiptFillsLinesOfSeveralSkus() {
        Then placed = merchant.when(place(line("A", 105), line("B", 5))).thenAccepted();
        merchant.when(receive(sent(), false, new Arrived("B", 6), new Arrived("A", 6)))
                .thenRecords("goods.received", "order.backorders_filled");
        merchant.now(placed).line(0).holds(105);
        merchant.now(placed).line(1).holds(5);
    }

    @Test
    void whatIsNoReceiptIsRefusedAtOnce() {
        UUID id = new UUID(1, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> merchant.when(receive(id, "A", 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> merchant.when(receive(id, false)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> merchant.when(receive(id, false, new Arrived("A", 1), new Arrived("A", 2))));
    }

    private UUID sent() {
        return sent(merchant.owed(Draft.SUPPLIER));
    }

    private UUID sent(List<GatherReplenishments.Owed> owed) {
        UUID id = merchant.when(gather(owed)).thenAccepted().purchaseOrder().id();
        merchant.when(move(id, new Move.Send())).thenAccepted();
        merchant.when(move(id, new Move.Sent(1))).thenAccepted();
        return id;
    }
}
