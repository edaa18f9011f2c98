package dev.millrace.domain.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.domain.model.Demand;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.Surplus;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a line of a purchase order buys for the shortfalls that it gathers, some of them given up again: DESIGN §2, rule 3,
 * and whole packs. Integers of the program, held against the sentence of the rule in decimals.
 */
class RoundingsTest {
    private static final int CASES = 1_000_000;
    private static final UUID ID = new UUID(0, 1);
    private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(10_000);

    /** A shortfall at a surplus, of which so many units are given up once it is gathered. */
    private record Missing(long units, int surplusBps, boolean perLine, long givenUp) {
        Replenishment owed() {
            Long quantity = perLine ? Long.valueOf(Surplus.quantityToBuy(units, surplusBps)) : null;
            return new Replenishment(
                    ID, ID, 0, 1, "acme", units, surplusBps, quantity, Replenishment.Status.BOUGHT, ID, 1);
        }

        BigDecimal withSurplus() {
            BigDecimal left = BigDecimal.valueOf(Math.max(0, units - givenUp));
            return left.multiply(BigDecimal.valueOf(10_000L + surplusBps)).divide(BASIS_POINTS);
        }
    }

    @ParameterizedTest(name = "shortfalls of {0} at {1} bps buy {2} rounded for each line, {3} rounded once")
    @CsvSource({
        "1, 2000, 2, 2",
        "5, 2000, 6, 6",
        "7, 2000, 9, 9",
        "10, 2000, 12, 12",
        "1 1 1, 2000, 6, 4",
        "1 1 1 1 1, 2000, 10, 6",
        "5 5, 2000, 12, 12",
        "7 7, 2000, 18, 17",
        "30, 2000, 36, 36",
        "7, 0, 7, 7",
        "3 4, 1, 9, 8",
        "1, 100000, 11, 11",
        "1000000, 2000, 1200000, 1200000"
    })
    void aLineBuysWithTheSurplusOfItsProduct(String shortfalls, int surplusBps, long forEachLine, long once) {
        assertThat(buys(shortfalls, surplusBps, true, Packaging.SINGLE)).isEqualTo(forEachLine);
        assertThat(buys(shortfalls, surplusBps, false, Packaging.SINGLE)).isEqualTo(once);
    }

    @ParameterizedTest(
            name = "shortfalls of {0} in packs of {1}, {2} at least, buy {3} rounded for each line, {4} rounded once")
    @CsvSource({
        "5, 6, 1, 6, 6",
        "7, 6, 1, 12, 12",
        "1 1 1 1, 6, 1, 12, 6",
        "1, 1, 50, 50, 50",
        "1, 12, 50, 60, 60",
        "50, 12, 50, 60, 60",
        "51, 12, 50, 72, 72",
        "1 1 1 1 1, 1, 8, 10, 8"
    })
    void aLineBuysWholePacksAndAtLeastTheMinimum(
            String shortfalls, long packSize, long minimum, long forEachLine, long once) {
        Packaging packaging = new Packaging(packSize, minimum);
        assertThat(buys(shortfalls, 2_000, true, packaging)).isEqualTo(forEachLine);
        assertThat(buys(shortfalls, 2_000, false, packaging)).isEqualTo(once);
    }

