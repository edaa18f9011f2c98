package dev.millrace.purchasing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MerchantMemoryTest {
    private final MerchantMemory<Integer, String> memory = new MerchantMemory<>(10, value -> !value.equals("open"));

    @Test
    void remembersAndForgets() {
        memory.put(1, 1, "a");
        memory.put(1, 1, "b");
        assertThat(memory.get(1, 1)).isEqualTo("b");
        assertThat(memory.get(2, 1)).isNull();
        assertThat(memory.values()).containsExactly("b");

        memory.remove(1, 1);
        assertThat(memory.get(1, 1)).isNull();
    }

    @Test
    void aMerchantOfWhomThereIsMuchForgetsHisOwnOldestAndNobodyElses() {
        memory.put(2, 0, "his");
        for (int i = 0; i < 1_000; i++) {
            memory.put(1, i, "a");
        }

        assertThat(memory.get(2, 0)).isNotNull();
        assertThat(memory.get(1, 999)).isNotNull();
        assertThat(memory.get(1, 990)).isNull();

        for (int i = 1; i <= 3; i++) {
            memory.put(2, i, "his");
            assertThat(memory.get(2, i)).isNotNull();
        }
    }

    @Test
    void whatIsForgottenMakesRoom() {
        for (int round = 0; round < 100; round++) {
            memory.put(1, round, "a");
            memory.remove(1, round);
        }
        for (int merchant = 1; merchant <= 10; merchant++) {
            memory.put(merchant, 0, "a");
            assertThat(memory.get(merchant, 0)).isNotNull();
        }
    }

    @Test
    void whatMustNotBeForgottenIsPassedOver() {
        memory.put(1, 0, "open");
        for (int i = 1; i < 100; i++) {
            memory.put(1, i, "a");
        }
        assertThat(memory.get(1, 0)).isEqualTo("open");

        MerchantMemory<Integer, String> one = new MerchantMemory<>(1, _ -> false);
        one.put(1, 1, "a");
        one.put(1, 2, "b");
        assertThat(one.values()).as("there was no room for the other").containsExactly("a");
    }
}
