package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CoalescerTest {
    private final List<Query> queries = new ArrayList<>();
    private final Coalescer<String, Integer> coalescer =
            new Coalescer<>(Function.identity(), this::send, new ReadConfig(3, 4));

    private record Query(List<String> keys, Promise<Map<String, Integer>> answer) {}

    private Future<Map<String, Integer>> send(List<String> keys) {
        Query query = new Query(keys, Promise.promise());
        queries.add(query);
        return query.answer().future();
    }

    @Test
    void sendsTheFirstReadAtOnce() {
        Future<Optional<Integer>> read = coalescer.read("a");
        answer(0, Map.of("a", 1));

        assertThat(read.result()).contains(1);
    }

    @Test
    void gathersWhatIsAskedWhileAQueryIsInFlight() {
        var first = coalescer.read("a");
        var second = coalescer.read("b");
        var third = coalescer.read("c");
        assertThat(queries).hasSize(1);

        answer(0, Map.of("a", 1));
        assertThat(first.result()).contains(1);
        assertThat(queries.get(1).keys()).containsExactly("b", "c");

        answer(1, Map.of("b", 2, "c", 3));
        assertThat(second.result()).contains(2);
        assertThat(third.result()).contains(3);
    }

    @Test
    void neverAnswersAReadFromAQueryThatWasSentBeforeIt() {
        coalescer.read("a");
        var late = coalescer.read("a");

        answer(0, Map.of("a", 1));
        assertThat(late.isComplete()).isFalse();

        answer(1, Map.of("a", 2));
        assertThat(late.result()).contains(2);
    }

    @Test
    void asksOnceForAKeyThatSeveralWaitFor() {
        coalescer.read("busy");
        var one = coalescer.read("a");
        var other = coalescer.read("a");

        answer(0, Map.of());
        assertThat(queries.get(1).keys()).containsExactly("a");
        answer(1, Map.of("a", 1));
        assertThat(one.result()).contains(1);
        assertThat(other.result()).contains(1);
    }

    @Test
    void tellsThatAThingDoesNotExist() {
        var read = coalescer.read("a");
        answer(0, Map.of());

        assertThat(read.result()).isEmpty();
    }

    @Test
    void asksForNoMoreKeysAtOnceThanAllowedAndTheOldestFirst() {
        coalescer.read("busy");
        for (String key : List.of("a", "b", "c", "d")) {
            coalescer.read(key);
        }

        answer(0, Map.of());
        assertThat(queries.get(1).keys()).containsExactly("a", "b", "c");
        answer(1, Map.of());
        assertThat(queries.get(2).keys()).containsExactly("d");
    }

    @Test
    void refusesAtOnceWhenTooManyKeysWait() {
        coalescer.read("busy");
        for (String key : List.of("a", "b", "c", "d")) {
            coalescer.read(key);
        }

        assertThat(coalescer.read("e").cause()).isInstanceOf(OperationFailure.Overloaded.class);
        assertThat(coalescer.read("d").isComplete())
                .as("a key that waits already costs nothing more")
                .isFalse();

        answer(0, Map.of());
        assertThat(coalescer.read("e").failed()).as("there is room again").isFalse();
    }

    @Test
    void holdersTakeTurnsAmongTheKeysThatWait() {
        Coalescer<String, Integer> byInitial =
                new Coalescer<>(key -> key.charAt(0), this::send, new ReadConfig(3, 100));
        byInitial.read("busy");
        for (String key : List.of("a1", "a2", "a3", "a4", "b1", "c1")) {
            byInitial.read(key);
        }

        answer(0, Map.of());
        assertThat(queries.get(1).keys()).containsExactly("a1", "b1", "c1");
        answer(1, Map.of());
        assertThat(queries.get(2).keys()).containsExactly("a2", "a3", "a4");
    }

    @Test
    void oneHolderNeverHasMorePlacesThanAreLeft() {
        Coalescer<String, Integer> byInitial = new Coalescer<>(key -> key.charAt(0), this::send, new ReadConfig(3, 4));
        byInitial.read("busy");
        byInitial.read("a1");
        byInitial.read("a2");

        assertThat(byInitial.read("a3").cause()).isInstanceOf(OperationFailure.Overloaded.class);
        assertThat(byInitial.read("b1").failed()).isFalse();
    }

    @Test
    void failsThoseWhoWaitForAFailedQueryAndNobodyElse() {
        var first = coalescer.read("a");
        var second = coalescer.read("b");

        queries.get(0).answer().fail("broken");
        assertThat(first.cause()).hasMessage("broken");
        assertThat(second.isComplete()).isFalse();

        answer(1, Map.of("b", 2));
        assertThat(second.result()).contains(2);
    }

    @Test
    void outlivesAQueryThatThrows() {
        List<String> seen = new ArrayList<>();
        Coalescer<String, Integer> throwing = new Coalescer<>(
                Function.identity(),
                keys -> {
                    seen.addAll(keys);
                    throw new IllegalStateException("bug");
                },
                ReadConfig.defaults());

        assertThat(throwing.read("a").cause()).hasMessage("bug");
        assertThat(throwing.read("b").cause()).hasMessage("bug");
        assertThat(seen).containsExactly("a", "b");
    }

    @Test
    void sendsTheNextQueryBeforeItAnswersTheLast() {
        List<Integer> queriesSeenByTheAnswer = new ArrayList<>();
        coalescer.read("a").onSuccess(_ -> queriesSeenByTheAnswer.add(queries.size()));
        coalescer.read("b");

        answer(0, Map.of());

        assertThat(queriesSeenByTheAnswer).containsExactly(2);
    }

    @Test
    void aReadMadeByAnAnswerWaitsForTheNextQuery() {
        Map<String, Optional<Integer>> seen = new HashMap<>();
        coalescer.read("a").onSuccess(_ -> coalescer.read("c").onSuccess(found -> seen.put("c", found)));
        coalescer.read("b");

        answer(0, Map.of("a", 1));
        answer(1, Map.of("b", 2, "c", 3));
        assertThat(seen).as("c was asked for after the second query was sent").isEmpty();

        answer(2, Map.of("c", 3));
        assertThat(seen).containsEntry("c", Optional.of(3));
    }

    private void answer(int query, Map<String, Integer> found) {
        queries.get(query).answer().complete(found);
    }
}
