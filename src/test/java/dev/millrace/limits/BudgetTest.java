package dev.millrace.limits;

import static dev.millrace.limits.Budget.Grant.GRANTED;
import static dev.millrace.limits.Budget.Grant.SHARE_USED_UP;
import static dev.millrace.limits.Budget.Grant.USED_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class BudgetTest {
    @Test
    void grantsNoMoreThanThereIs() {
        Budget<String> budget = new Budget<>(10, 10);
        assertThat(budget.take("ada", 11)).isEqualTo(USED_UP);
        assertThat(budget.take("ada", 5)).isEqualTo(GRANTED);
        assertThat(budget.taken()).isEqualTo(5);
    }

    @Test
    void leavesOthersAsMuchAsOneHolderHas() {
        Budget<String> budget = new Budget<>(90, 90);
        assertThat(budget.take("ada", 45)).isEqualTo(GRANTED);
        assertThat(budget.take("ada", 1)).isEqualTo(SHARE_USED_UP);
        assertThat(budget.take("bob", 22)).isEqualTo(GRANTED);
        assertThat(budget.take("bob", 1)).isEqualTo(SHARE_USED_UP);
    }

    @Test
    void keepsToTheShareThoughMoreIsFree() {
        Budget<String> budget = new Budget<>(1_000, 10);
        assertThat(budget.take("ada", 10)).isEqualTo(GRANTED);
        assertThat(budget.take("ada", 1)).isEqualTo(SHARE_USED_UP);
    }

    @Test
    void canBeUsedUpToItsLastUnit() {
        Budget<Integer> budget = new Budget<>(1, 1);
        assertThat(budget.take(1, 1)).isEqualTo(GRANTED);
        assertThat(budget.take(2, 1)).isEqualTo(USED_UP);
        budget.giveBack(1, 1);
        assertThat(budget.take(2, 1)).isEqualTo(GRANTED);
    }

    @Test
    void whatMattersLessLeavesRoomForWhatMattersMore() {
        Budget<String> budget = new Budget<>(64, 32);
        for (int i = 0; i < 16; i++) {
            assertThat(budget.take("ada", 1, 0.5)).isEqualTo(GRANTED);
        }
        assertThat(budget.take("ada", 1, 0.5)).isEqualTo(SHARE_USED_UP);
        for (int i = 16; i < 32; i++) {
            assertThat(budget.take("ada", 1)).isEqualTo(GRANTED);
        }
        assertThat(budget.take("ada", 1)).isEqualTo(SHARE_USED_UP);
        assertThat(budget.take("bob", 1, 0.5)).as("another holder's is its own").isEqualTo(GRANTED);
    }

    @Test
    void aPartNeverBarsAFirstUnit() {
        Budget<String> budget = new Budget<>(10, 1);
        assertThat(budget.take("ada", 1, 0.5)).isEqualTo(GRANTED);
        assertThat(budget.take("ada", 1, 0.5)).isEqualTo(SHARE_USED_UP);
    }

    @Test
    void takesNothingThatItRefuses() {
        Budget<String> budget = new Budget<>(10, 2);
        assertThat(budget.take("ada", 3)).isEqualTo(SHARE_USED_UP);
        assertThat(budget.taken()).isZero();
        assertThat(budget.take("ada", 2)).isEqualTo(GRANTED);
    }

    @Test
    void givesBackInParts() {
        Budget<String> budget = new Budget<>(10, 5);
        budget.take("ada", 4);
        budget.giveBack("ada", 3);
        assertThat(budget.taken()).isEqualTo(1);
        assertThat(budget.take("ada", 4)).isEqualTo(GRANTED);
        assertThatIllegalStateException().isThrownBy(() -> budget.giveBack("ada", 6));
    }
}
