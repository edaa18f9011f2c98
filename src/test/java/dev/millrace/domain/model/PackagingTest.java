package dev.millrace.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackagingTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, 0",
        "1, 1, 7, 7",
        "6, 1, 1, 6",
        "6, 1, 6, 6",
        "6, 1, 7, 12",
        "1, 24, 5, 24",
        "1, 24, 25, 25",
        "6, 20, 1, 24",
        "6, 20, 25, 30",
        "6, 24, 0, 0"
    })
    void buysWholePacksAndAtLeastTheMinimum(long packSize, long minimum, long units, long bought) {
        assertThat(new Packaging(packSize, minimum).roundUp(units)).isEqualTo(bought);
    }

    @Test
    void refusesWhatIsNoPackaging() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Packaging(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Packaging(1_000_001, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Packaging(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Packaging(1, 1_000_000_001));
    }

    @Test
    void tellsOfAnOverflowInsteadOfBuyingLess() {
        assertThatThrownBy(() -> new Packaging(1_000_000, 1).roundUp(Long.MAX_VALUE))
                .isInstanceOf(ArithmeticException.class);
    }
}
