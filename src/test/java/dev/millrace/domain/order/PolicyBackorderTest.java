package dev.millrace.domain.order;

import static dev.millrace.domain.Requests.line;
import static dev.millrace.domain.Requests.place;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.Draft;
import dev.millrace.domain.Given;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.Then;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Replenishment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DESIGN §2, rule 3. */
class PolicyBackorderTest {

    @Test
    void allocatesWhatIsAvailableAndBuysTheRest() {
        Merchant merchant =
                Given.merchant().product("A").policyBackorder().onHand(3).open();
        Then placed = merchant.when(place("A", 10)).thenAccepted().thenRecords("order.placed");
        placed.thenOrder()
                .is(Order.Status.OPEN)
                .line(0)
                .holds(3)
                .waitsFor(7)
                .buysForShortfall(7)
                .buys(9);
        merchant.stock("A").onHand(3).allocated(3).backordered(7).available(0);
        assertThat(merchant.queue("A")).singleElement().satisfies(waiting -> {
            assertThat(waiting.orderId()).isEqualTo(placed.orderId());
            assertThat(waiting.quantity()).isEqualTo(7);
        });
    }

    @Test
    void owesOneReplenishmentToTheProductsSupplier() {
        Merchant merchant = Given.merchant().product("A").policyBackorder().open();
        Then placed = merchant.when(place("A", 5)).thenAccepted();
        Order.Purchase bought = placed.thenOrder().line(0).bought();
        assertThat(bought.supplierId()).isEqualTo(Draft.SUPPLIER);
        assertThat(bought.surplusBps()).isEqualTo(2_000);
        assertThat(merchant.replenishments(placed)).singleElement().satisfies(owed -> {
            assertThat(owed.id()).isEqualTo(bought.replenishmentId());
            assertThat(owed.status()).isEqualTo(Replenishment.Status.OWED);
            assertThat(owed.quantity()).isEqualTo(6);
            assertThat(owed.shortfall()).isEqualTo(5);
        });
    }

    @Test
    void buysNothingWhenAllIsAvailable() {
        Merchant merchant =
                Given.merchant().product("A").policyBackorder().onHand(10).open();
        merchant.when(place("A", 10))
                .thenAccepted()
                .thenOrder()
                .line(0)
                .holds(10)
                .waitsFor(0)
                .buysNothing();
    }

    @ParameterizedTest(name = "shortfall {0} at {1} basis points buys {2}")
    @CsvSource({
        "1, 2000, 2",
        "5, 2000, 6",
        "7, 2000, 9",
        "10, 2000, 12",
        "1, 0, 1",
        "7, 0, 7",
        "1, 1, 2",
        "10000, 1, 10001",
        "3, 10000, 6",
        "4, 2500, 5",
        "5, 2500, 7",
        "1, 100000, 11",
        "100000, 2000, 120000"
    })
    void buysTheShortfallAndItsSurplusRoundedUp(long shortfall, int surplusBps, long bought) {
        Merchant merchant = Given.merchant()
                .product("A")
                .policyBackorder()
                .surplusBps(surplusBps)
                .onHand(2)
                .open();
        merchant.when(place("A", shortfall + 2))
                .thenAccepted()
                .thenOrder()
                .line(0)
                .holds(2)
                .waitsFor(shortfall)
                .buysForShortfall(shortfall)
                .buys(bought);
    }

    @Test
    void withOneRoundingPerPurchaseOrderThePurchaseOrderDecidesHowMuch() {
        Merchant merchant = Given.merchant()
                .product("A")
                .policyBackorder()
                .perPurchaseOrder()
                .open();
        Then placed = merchant.when(place("A", 1)).thenAccepted();
        placed.thenOrder().line(0).waitsFor(1).buysForShortfall(1).buysLater();
        assertThat(merchant.replenishments(placed))
                .singleElement()
                .satisfies(owed -> assertThat(owed.quantity()).isNull());
    }

    @Test
    void buysOncePerLineAndRoundsEachLine() {
        Merchant merchant =
                Given.merchant().product("A").policyBackorder().onHand(1).open();
        Then placed = merchant.when(place(line("A", 2), line("A", 1))).thenAccepted();
        placed.thenOrder()
                .line(0)
                .holds(1)
                .waitsFor(1)
                .buys(2)
                .line(1)
                .holds(0)
                .waitsFor(1)
                .buys(2);
        assertThat(merchant.replenishments(placed)).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void asManyUnitsMayWaitAsTheProductAllows() {
        Merchant merchant = Given.merchant()
                .product("A")
                .policyBackorder()
                .backorderMax(10)
                .onHand(2)
                .open();
        merchant.when(place("A", 8)).thenAccepted().thenOrder().line(0).waitsFor(6);
        merchant.when(place("A", 4)).thenAccepted().thenOrder().line(0).waitsFor(4);
        merchant.stock("A").backordered(10);
    }

    @Test
    void rejectsWhatWouldWaitBeyondThat() {
        Merchant merchant = Given.merchant()
                .product("A")
                .policyBackorder()
                .backorderMax(10)
                .onHand(2)
                .open();
        merchant.when(place("A", 13)).thenRejected("backorder_limit", "A 13 2");
        merchant.stock("A").allocated(0).backordered(0).available(2);
        merchant.when(place("A", 8)).thenAccepted();
        merchant.when(place("A", 5)).thenRejected("backorder_limit", "A 5 0");
        merchant.stock("A").backordered(6);
    }

    @Test
    void theLimitCountsAllLinesOfTheOrder() {
        Merchant merchant =
                Given.merchant().product("A").policyBackorder().backorderMax(10).open();
        merchant.when(place(line("A", 6), line("A", 5))).thenRejected("backorder_limit", "A 11 0");
        merchant.when(place(line("A", 6), line("A", 4))).thenAccepted();
    }

    @Test
    void aProductMayLetNothingWait() {
        Merchant merchant = Given.merchant()
                .product("A")
                .policyBackorder()
                .backorderMax(0)
                .onHand(2)
                .open();
        merchant.when(place("A", 3)).thenRejected("backorder_limit", "A 3 2");
        merchant.when(place("A", 2)).thenAccepted();
    }

    @Test
    void aTypoDoesNotBuyAMillion() {
        Merchant merchant = Given.merchant().product("A").policyBackorder().open();
        merchant.when(place("A", 1_000_000)).thenRejected("backorder_limit", "A 1000000 0");
        merchant.when(place("A", 100_000)).thenAccepted().thenOrder().line(0).buys(120_000);
    }
}
