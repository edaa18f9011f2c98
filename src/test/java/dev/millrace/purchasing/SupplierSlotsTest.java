package dev.millrace.purchasing;

import static dev.millrace.purchasing.SupplierSlots.Grant.GRANTED;
import static dev.millrace.purchasing.SupplierSlots.Grant.KEPT_FREE;
import static dev.millrace.purchasing.SupplierSlots.Grant.MERCHANT_SHARE;
import static dev.millrace.purchasing.SupplierSlots.Grant.SUPPLIER_SHARE;
import static dev.millrace.purchasing.SupplierSlots.Grant.USED_UP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.purchasing.SupplierSlots.Standing;
import dev.millrace.store.SupplierKey;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SupplierSlotsTest {
    private static final int LARGE = 1;
    private static final int SMALL = 2;

    private final SupplierSlots slots = new SupplierSlots(new SupplierSlots.Limits(64, 32, 4));

    @Test
    void aMerchantWithManySuppliersLeavesAsMuchForTheOthers() {
        assertThat(IntStream.range(0, 80)
                        .filter(supplier -> slots.take(key(LARGE, supplier)) == GRANTED)
                        .count())
                .isEqualTo(32);
        assertThat(slots.take(key(LARGE, 80))).isEqualTo(MERCHANT_SHARE);
        assertThat(slots.take(key(SMALL, 1))).isEqualTo(GRANTED);
    }

    @Test
    void aSupplierHasNoMoreThanItsOwnAndItsMerchantKeepsTheRest() {
        for (int i = 0; i < 4; i++) {
            assertThat(slots.take(key(LARGE, 1))).isEqualTo(GRANTED);
        }
        assertThat(slots.take(key(LARGE, 1))).isEqualTo(SUPPLIER_SHARE);
        assertThat(slots.taken()).as("what was refused is not taken").isEqualTo(4);
        assertThat(slots.take(key(LARGE, 2))).isEqualTo(GRANTED);
        assertThat(slots.take(key(SMALL, 1)))
                .as("another merchant's of that name")
                .isEqualTo(GRANTED);
    }

    @Test
    void suppliersThatFareBadlyLeavePlacesToThoseThatFareWell() {
        assertThat(granted(0, Standing.BURDENED)).isEqualTo(16);
        assertThat(slots.take(key(LARGE, 100), Standing.BURDENED)).isEqualTo(KEPT_FREE);
        assertThat(granted(200, Standing.UNTRIED)).isEqualTo(8);
        assertThat(slots.take(key(LARGE, 300), Standing.UNTRIED)).isEqualTo(KEPT_FREE);
        assertThat(granted(400, Standing.ANSWERING)).isEqualTo(8);
        assertThat(slots.take(key(LARGE, 500), Standing.ANSWERING)).isEqualTo(MERCHANT_SHARE);

        assertThat(slots.take(key(SMALL, 1), Standing.BURDENED))
                .as("another merchant's is not in their way")
                .isEqualTo(GRANTED);
    }

    private long granted(int from, Standing standing) {
        return IntStream.range(from, from + 80)
                .filter(supplier -> slots.take(key(LARGE, supplier), standing) == GRANTED)
                .count();
    }

    @Test
    void countsWhatItSays() {
        SupplierSlots one = new SupplierSlots(new SupplierSlots.Limits(1, 1, 1));
        one.take(key(LARGE, 1));
        one.take(key(SMALL, 1));
        one.take(key(SMALL, 1));
        one.giveBack(key(LARGE, 1));
        one.take(key(SMALL, 1));

        assertThat(one.asked(GRANTED)).isEqualTo(2);
        assertThat(one.asked(USED_UP)).isEqualTo(2);
        assertThat(one.asked(MERCHANT_SHARE)).isZero();
    }

    private static SupplierKey key(int merchantId, int supplier) {
        return new SupplierKey(merchantId, "supplier-" + supplier);
    }
}
