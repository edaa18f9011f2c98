package dev.millrace.attack.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final List<Integer> LONG =
            IntStream.rangeClosed(1, 200).boxed().toList();

    @Test
    void leavesWhatTheFailureNeedsInItsOrder() {
        assertThat(shrunk(list -> list.containsAll(List.of(17, 60, 199)))).containsExactly(17, 60, 199);
    }

    @Test
    void putsSimplerElementsInTheirPlace() {
        Predicate<List<Integer>> isLarge = list -> list.stream().anyMatch(number -> number >= 50);
        Shrinker<Integer> shrinker =
                new Shrinker<>(isLarge, number -> number > 1 ? List.of(number - 1) : List.of(), 5_000);

        assertThat(shrinker.shrink(LONG)).containsExactly(50);
    }

    @Test
    void leavesOutWhatASimplerElementMadeNeedless() {
        Predicate<List<Integer>> evenOrInCompany = list -> list.contains(100) || list.containsAll(List.of(101, 3));
        Shrinker<Integer> shrinker =
                new Shrinker<>(evenOrInCompany, number -> number % 2 == 1 ? List.of(number - 1) : List.of(), 5_000);

        assertThat(shrinker.shrink(List.of(3, 7, 101))).containsExactly(100);
    }

    @Test
    void takesFewTriesForALongList() {
        AtomicInteger tries = new AtomicInteger();
        new Shrinker<Integer>(
                        list -> {
                            tries.incrementAndGet();
                            return list.contains(150);
                        },
                        _ -> List.of(),
                        5_000)
                .shrink(LONG);

        assertThat(tries.get()).isLessThan(30);
    }

    @Test
    void comesToAnEndWithWhatItHas() {
        assertThat(new Shrinker<Integer>(list -> list.contains(150), _ -> List.of(), 2).shrink(LONG))
                .contains(150)
                .hasSizeLessThan(200);
    }

    private static List<Integer> shrunk(Predicate<List<Integer>> fails) {
        return new Shrinker<Integer>(fails, _ -> List.of(), 5_000).shrink(LONG);
    }
}
