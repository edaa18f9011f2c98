package dev.millrace.domain.model;

import static dev.millrace.domain.Requests.cancel;
import static dev.millrace.domain.Requests.draft;
import static dev.millrace.domain.Requests.gather;
import static dev.millrace.domain.Requests.line;
import static dev.millrace.domain.Requests.move;
import static dev.millrace.domain.Requests.place;
import static dev.millrace.domain.Requests.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.Draft;
import dev.millrace.domain.Given;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.Then;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.model.PurchaseOrder.Status;
import dev.millrace.domain.purchasing.GatherReplenishments;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurchaseOrderTest {
    private final Merchant merchant = Given.merchant()
            .product("A")
            .policyBackorder()
            .onHand(100)
            .product("B")
            .policyBackorder()
            .perPurchaseOrder()
            .product("P")
            .policyBackorder()
            .packaging(new Packaging(10, 25))
            .open();

    @Test
    void whatIsShortIsBoughtWithItsSurplus() {
        merchant.when(place("A", 130)).thenAccepted();
        PurchaseOrder order = buy();
        assertThat(order.status()).isEqualTo(Status.QUEUED);
        assertThat(order.lines()).singleElement().satisfies(line -> {
            assertThat(line.quantity()).isEqualTo(36);
            assertThat(line.demand().shortfall()).isEqualTo(30);
        });
        merchant.stock("A").incoming(36).backordered(30);
        assertThat(merchant.owed(Draft.SUPPLIER)).isEmpty();
    }

    @Test
    void ofManyOrdersTheSurplusIsRoundedForEachLineOrOnce() {
        for (int i = 0; i < 10; i++) {
            merchant.when(place("A", i == 0 ? 101 : 1)).thenAccepted();
            merchant.when(place("B", 1)).thenAccepted();
        }
        PurchaseOrder order = buy();
        assertThat(order.gathered()).isEqualTo(20);
        assertThat(order.line("A")).extracting(PurchaseOrder.Line::quantity).isEqualTo(20L);
        assertThat(order.line("B")).extracting(PurchaseOrder.Line::quantity).isEqualTo(12L);
    }

    @Test
    void wholePacksAndTheMinimumAreBought() {
        merchant.when(place("P", 5)).thenAccepted();
        assertThat(buy().line("P")).extracting(PurchaseOrder.Line::quantity).isEqualTo(30L);
    }

    @Test
    void eachReplenishmentIsBoughtOnceHoweverOftenItIsAskedFor() {
        merchant.when(place("A", 130)).thenAccepted();
        List<GatherReplenishments.Owed> owed = merchant.owed(Draft.SUPPLIER);
        merchant.when(gather(owed)).thenAccepted();
        merchant.when(gather(owed)).thenUnchanged();
        merchant.forget();
        merchant.when(gather(owed)).thenUnchanged();
        merchant.stock("A").incoming(36);
    }

    @Test
    void aReplenishmentThatIsNamedTwiceIsBoughtOnce() {
        merchant.when(place("A", 130)).thenAccepted();
        List<GatherReplenishments.Owed> owed = merchant.owed(Draft.SUPPLIER);
        PurchaseOrder order =
                merchant.when(gather(List.of(owed.getFirst(), owed.getFirst()))).purchaseOrder();
        assertThat(order.gathered()).isEqualTo(1);
        assertThat(order.lines().getFirst().quantity()).isEqualTo(36);
    }

    @Test
    void aDraftGrowsUntilItIsSubmitted() {
        merchant.when(place("A", 105)).thenAccepted();
        UUID draft = merchant.when(draft(merchant.owed(Draft.SUPPLIER), null))
                .thenAccepted()
                .purchaseOrder()
                .id();
        merchant.when(place("A", 5)).thenAccepted();
        PurchaseOrder grown = merchant.when(draft(merchant.owed(Draft.SUPPLIER), draft))
                .thenAccepted()
                .purchaseOrder();
        assertThat(grown.id()).isEqualTo(draft);
        assertThat(grown.line("A")).extracting(PurchaseOrder.Line::quantity).isEqualTo(12L);

        merchant.when(move(draft, new Move.Submit())).thenAccepted();
        merchant.when(place("A", 5)).thenAccepted();
        PurchaseOrder other = merchant.when(draft(merchant.owed(Draft.SUPPLIER), draft))
                .thenAccepted()
                .purchaseOrder();
        assertThat(other.id()).isNotEqualTo(draft);
        merchant.stock("A").incoming(18);
    }

    @Test
    void cancellingAnOrderShrinksWhatNoSupplierHasHeardOf() {
        Then first = merchant.when(place("A", 130)).thenAccepted();
        merchant.when(place("A", 5)).thenAccepted();
        UUID id = buy().id();
        merchant.when(cancel(first)).thenRecords("order.cancelled", "purchase_order.shrunk", "order.backorders_filled");
        PurchaseOrder shrunk = merchant.purchaseOrder(id);
        assertThat(shrunk.line("A")).extracting(PurchaseOrder.Line::quantity).isEqualTo(6L);
        assertThat(shrunk.gathered()).isEqualTo(1);
        merchant.stock("A").incoming(6).backordered(0);
    }

    @Test
    void cancellingTheOnlyOrderCancelsWhatIsBoughtForIt() {
        Then placed = merchant.when(place("A", 130)).thenAccepted();
        UUID id = buy().id();
        merchant.when(cancel(placed)).thenRecords("order.cancelled", "purchase_order.cancelled");
        assertThat(merchant.purchaseOrder(id).status()).isEqualTo(Status.CANCELLED);
        merchant.stock("A").incoming(0);
    }

    @Test
    void whatWasSentStandsThoughItsOrderIsCancelled() {
        Then placed = merchant.when(place("A", 130)).thenAccepted();
        UUID id = buy().id();
        merchant.when(move(id, new Move.Send())).thenAccepted();
        merchant.when(cancel(placed)).thenRecords("order.cancelled");
        merchant.stock("A").incoming(36).backordered(0);
    }

    @Test
    void whatWasRejectedIsOwedAnewOnADraftThatAPersonMustSubmit() {
        merchant.when(place("A", 130)).thenAccepted();
        UUID id = sent();
        merchant.when(move(id, new Move.Reject(1, "not in our range")))
                .thenRecords("purchase_order.rejected", "purchase_order.gathered");
        PurchaseOrder again = merchant.purchaseOrders().stream()
                .filter(order -> !order.id().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(again.status()).isEqualTo(Status.DRAFT);
        assertThat(again.hold()).isNotNull();
        assertThat(again.line("A")).extracting(PurchaseOrder.Line::quantity).isEqualTo(36L);
        assertThat(merchant.purchaseOrder(id).reason()).isEqualTo("not in our range");
        merchant.stock("A").incoming(36);
        assertThat(merchant.owed(Draft.SUPPLIER)).isEmpty();

        merchant.when(place("A", 5)).thenAccepted();
        PurchaseOrder next = merchant.when(draft(merchant.owed(Draft.SUPPLIER), again.id()))
                .thenAccepted()
                .purchaseOrder();
        assertThat(next.id()).as("what a person holds does not grow by itself").isNotEqualTo(again.id());
    }

    /** However it comes that a purchase order brings no more: nothing is bought again unless a person says so. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whateverASupplierDoesNotBringIsOwedAnewOnADraftThatAPersonMustSubmit(boolean aPartCame) {
        List<List<Move>> ends = List.of(
                List.of(new Move.Withdraw(0, "no more")),
                List.of(new Move.Withdraw(1, "no more")),
                List.of(new Move.Cancel(), new Move.Withdraw(0, "no more")),
                List.of(new Move.Reject(1, "no")),
                List.of(new Move.ByHand(new Move.Reject(0, "no"))),
                List.of(new Move.Cancel(), new Move.ConfirmCancel()));
        for (List<Move> end : ends) {
            Move said = end.getFirst() instanceof Move.ByHand(Move byHand) ? byHand : end.getFirst();
            if (aPartCame && said instanceof Move.Reject) {
                continue; // Who has delivered a part cannot reject the whole.
            }
            Merchant merchant = Given.merchant()
                    .product("A")
                    .policyBackorder()
                    .surplusBps(0)
                    .open();
            merchant.when(place("A", 10)).thenAccepted();
            UUID id = merchant.when(gather(merchant.owed(Draft.SUPPLIER)))
                    .purchaseOrder()
                    .id();
            merchant.when(move(id, new Move.Send())).thenAccepted();
            merchant.when(move(id, new Move.Sent(1))).thenAccepted();
            if (aPartCame) {
                merchant.when(receive(id, "A", 4)).thenAccepted();
            }
            end.forEach(move -> merchant.when(move(id, move)).thenAccepted());

            assertThat(merchant.purchaseOrder(id).status().isOpen()).isFalse();
            assertThat(merchant.owed(Draft.SUPPLIER))
                    .as("bought by itself after " + end)
                    .isEmpty();
            assertThat(merchant.purchaseOrders().stream()
                            .filter(order -> !order.id().equals(id)))
                    .singleElement()
                    .satisfies(draft -> {
                        assertThat(draft.status()).isEqualTo(Status.DRAFT);
                        assertThat(draft.hold()).isNotNull();
                        assertThat(draft.line("A"))
                                .extracting(PurchaseOrder.Line::quantity)
                                .isEqualTo(aPartCame ? 6L : 10L);
                    });
        }
    }

    @Test
    void whatTheSupplierWithdrawsIsRejectedOrClosedShortOrCancelled() {
        merchant.when(place("A", 130)).thenAccepted();
        UUID id = sent();
        merchant.when(receive(id, "A", 10)).thenAccepted();
        merchant.when(move(id, new Move.Withdraw(0, "sold out")))
                .thenRecords("purchase_order.closed_short", "purchase_order.gathered");
        assertThat(merchant.purchaseOrder(id).reason()).isEqualTo("sold out");

        merchant.when(place("A", 20)).thenAccepted();
        UUID whole = at(Status.SENT);
        merchant.when(move(whole, new Move.Withdraw(0, "sold out"))).thenAccepted();
        assertThat(merchant.purchaseOrder(whole).status()).isEqualTo(Status.REJECTED);

        merchant.when(place("A", 20)).thenAccepted();
        UUID asked = at(Status.CANCEL_REQUESTED);
        merchant.when(move(asked, new Move.Withdraw(0, "sold out"))).thenAccepted();
        assertThat(merchant.purchaseOrder(asked).status()).isEqualTo(Status.CANCELLED);
        for (UUID ended : List.of(id, whole, asked)) {
            merchant.when(move(ended, new Move.Withdraw(0, "sold out"))).thenUnchanged();
        }
    }

    @Test
    void aPurchaseOrderHasItsLinesInTheOrderOfTheOrdersAndOfTheirLines() {
        Given six = Given.merchant();
        List<String> skus = List.of("M", "C", "X", "A", "Q", "F");
        skus.forEach(sku -> six.product(sku).policyBackorder());
        six.product("K").policyBackorder();
        Merchant merchant = six.open();
        merchant.when(place(skus.stream().map(sku -> line(sku, 2)).toList())).thenAccepted();
        merchant.when(place(line("K", 1), line("C", 1))).thenAccepted();
        PurchaseOrder draft =
                merchant.when(draft(merchant.owed(Draft.SUPPLIER), null)).purchaseOrder();
        assertThat(draft.lines())
                .extracting(PurchaseOrder.Line::sku)
                .containsExactly("M", "C", "X", "A", "Q", "F", "K");

        merchant.when(place(line("C", 1), line("M", 1))).thenAccepted();
        PurchaseOrder grown =
                merchant.when(draft(merchant.owed(Draft.SUPPLIER), draft.id())).purchaseOrder();
        assertThat(grown.lines())
                .as("lines that grow keep their places")
                .extracting(PurchaseOrder.Line::sku)
                .containsExactly("M", "C", "X", "A", "Q", "F", "K");
    }

    @Test
    void whatAClosedPurchaseOrderDidNotBringIsOwedAnewAsFarAsItIsMissing() {
        merchant.when(place("A", 130)).thenAccepted();
        UUID id = sent();
        merchant.when(receive(id, "A", 20)).thenAccepted();
        merchant.when(move(id, new Move.CloseShort())).thenRecords("purchase_order.closed_short");
        merchant.stock("A").incoming(0).backordered(10);
        assertThat(merchant.owed(Draft.SUPPLIER)).hasSize(1);
        assertThat(buy().line("A")).extracting(PurchaseOrder.Line::quantity).isEqualTo(12L);
    }

    @Test
    void whatAnotherPurchaseOrderBringsIsNotOwedAnew() {
        merchant.when(place("A", 110)).thenAccepted();
        UUID first = sent();
        merchant.when(place("A", 10)).thenAccepted();
        UUID second = sent();
        merchant.when(receive(second, "A", 12)).thenAccepted();
        merchant.stock("A").backordered(8);
        merchant.when(move(first, new Move.CloseShort())).thenAccepted();
        assertThat(buy().line("A"))
                .as("only the 8 that wait, though 10 were short")
                .extracting(PurchaseOrder.Line::quantity)
                .isEqualTo(10L);
    }

    @Test
    void whatIsOnItsWayForACancelledOrderCoversWhoStillWaits() {
        merchant.when(place("A", 110)).thenAccepted();
        UUID first = sent();
        Then givenUp = merchant.when(place("A", 10)).thenAccepted();
        sent();
        merchant.when(cancel(givenUp)).thenAccepted();
        merchant.when(move(first, new Move.CloseShort())).thenAccepted();
        merchant.stock("A").backordered(10).incoming(12);
        assertThat(merchant.owed(Draft.SUPPLIER)).isEmpty();
    }

    @Test
    void aPersonSaysWhatBecameOfWhatNoConnectorSent() {
        for (Move told : new Move[] {new Move.Sent(0), new Move.Acknowledge(0, "their-1", null)}) {
            merchant.when(place("A", 130)).thenAccepted();
            UUID id = queued();
            merchant.when(move(id, told)).thenRefused(Refusal.Kind.CONFLICT, "purchase_order_status");
            merchant.when(move(id, new Move.ByHand(told))).thenAccepted();
            merchant.when(move(id, new Move.Send())).thenRefused(Refusal.Kind.CONFLICT, "purchase_order_status");
        }
        merchant.when(place("A", 130)).thenAccepted();
        UUID id = queued();
        merchant.when(move(id, new Move.ByHand(new Move.Reject(0, "too little"))))
                .thenRecords("purchase_order.rejected", "purchase_order.gathered");
        assertThat(merchant.purchaseOrder(id).reason()).isEqualTo("too little");
    }

    @Test
    void aPersonDoesNotInterruptASending() {
        merchant.when(place("A", 130)).thenAccepted();
        UUID id = queued();
        merchant.when(move(id, new Move.ByHand(new Move.NotSent(0, "never seen"))))
                .thenUnchanged();
        merchant.when(move(id, new Move.Send())).thenAccepted();
        for (Move told : new Move[] {new Move.Sent(0), new Move.NotSent(0, "never seen"), new Move.Reject(0, "no")}) {
            merchant.when(move(id, new Move.ByHand(told))).thenRefused(Refusal.Kind.CONFLICT, "purchase_order_status");
        }
        merchant.when(move(id, new Move.MarkUnknown(1, "timeout"))).thenAccepted();
        merchant.when(move(id, new Move.ByHand(new Move.NotSent(0, "never seen"))))
                .thenAccepted();
        assertThat(merchant.purchaseOrder(id).status()).isEqualTo(Status.QUEUED);
    }

    @Test
    void anAnswerToAnEarlierAttemptIsVoid() {
        merchant.when(place("A", 130)).thenAccepted();
        UUID id = sent();
        merchant.when(move(id, new Move.MarkUnknown(1, "timeout")))
                .thenRefused(Refusal.Kind.CONFLICT, "purchase_order_status");
        UUID other = queued();
        merchant.when(move(other, new Move.Send())).thenAccepted();
        merchant.when(move(other, new Move.NotSent(1, "503"))).thenAccepted();
        merchant.when(move(other, new Move.Send())).thenAccepted();
        merchant.when(move(other, new Move.Sent(1))).thenRefused(Refusal.Kind.CONFLICT, "attempt_superseded");
        merchant.when(move(other, new Move.Sent(2))).thenAccepted();
    }

    @ParameterizedTest
    @CsvSource({
        "DRAFT, SUBMITTED, QUEUED",
        "QUEUED, SENDING, SENDING",
        "SENDING, SENT, SENT",
        "SENDING, UNKNOWN, UNKNOWN",
        "SENDING, NOT_SENT, QUEUED",
        "UNKNOWN, SENT, SENT",
        "UNKNOWN, NOT_SENT, QUEUED",
        "SENT, ACKNOWLEDGED, ACKNOWLEDGED",
        "SENDING, ACKNOWLEDGED, ACKNOWLEDGED",
        "SENT, CANCEL_REQUESTED, CANCEL_REQUESTED",
        "CANCEL_REQUESTED, CANCEL_REFUSED, ACKNOWLEDGED",
        "CANCEL_REQUESTED, CANCELLED, CANCELLED",
        "UNKNOWN, REJECTED, REJECTED",
        "ACKNOWLEDGED, CLOSED_SHORT, CLOSED_SHORT",
        "QUEUED, CANCEL_REQUESTED, CANCELLED"
    })
    void takesTheStepsOfItsLife(Status from, PurchaseOrderStep step, Status to) {
        merchant.when(place("A", 130)).thenAccepted();
        UUID id = at(from);
        merchant.when(move(id, step(step, merchant.purchaseOrder(id).attempts())))
                .thenAccepted();
        assertThat(merchant.purchaseOrder(id).status()).isEqualTo(to);
    }

    /** Of all pairs of a step and a status, those are refused, or change nothing, that the table does not name. */
    @ParameterizedTest
    @EnumSource
    void refusesEveryOtherStep(Status status) {
        merchant.when(place("A", 130)).thenAccepted();
        UUID id = at(status);
        PurchaseOrder before = merchant.purchaseOrder(id);
        for (PurchaseOrderStep step : PurchaseOrderStep.values()) {
            if (step == PurchaseOrderStep.GATHERED || step == PurchaseOrderStep.SHRUNK) {
                continue;
            }
            Move move = step(step, before.attempts());
            if (!move.from().contains(status)) {
                Then then = merchant.when(move(id, move));
                assertThat(then.decision().events()).as(step + " at " + status).isEmpty();
                assertThat(merchant.purchaseOrder(id)).isEqualTo(before);
            }
        }
    }

    private PurchaseOrder buy() {
        return merchant.when(gather(merchant.owed(Draft.SUPPLIER)))
                .thenAccepted()
                .purchaseOrder();
    }

    private UUID queued() {
        merchant.when(place("A", 10)).thenAccepted();
        return buy().id();
    }

    private UUID sent() {
        UUID id = buy().id();
        merchant.when(move(id, new Move.Send())).thenAccepted();
        merchant.when(move(id, new Move.Sent(1))).thenAccepted();
        return id;
    }

    private UUID at(Status status) {
        UUID id = merchant.when(draft(merchant.owed(Draft.SUPPLIER), null))
                .thenAccepted()
                .purchaseOrder()
                .id();
        List<PurchaseOrderStep> way = switch (status) {
            case DRAFT -> List.of();
            case QUEUED -> List.of(PurchaseOrderStep.SUBMITTED);
            case SENDING -> List.of(PurchaseOrderStep.SUBMITTED, PurchaseOrderStep.SENDING);
            case SENT, PARTIALLY_RECEIVED, RECEIVED ->
                List.of(PurchaseOrderStep.SUBMITTED, PurchaseOrderStep.SENDING, PurchaseOrderStep.SENT);
            case ACKNOWLEDGED ->
                List.of(PurchaseOrderStep.SUBMITTED, PurchaseOrderStep.SENDING, PurchaseOrderStep.ACKNOWLEDGED);
            case REJECTED ->
                List.of(PurchaseOrderStep.SUBMITTED, PurchaseOrderStep.SENDING, PurchaseOrderStep.REJECTED);
            case UNKNOWN -> List.of(PurchaseOrderStep.SUBMITTED, PurchaseOrderStep.SENDING, PurchaseOrderStep.UNKNOWN);
            case CANCEL_REQUESTED ->
                List.of(
                        PurchaseOrderStep.SUBMITTED,
                        PurchaseOrderStep.SENDING,
                        PurchaseOrderStep.SENT,
                        PurchaseOrderStep.CANCEL_REQUESTED);
            case CANCELLED -> List.of(PurchaseOrderStep.CANCEL_REQUESTED);
            case CLOSED_SHORT ->
                List.of(
                        PurchaseOrderStep.SUBMITTED,
                        PurchaseOrderStep.SENDING,
                        PurchaseOrderStep.SENT,
                        PurchaseOrderStep.CLOSED_SHORT);
        };
        way.forEach(step -> merchant.when(
                        move(id, step(step, merchant.purchaseOrder(id).attempts())))
                .thenAccepted());
        if (status == Status.PARTIALLY_RECEIVED) {
            merchant.when(receive(id, "A", 1)).thenAccepted();
        } else if (status == Status.RECEIVED) {
            merchant.when(receive(id, "A", 36)).thenAccepted();
        }
        assertThat(merchant.purchaseOrder(id).status()).isEqualTo(status);
        return id;
    }

    private static Move step(PurchaseOrderStep step, int attempt) {
        return switch (step) {
            case SUBMITTED -> new Move.Submit();
            case SENDING -> new Move.Send();
            case NOT_SENT -> new Move.NotSent(attempt, "busy");
            case SENT -> new Move.Sent(attempt);
            case ACKNOWLEDGED -> new Move.Acknowledge(attempt, "its-1", null);
            case REJECTED -> new Move.Reject(attempt, "no");
            case UNKNOWN -> new Move.MarkUnknown(attempt, "timeout");
            case CANCEL_REQUESTED -> new Move.Cancel();
            case CANCEL_REFUSED -> new Move.RefuseCancel("too late");
            case CANCELLED -> new Move.ConfirmCancel();
            case CLOSED_SHORT -> new Move.CloseShort();
            case GATHERED, SHRUNK -> throw new AssertionError(step);
        };
    }
}
