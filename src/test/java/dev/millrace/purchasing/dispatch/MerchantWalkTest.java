package dev.millrace.purchasing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.purchasing.dispatch.MerchantWalk.Source;
import dev.millrace.purchasing.dispatch.MerchantWalk.Visit;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerchantWalkTest {
    private static final int PAGE = 100;

    /** How many things a merchant has, by merchant; they are numbered from 1. */
    private final SortedMap<Integer, Integer> things = new TreeMap<>();

    private final List<Thing> visited = new ArrayList<>();
    private Function<Thing, Visit> visit = _ -> Visit.PASSED;
    private int pages;
    private int longestPage;

    private final MerchantWalk<Thing, Thing> walk = new MerchantWalk<>(
            new Shelf(),
            page -> {
                pages++;
                longestPage = Math.max(longestPage, page.size());
                return Future.succeededFuture(thing -> {
                    Visit came = visit.apply(thing);
                    if (came != Visit.NO_ROOM) {
                        visited.add(thing);
                    }
                    return came;
                });
            },
            PAGE);

    private record Thing(int merchant, int number) {}

    @Test
    void visitsEverythingInOrderAndThenBeginsAnew() {
        things.put(1, 3);
        things.put(2, 2);
        look();
        assertThat(visited)
                .containsExactly(new Thing(1, 1), new Thing(1, 2), new Thing(1, 3), new Thing(2, 1), new Thing(2, 2));
        visited.clear();
        look();
        assertThat(visited).hasSize(5);
    }

    @Test
    void aHundredThousandThingsOfOneMerchantCostAnotherOneTurn() {
        things.put(1, 100_000);
        things.put(2, 1);
        things.put(3, 1);
        look();
        assertThat(visited).contains(new Thing(2, 1), new Thing(3, 1));
        assertThat(pages).isEqualTo(MerchantWalk.PAGES_PER_LOOK);
        assertThat(longestPage).as("alone he has all of a page").isEqualTo(PAGE);

        int late = visited.size();
        things.put(0, 0);
        things.put(4, 1);
        look();
        assertThat(visited.subList(late, visited.size()).indexOf(new Thing(4, 1)))
                .as("turns of others before it")
                .isLessThan(PAGE);
    }

    @Test
    void goesOnWhereTheLastLookEnded() {
        things.put(1, 100_000);
        IntStream.range(0, 100_000 / PAGE / MerchantWalk.PAGES_PER_LOOK).forEach(_ -> look());
        assertThat(visited).hasSize(100_000).doesNotHaveDuplicates();
    }

    @Test
    void aMerchantWithoutRoomStopsAloneAndGoesOnThere() {
        things.put(1, 1_000);
        things.put(2, 10);
        visit = thing -> thing.merchant == 1 && thing.number > 7 ? Visit.NO_ROOM : Visit.BEGUN;
        look();
        assertThat(visited).hasSize(7 + 10);

        visit = thing -> thing.merchant == 1 && thing.number > 9 ? Visit.NO_ROOM : Visit.PASSED;
        visited.clear();
        look();
        assertThat(visited.stream().filter(thing -> thing.merchant == 1))
                .containsExactly(new Thing(1, 8), new Thing(1, 9));
    }

    @Test
    void whoGotNothingComesBeforeWhoGotSomething() {
        IntStream.rangeClosed(1, 10).forEach(merchant -> things.put(merchant, 1_000));
        List<Integer> begun = new ArrayList<>();
        int[] room = {0};
        visit = thing -> {
            if (room[0] == 0) {
                return Visit.NO_ROOM;
            }
            room[0]--;
            begun.add(thing.merchant);
            return Visit.BEGUN;
        };
        for (int i = 0; i < 10; i++) {
            room[0] = 2;
            look();
        }
        assertThat(begun).as("two places for each look").hasSize(20);
        assertThat(begun.stream().distinct()).as("nobody starves").hasSize(10);
    }

    @Test
    void asksForMoreMerchantsThanOneLookTakes() {
        int many = MerchantWalk.MERCHANTS_PER_LOOK + 500;
        IntStream.rangeClosed(1, many).forEach(merchant -> things.put(merchant, 1));
        for (int visits = 0; visits < many; visits += MerchantWalk.PAGES_PER_LOOK * MerchantWalk.MERCHANTS_PER_PAGE) {
            look();
        }
        assertThat(visited).hasSize(many).doesNotHaveDuplicates();
    }

    @Test
    void aMerchantWhoHasNothingAnyMoreIsForgotten() {
        things.put(1, 1_000);
        visit = _ -> Visit.NO_ROOM;
        look();
        things.clear();
        look();
        pages = 0;
        look();
        assertThat(pages).isZero();
    }

    private void look() {
        assertThat(walk.look().succeeded()).isTrue();
    }

    /** Things on a shelf, by merchant and number. */
    private final class Shelf implements Source<Thing, Thing> {
        @Override
        public Future<List<Integer>> merchants(int after, int limit) {
            return Future.succeededFuture(things.tailMap(after + 1).entrySet().stream()
                    .filter(merchant -> merchant.getValue() > 0)
                    .limit(limit)
                    .map(Map.Entry::getKey)
                    .toList());
        }

        @Override
        public Future<List<Thing>> page(List<Thing> after, int limitEach) {
            return Future.succeededFuture(after.stream()
                    .flatMap(place -> IntStream.rangeClosed(place.number + 1, things.getOrDefault(place.merchant, 0))
                            .limit(limitEach)
                            .mapToObj(number -> new Thing(place.merchant, number)))
                    .toList());
        }

        @Override
        public Thing first(int merchantId) {
            return new Thing(merchantId, 0);
        }

        @Override
        public Thing place(Thing thing) {
            return thing;
        }

        @Override
        public int merchant(Thing place) {
            return place.merchant;
        }
    }
}
