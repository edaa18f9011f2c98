package dev.millrace.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.store.OperationFailure;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission(120, 50);

    @Test
    void aMerchantHasNoMoreThanItsOwnPlaces() {
        assertThat(takeAll(1)).isEqualTo(50);
        assertThat(admission.reserve(1)).isInstanceOf(OperationFailure.Overloaded.class);
    }

    @Test
    void severalThatWantAllLeaveAsMuchAsEachOfThemHas() {
        for (int round = 0; round < 120; round++) {
            for (int merchant = 1; merchant <= 5; merchant++) {
                admission.reserve(merchant);
            }
        }

        assertThat(admission.taken()).isEqualTo(100);
        assertThat(takeAll(6)).isBetween(8, 12);
    }

    @Test
    void whoHasNothingOnItsWayFindsTheLastPlace() {
        for (int merchant = 1; merchant < 120; merchant++) {
            assertThat(admission.reserve(merchant)).isNull();
        }

        assertThat(admission.reserve(1)).isNotNull();
        assertThat(admission.reserve(120)).isNull();
        assertThat(admission.reserve(121)).isNotNull();
        assertThat(admission.taken()).isEqualTo(120);
    }

    @Test
    void aPlaceThatIsGivenBackIsFree() {
        takeAll(1);

        admission.release(1);

        assertThat(takeAll(1)).isEqualTo(1);
    }

    @Test
    void whatIsRefusedTakesNoPlace() {
        takeAll(1);
        int before = admission.taken();

        admission.reserve(1);

        assertThat(admission.taken()).isEqualTo(before);
    }

    private int takeAll(int merchant) {
        int places = 0;
        while (admission.reserve(merchant) == null) {
            places++;
        }
        return places;
    }
}
