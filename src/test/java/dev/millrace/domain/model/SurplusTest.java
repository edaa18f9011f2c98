package dev.millrace.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DESIGN §2, rule 3: {@code ceil(shortfall * (1 + surplus))} in integers, held against decimals. */
class SurplusTest {
    private static final int CASES = 1_000_000;
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    @ParameterizedTest(name = "a shortfall of {0} buys {1}")
    @CsvSource({"0, 0", "1, 2", "5, 6", "7, 9", "10, 12"})
    void buysTwentyPercentMore(long shortfall, long bought) {
        assertThat(Surplus.quantityToBuy(shortfall, 2_000)).isEqualTo(bought);
    }

    @Test
    void equalsTheDecimalFormulaInAMillionCases() {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println("SurplusTest: -Dmillrace.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int overflows = 0;
        for (int done = 0; done < CASES; done++) {
            // Every magnitude is as likely, so that small numbers and overflow both come often.
            long shortfall = random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63);
            int surplusBps = random.nextInt(4) == 0 ? 2_000 : random.nextInt(Limits.SURPLUS_BPS_MAX + 1);
            overflows += agrees(shortfall, surplusBps) ? 0 : 1;
        }
        assertThat(overflows).as("seed %d: cases that overflow", seed).isBetween(CASES / 100, CASES / 2);
    }

    @ParameterizedTest
    @CsvSource({
        "922337203685477, 0",
        "922337203685478, 0",
        "768614336404564, 2000",
        "768614336404565, 2000",
        "9223372036854775807, 0",
        "0, 100000"
    })
    void equalsTheDecimalFormulaAtTheEdges(long shortfall, int surplusBps) {
        agrees(shortfall, surplusBps);
    }

    /** Whether the integers hold it; where they do, they give what the decimals give, and where not, they say so. */
    private static boolean agrees(long shortfall, int surplusBps) {
        BigDecimal scaled = BigDecimal.valueOf(shortfall).multiply(BigDecimal.valueOf(10_000L + surplusBps));
        if (scaled.compareTo(LONG_MAX) > 0) {
            assertThatThrownBy(() -> Surplus.quantityToBuy(shortfall, surplusBps))
                    .isInstanceOf(ArithmeticException.class);
            return false;
        }
        long expected =
                scaled.movePointLeft(4).setScale(0, RoundingMode.CEILING).longValueExact();
        long bought = Surplus.quantityToBuy(shortfall, surplusBps);
        if (bought != expected) {
            throw new AssertionError(shortfall + " at " + surplusBps + ": " + bought + ", not " + expected);
        }
        return true;
    }
}
