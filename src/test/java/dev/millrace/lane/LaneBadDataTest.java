package dev.millrace.lane;

import static dev.millrace.lane.LaneBench.ACME;
import static dev.millrace.lane.LaneBench.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.lane.LaneBench.Answered;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database refuses a batch for its data, or for a reason that passes. */
class LaneBadDataTest {
    private static final int POISON = 13;

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 7})
    void theCulpritFailsAloneWhereverItStands(int position) {
        LaneBench bench = poisoned();

        List<Answered> batch = arriveWithCulprits(bench, 8, Set.of(position));
        bench.appendAll();

        assertOnlyCulpritsFailed(batch, Set.of(position));
    }

    @Test
    void twoCulpritsOfOneBatchFailAlone() {
        LaneBench bench = poisoned();

        List<Answered> batch = arriveWithCulprits(bench, 8, Set.of(2, 6));
        bench.appendAll();

        assertOnlyCulpritsFailed(batch, Set.of(2, 6));
    }

    @Test
    void aCulpritAloneInItsBatchFailsAtOnce() {
        LaneBench bench = poisoned();
        Answered culprit = bench.submit(bench.order(ACME, "A", POISON));
        bench.session().append();

        assertThat(culprit.failure()).hasMessage("unwritable");
        assertThat(bench.heard.queued).isZero();
        Answered next = bench.submit(bench.order(ACME, "A", 1));
        bench.appendAll();
        assertThat(next.isAccepted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 7})
    void whatCanNotBeEncodedFailsAloneToo(int position) {
        LaneBench bench = LaneBench.warm();
        bench.store.unencodable = order -> order.lines().getFirst().quantity() == POISON;

        List<Answered> batch = arriveWithCulprits(bench, 8, Set.of(position));
        bench.appendAll();

        assertOnlyCulpritsFailed(batch, Set.of(position), "unencodable");
    }

    @Test
    void aLaneInWhichNothingCanBeEncodedFailsEverythingAndStaysAlive() {
        LaneBench bench = LaneBench.warm();
        bench.store.unencodable = _ -> true;
        List<Answered> all = bench.arrive(100, ACME, "A");
        bench.world.run();

        assertThat(all).allSatisfy(each -> assertThat(each.failure()).hasMessage("unencodable"));
        bench.store.unencodable = _ -> false;
        Answered next = bench.submit(bench.order(ACME, "A", 1));
        bench.appendAll();
        assertThat(next.isAccepted()).isTrue();
    }

    @Test
    void headsThatWereLockedForWhatCanNotBeEncodedAreLetGo() {
        LaneBench bench = LaneBench.warm();
        bench.store.anotherNodeTakes(ACME, "A", 1);
        bench.submit(bench.order(ACME, "A", 1));
        bench.session().append();
        assertThat(bench.session().holdsHeads()).isTrue();
        bench.session().append();
        bench.store.unencodable = order -> order.lines().getFirst().quantity() == POISON;

        Answered culprit = bench.submit(bench.order(ACME, "A", POISON));

        assertThat(culprit.failure()).hasMessage("unencodable");
        assertThat(bench.session().holdsHeads()).isFalse();
        Answered next = bench.submit(bench.order(ACME, "A", 1));
        bench.appendAll();
        assertThat(next.isAccepted()).isTrue();
    }

    @Test
    void anotherMerchantsCulpritHarmsNoNeighbour() {
        LaneBench bench = poisoned();
        Answered before = bench.arrive(bench.order(ACME, "A", 1));
        Answered culprit = bench.arrive(bench.order(BOLT, "A", POISON));
        Answered behind = bench.arrive(bench.order(BOLT, "A", 1));
        bench.appendAll();

        assertThat(List.of(before.isAccepted(), behind.isAccepted())).containsOnly(true);
        assertThat(culprit.failure()).hasMessage("unwritable");
    }

    @Test
    void aCulpritIsFoundAlsoWhileOthersKeepCommitting() {
        LaneBench bench = poisoned();
        List<Answered> batch = arriveWithCulprits(bench, 8, Set.of(5));
        for (int round = 0; round < 100; round++) {
            for (int merchant = 10; merchant < 14; merchant++) {
                if (round == 0) {
                    bench.store.product(merchant, "A", 1_000);
                }
                bench.submit(bench.order(merchant, "A", 1));
            }
            bench.session().append();
        }

        assertOnlyCulpritsFailed(batch, Set.of(5));
    }

    @Test
    void batchesGrowAgainWhenTheCulpritIsFound() {
        LaneBench bench = poisoned();
        arriveWithCulprits(bench, 8, Set.of(7));
        bench.appendAll();
        for (int i = 0; i < 4; i++) {
            bench.submit(bench.order(ACME, "A", 1));
            bench.session().append();
        }

        bench.arrive(8, ACME, "A");
        bench.world.run();

        assertThat(bench.heard.batches.getLast()).isEqualTo(8);
    }

    @Test
    void whatWasRolledBackForAReasonThatPassesIsTriedAgain() {
        LaneBench bench = poisoned();
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.session().append(new AppendOutcome.NotWritten(new IllegalStateException("too many clients")));
        assertThat(bench.session().waiting()).as("not at once").isZero();

        bench.world.advance(100);
        bench.appendAll();

        assertThat(order.isAccepted()).isTrue();
    }

    private static LaneBench poisoned() {
        LaneBench bench = LaneBench.warm();
        bench.store.database().unwritable = order -> order.lines().getFirst().quantity() == POISON;
        return bench;
    }

    private static List<Answered> arriveWithCulprits(LaneBench bench, int count, Set<Integer> culprits) {
        List<Answered> all = new ArrayList<>();
        IntStream.range(0, count)
                .forEach(i -> all.add(bench.arrive(bench.order(ACME, "A", culprits.contains(i) ? POISON : 1))));
        return all;
    }

    private static void assertOnlyCulpritsFailed(List<Answered> batch, Set<Integer> culprits) {
        assertOnlyCulpritsFailed(batch, culprits, "unwritable");
    }

    private static void assertOnlyCulpritsFailed(List<Answered> batch, Set<Integer> culprits, String why) {
        for (int i = 0; i < batch.size(); i++) {
            if (culprits.contains(i)) {
                assertThat(batch.get(i).failure()).hasMessage(why);
            } else {
                assertThat(batch.get(i).isAccepted()).as("neighbour " + i).isTrue();
            }
        }
    }
}