    @Test
    void tellsOfAnOverflowInsteadOfBuyingLess() {
        long half = Long.MAX_VALUE / 2 + 1;
        assertThatThrownBy(() -> Demand.NONE.plus(Long.MAX_VALUE / 10_000, 2_000, null))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Demand.NONE.plus(1, 0, half).plus(1, 0, half)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Demand.NONE.plus(half, 0, 1L).plus(half, 0, 1L))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Demand(1, Long.MAX_VALUE, 1).units()).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void theMostThatOnePurchaseOrderCanGatherIsNoOverflow() {
        Demand demand = Demand.NONE;
        for (int gathered = 0; gathered < Limits.PURCHASE_ORDER_REPLENISHMENTS_MAX; gathered++) {
            demand = demand.plus(Limits.QUANTITY_MAX, Limits.SURPLUS_BPS_MAX, null);
        }

        Packaging largest = new Packaging(Limits.PACK_SIZE_MAX, Limits.MINIMUM_QUANTITY_MAX);
        assertThat(largest.roundUp(demand.units())).isEqualTo(11_000_000_000L);
    }

    @Test
    void equalsTheRuleInAMillionCases() {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println("RoundingsTest: -Dmillrace.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        long lessThanForEachLine = 0;
        for (int done = 0; done < CASES; done++) {
            List<Missing> missing = missing(random);
            Packaging packaging = packaging(random);
            long bought = buys(missing, packaging);
            long expected = byTheRule(missing, packaging);
            if (bought != expected) {
                throw new AssertionError(
                        "seed %d: %s in %s buys %d, not %d".formatted(seed, missing, packaging, bought, expected));
            }
            List<Missing> asForEachLine =
                    missing.stream().map(RoundingsTest::perLine).toList();
            lessThanForEachLine += bought < buys(asForEachLine, packaging) ? 1 : 0;
        }
        assertThat(lessThanForEachLine)
                .as("seed %d: cases in which it matters where is rounded", seed)
                .isGreaterThan(CASES / 20);
    }

    /** As the program does it: gathered one by one, then shrunk one by one, then rounded up to packs. */
    private static long buys(List<Missing> missing, Packaging packaging) {
        Demand demand = Demand.NONE;
        for (Missing each : missing) {
            demand = demand.plus(each.owed());
        }
        for (Missing each : missing) {
            if (each.givenUp() > 0) {
                demand = demand.shrunk(each.owed(), each.owed().without(each.givenUp()));
            }
        }
        return packaging.roundUp(demand.units());
    }

    /** As the rule says it, over what nobody gave up. */
    private static long byTheRule(List<Missing> missing, Packaging packaging) {
        BigDecimal roundedForEach = BigDecimal.ZERO;
        BigDecimal roundedOnce = BigDecimal.ZERO;
        for (Missing each : missing) {
            if (each.perLine()) {
                roundedForEach = roundedForEach.add(each.withSurplus().setScale(0, RoundingMode.CEILING));
            } else {
                roundedOnce = roundedOnce.add(each.withSurplus());
            }
        }
        BigInteger needed = roundedForEach
                .add(roundedOnce.setScale(0, RoundingMode.CEILING))
                .toBigIntegerExact();
        if (needed.signum() == 0) {
            return 0;
        }
        BigInteger enough = needed.max(BigInteger.valueOf(packaging.minimumQuantity()));
        BigInteger[] packs = enough.divideAndRemainder(BigInteger.valueOf(packaging.packSize()));
        BigInteger wholePacks = packs[1].signum() == 0 ? packs[0] : packs[0].add(BigInteger.ONE);
        return wholePacks.multiply(BigInteger.valueOf(packaging.packSize())).longValueExact();
    }

    private static long buys(String shortfalls, int surplusBps, boolean perLine, Packaging packaging) {
        return buys(
                Arrays.stream(shortfalls.split(" "))
                        .map(units -> new Missing(Long.parseLong(units), surplusBps, perLine, 0))
                        .toList(),
                packaging);
    }

    /** One product's: mostly of one surplus and one rounding, unless it was changed meanwhile. */
    private static List<Missing> missing(SplittableRandom random) {
        int surplusBps = surplusBps(random);
        boolean perLine = random.nextBoolean();
        List<Missing> missing = new ArrayList<>();
        for (int left = 1 + random.nextInt(6); left > 0; left--) {
            long units = upTo(random, Limits.QUANTITY_MAX);
            boolean isOfBefore = random.nextInt(8) == 0;
            long givenUp = random.nextInt(4) == 0 ? random.nextLong(units + 2) : 0;
            missing.add(
                    new Missing(units, isOfBefore ? surplusBps(random) : surplusBps, isOfBefore != perLine, givenUp));
        }
        return missing;
    }

    private static int surplusBps(SplittableRandom random) {
        return random.nextInt(3) == 0 ? 2_000 : random.nextInt(Limits.SURPLUS_BPS_MAX + 1);
    }

    private static Packaging packaging(SplittableRandom random) {
        return random.nextInt(3) == 0
                ? Packaging.SINGLE
                : new Packaging(upTo(random, Limits.PACK_SIZE_MAX), upTo(random, Limits.MINIMUM_QUANTITY_MAX));
    }

    /** From 1; every magnitude is as likely. */
    private static long upTo(SplittableRandom random, long max) {
        int shift = random.nextInt(Long.SIZE - Long.numberOfLeadingZeros(max));
        return 1 + (random.nextLong(max) >>> shift);
    }

    private static Missing perLine(Missing each) {
        return new Missing(each.units(), each.surplusBps(), true, each.givenUp());
    }
}
