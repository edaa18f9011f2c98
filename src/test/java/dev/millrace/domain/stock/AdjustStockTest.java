package dev.millrace.domain.stock;

import static dev.millrace.domain.Requests.adjust;
import static dev.millrace.domain.Requests.delta;
import static dev.millrace.domain.Requests.place;
import static dev.millrace.domain.Requests.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.domain.Given;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.Then;
import dev.millrace.domain.model.Adjustment;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.stock.AdjustStock.Correction;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Corrections of units on hand; DESIGN §2, rules 6 and 8. */
class AdjustStockTest {
    private final Merchant merchant = Given.merchant()
            .product("A")
            .onHand(10)
            .product("B")
            .policyBackorder()
            .onHand(2)
            .open();

    @Test
    void addsAndTakesUnits() {
        merchant.when(adjust(delta("A", 5), delta("B", -2))).thenAccepted().thenRecords("stock.adjusted");
        merchant.stock("A").onHand(15).available(15).adjusted(15);
        merchant.stock("B").onHand(0).available(0).adjusted(0);
    }

    @Test
    void setsUnitsOnHand() {
        merchant.when(place("A", 4)).thenAccepted();
        Then adjusted = merchant.when(adjust(set("A", 4), set("B", 9))).thenAccepted();
        assertThat(adjusted.adjustment().lines())
                .extracting(Adjustment.Line::delta)
                .containsExactly(-6L, 7L);
        merchant.stock("A").onHand(4).allocated(4).available(0);
        merchant.stock("B").onHand(9).available(9);
    }

    @Test
    void takesWhatIsFreeAndNoMore() {
        merchant.when(place("A", 4)).thenAccepted();
        merchant.when(adjust(delta("A", -7))).thenAdjustmentRejected("A -7 6");
        merchant.when(adjust(set("A", 3))).thenAdjustmentRejected("A -7 6");
        merchant.stock("A").onHand(10).allocated(4);
        merchant.when(adjust(delta("A", -6))).thenAccepted();
        merchant.stock("A").onHand(4).allocated(4).available(0);
    }

    @Test
    void doesAllLinesOrNone() {
        Then rejected = merchant.when(adjust(delta("A", 5), delta("B", -3))).thenAdjustmentRejected("B -3 2");
        merchant.stock("A").onHand(10);
        merchant.stock("B").onHand(2);
        assertThat(rejected.adjustment().lines())
                .extracting(line ->
                        line.sku() + " " + line.delta() + " " + line.after().onHand())
                .containsExactly("A 5 10", "B -3 2");
    }

    @Test
    void namesEveryLineThatTakesTooMuch() {
        merchant.when(adjust(delta("B", -3), delta("A", -11))).thenAdjustmentRejected("B -3 2", "A -11 10");
    }

    @Test
    void answersTheFiguresAfterWaitingLinesWereFilled() {
        merchant.when(place("B", 5)).thenAccepted();
        StockLevel after = merchant.when(adjust(delta("B", 7)))
                .thenAccepted()
                .adjustment()
                .lines()
                .getFirst()
                .after();
        merchant.stock("B")
                .onHand(after.onHand())
                .allocated(after.allocated())
                .available(after.available())
                .backordered(after.backordered());
        assertThat(after.allocated()).isEqualTo(5);
        assertThat(after.available()).isEqualTo(4);
    }

    @Test
    void mayCorrectNothing() {
        merchant.when(adjust(delta("A", 0), set("B", 2))).thenAccepted().thenRecords("stock.adjusted");
        merchant.stock("A").onHand(10);
        merchant.stock("B").onHand(2);
    }

    @Test
    void correctsAProductThatTakesNoOrders() {
        Merchant other = Given.merchant().product("A").inactive().open();
        other.when(adjust(delta("A", 3))).thenAccepted();
        other.stock("A").onHand(3);
    }

    @Test
    void refusesUnknownSkusTogether() {
        merchant.when(adjust(delta("X", 1), delta("A", 1), set("Y", 1)))
                .thenInvalid("/lines/0/sku unknown_sku", "/lines/2/sku unknown_sku");
        merchant.stock("A").onHand(10);
    }

    @Test
    void refusesMoreThanAWarehouseHolds() {
        merchant.when(adjust(delta("A", Limits.ON_HAND_MAX - 9), set("B", Limits.ON_HAND_MAX + 1)))
                .thenInvalid("/lines/0 overflow", "/lines/1 overflow");
        merchant.when(adjust(delta("A", Limits.ON_HAND_MAX - 10))).thenAccepted();
        merchant.stock("A").onHand(Limits.ON_HAND_MAX);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 9, Long.MAX_VALUE - 10})
    void refusesUnitsSoManyThatTheirSumLeaves64Bits(long units) {
        merchant.when(adjust(delta("A", units))).thenInvalid("/lines/0 overflow");
        merchant.when(adjust(set("A", units))).thenInvalid("/lines/0 overflow");
    }

    @Test
    void rejectsToTakeMoreThanThereCouldEverBe() {
        merchant.when(adjust(delta("A", Long.MIN_VALUE))).thenAdjustmentRejected("A " + Long.MIN_VALUE + " 10");
        merchant.stock("A").onHand(10);
    }

    @Test
    void anAdjustmentThatTheDoorShouldHaveRefusedCannotBeMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> merchant.when(adjust(List.of())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> merchant.when(adjust(delta("A", 1), delta("B", 1), set("A", 1))));
        assertThatIllegalArgumentException().isThrownBy(() -> merchant.when(adjust(set("A", -1))));
        List<Correction> tooMany = Collections.nCopies(Limits.ADJUSTMENT_LINES_MAX + 1, delta("A", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> merchant.when(adjust(tooMany)));
    }
}
