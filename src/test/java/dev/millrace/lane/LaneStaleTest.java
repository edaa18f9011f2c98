package dev.millrace.lane;

import static dev.millrace.lane.LaneBench.ACME;
import static dev.millrace.lane.LaneBench.BOLT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.millrace.lane.LaneBench.Answered;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Somebody else wrote. */
class LaneStaleTest {
    private static final int UNTOUCHED_BATCHES = 8;

    @Test
    void decidesAgainOnWhatTheOtherLeft() {
        LaneBench bench = LaneBench.warm();
        bench.store.anotherNodeTakes(ACME, "A", 99);

        Answered tooLate = bench.submit(bench.order(ACME, "A", 1));
        bench.appendAll();

        assertThat(tooLate.result()).isInstanceOf(Result.Rejected.class);
        assertThat(bench.heard.stale).isEqualTo(1);
    }

    @Test
    void aHeadOfTheSameNumberButAnotherBatchIsElsewhereToo() {
        LaneBench bench = LaneBench.warm();
        FakeTables books = bench.store.books(ACME);
        books.head = new dev.millrace.domain.state.Head(FakeStore.HISTORY, books.head.number(), bench.world.nextId());

        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.appendAll();

        assertThat(order.isAccepted()).isTrue();
        assertThat(bench.heard.stale).isEqualTo(1);
    }

    @Test
    void onlyStaleMerchantsAreDecidedAgainTheOthersGoOutAsTheyWere() {
        LaneBench bench = LaneBench.warm();
        bench.store.anotherNodeTakes(ACME, "A", 1);
        Answered acme = bench.arrive(bench.order(ACME, "A", 1));
        Answered bolt = bench.arrive(bench.order(BOLT, "A", 1));
        bench.world.run();
        AppendRequest.OfMerchant decided = bench.batch().merchants().getLast();

        bench.session().append();

        assertThat(bench.merchantsInFlight()).containsExactly(BOLT);
        assertThat(bench.batch().merchants().getFirst().events()).isSameAs(decided.events());
        bench.session().append();
        assertThat(bolt.isAccepted()).isTrue();
        assertThat(acme.isOpen()).isTrue();
        bench.appendAll();
        assertThat(acme.isAccepted()).isTrue();
    }

    @Test
    void whatWasDecidedOnTopOfAStaleBatchIsDecidedAgainTooInItsOrder() {
        LaneBench bench = LaneBench.warm();
        bench.store.anotherNodeTakes(ACME, "A", 98);
        Answered first = bench.submit(bench.order(ACME, "A", 1));
        Answered second = bench.submit(bench.order(ACME, "A", 1));
        bench.appendAll();

        assertThat(first.isAccepted())
                .as("99 are taken, the first gets the last")
                .isTrue();
        assertThat(second.result()).isInstanceOf(Result.Rejected.class);
    }

    @Test
    void whatWasDecidedOnTopOfAMerchantThatIsNotStaleStaysGood() {
        LaneBench bench = LaneBench.warm();
        bench.store.anotherNodeTakes(ACME, "A", 1);
        bench.arrive(bench.order(ACME, "A", 1));
        Answered bolt = bench.arrive(bench.order(BOLT, "A", 1));
        bench.world.run();
        Answered boltNext = bench.submit(bench.order(BOLT, "A", 1));
        bench.appendAll();

        assertThat(bolt.isAccepted()).isTrue();
        assertThat(boltNext.isAccepted()).isTrue();
        assertThat(bench.heard.stale).as("nobody was stale but ACME").isEqualTo(1);
    }

    @Test
    void afterAStaleHeadItLocksBeforeItLoads() {
        LaneBench bench = LaneBench.warm();
        bench.store.anotherNodeTakes(ACME, "A", 1);
        bench.submit(bench.order(ACME, "A", 1));
        bench.store.held.add(FakeSession.Kind.LOCK);
        bench.store.held.add(FakeSession.Kind.LOAD);
        bench.session().append();

        assertThat(bench.heard.contested).isTrue();
        assertThat(bench.session().question(FakeSession.Kind.LOCK)).isEqualTo(Set.of(ACME));
        bench.session().answer(FakeSession.Kind.LOCK);
        bench.session().answer(FakeSession.Kind.LOAD);
        assertThat(bench.session().holdsHeads()).isTrue();
        bench.session().append();
        assertThat(bench.session().holdsHeads()).isFalse();
    }

    @Test
    void itTrustsItsMemoryAgainAfterEightUntouchedBatches() {
        LaneBench bench = contested();
        for (int i = 1; i < UNTOUCHED_BATCHES; i++) {
            bench.submit(bench.order(ACME, "A", 1));
            assertThat(bench.session().holdsHeads()).isTrue();
            bench.session().append();
        }

        assertThat(bench.heard.contested).isFalse();
        bench.submit(bench.order(ACME, "A", 1));
        assertThat(bench.session().holdsHeads()).isFalse();
    }

    @Test
    void aTouchedHeadBeginsTheCountAnew() {
        LaneBench bench = contested();
        for (int i = 2; i < UNTOUCHED_BATCHES; i++) {
            bench.submit(bench.order(ACME, "A", 1));
            bench.session().append();
        }
        bench.store.anotherNodeTakes(ACME, "A", 1);
        bench.submit(bench.order(ACME, "A", 1));
        bench.session().append();

        assertThat(bench.heard.contested).isTrue();
    }

    @Test
    void rowsThatWereReadBeforeABatchHadToGoOutAgainDoNotCount() {
        int crow = 3;
        LaneBench bench = LaneBench.ready();
        bench.store.product(crow, "A", 100);
        bench.warm(ACME, BOLT, crow);
        for (int merchant : List.of(ACME, BOLT, crow)) {
            bench.arrive(bench.order(merchant, "A", 1));
        }
        bench.world.run();
        bench.store.held.add(FakeSession.Kind.LOAD);
        Answered refused = bench.submit(bench.order(BOLT, "UNKNOWN", 1));
        bench.store.anotherNodeTakes(ACME, "A", 1);
        bench.session().append();
        assertThat(bench.session().next())
                .as("asked ahead of what goes out again")
                .isEqualTo(FakeSession.Kind.LOAD);
        bench.store.held.remove(FakeSession.Kind.LOAD);
        List<Answered> last = new ArrayList<>();
        assertThatCode(() -> {
                    bench.session().answer(FakeSession.Kind.LOAD);
                    bench.store.anotherNodeTakes(crow, "A", 1);
                    bench.session().append();
                    assertThat(bench.merchantsInFlight()).containsExactly(BOLT);
                    bench.session().append();
                    last.add(bench.submit(bench.order(BOLT, "A", 1)));
                    bench.appendAll();
                })
                .as("a state stands where its head does")
                .doesNotThrowAnyException();

        assertThat(refused.result()).isInstanceOf(Result.Refused.class);
        assertThat(last.getFirst().isAccepted()).isTrue();
        assertThat(bench.store.books(BOLT).head.number()).isEqualTo(3);
        assertThat(bench.store.books(BOLT).stock("A").allocated()).isEqualTo(3);
    }

    @Test
    void merchantsThatAreNewToTheLaneAreNoContest() {
        LaneBench bench = contested();
        for (int merchant = 10; merchant < 10 + UNTOUCHED_BATCHES; merchant++) {
            bench.store.product(merchant, "A", 10);
            bench.submit(bench.order(merchant, "A", 1));
            bench.session().append();
        }

        assertThat(bench.heard.contested).isFalse();
    }

    @Test
    void whileContestedOneMerchantsFloodDoesNotStarveAnother() {
        LaneBench bench = LaneBench.ready(LaneConfigs.batches(64, 8_192, 4_194_304));
        bench.warm(ACME, BOLT);
        bench.store.anotherNodeTakes(ACME, "A", 1);
        bench.submit(bench.order(ACME, "A", 1));
        bench.session().append();
        bench.arrive(500, ACME, "A");
        Answered small = bench.submit(bench.order(BOLT, "A", 1));

        bench.session().append();
        bench.session().append();
        bench.session().append();

        assertThat(small.isAccepted()).isTrue();
        assertThat(bench.heard.contested).isTrue();
    }

    @Test
    void lockedHeadsAreLetGoIfNothingIsToBeDecidedAnyMore() {
        LaneBench bench = contested();
        bench.store.held.add(FakeSession.Kind.LOCK);
        Answered expires = bench.submit(bench.order(ACME, "A", 1), 50);
        bench.world.advance(200);
        bench.session().answer(FakeSession.Kind.LOCK);

        assertThat(expires.failure()).isNotNull();
        assertThat(bench.session().holdsHeads()).isFalse();
        bench.store.held.remove(FakeSession.Kind.LOCK);
        Answered next = bench.submit(bench.order(ACME, "A", 1));
        bench.appendAll();
        assertThat(next.isAccepted()).isTrue();
    }

    @Test
    void severalMerchantsAreLockedTogetherAllOrNone() {
        LaneBench bench = contested();
        bench.arrive(bench.order(ACME, "A", 1));
        bench.arrive(bench.order(BOLT, "A", 1));
        bench.store.held.add(FakeSession.Kind.LOCK);
        bench.world.run();

        assertThat(bench.session().question(FakeSession.Kind.LOCK)).isEqualTo(Set.of(ACME, BOLT));
        bench.session().answer(FakeSession.Kind.LOCK);
        assertThat(bench.merchantsInFlight()).containsExactly(ACME, BOLT);
    }

    @Test
    void aRowOfItsOwnBatchIsNeededWhileContested() {
        LaneBench bench = contested();
        var place = bench.order(ACME, "A", 7);
        Answered placed = bench.arrive(place);
        Answered cancelled = bench.arrive(bench.cancel(ACME, place.id()));
        bench.appendAll();

        assertThat(List.of(placed.isAccepted(), cancelled.isAccepted())).containsOnly(true);
    }

    @Test
    void aCommandThatNeverHasEnoughDoesNotStopItsMerchantForEver() {
        LaneBench bench = contested();
        Answered greedy =
                bench.arrive(new TestCommand(bench.order(ACME, "A", 1)).needing(needs -> needs.sku("A")), 200);
        bench.store.held.addAll(Set.of(FakeSession.Kind.LOCK, FakeSession.Kind.LOAD));
        bench.world.run();
        bench.session().answer(FakeSession.Kind.LOCK);
        int loads = 0;
        while (bench.session().next() == FakeSession.Kind.LOAD) {
            bench.session().answer(FakeSession.Kind.LOAD);
            assertThat(++loads).as("loads under one lock").isLessThan(20);
        }
        bench.world.advance(500);
        bench.store.held.removeAll(Set.of(FakeSession.Kind.LOCK, FakeSession.Kind.LOAD));
        Answered next = bench.submit(bench.order(ACME, "A", 1));
        bench.session().answer(FakeSession.Kind.LOCK);
        bench.appendAll();

        assertThat(greedy.failure()).isNotNull();
        assertThat(next.isAccepted()).isTrue();
    }

    /** One stale head behind it, and one batch under locks. */
    private static LaneBench contested() {
        LaneBench bench = LaneBench.warm();
        bench.store.anotherNodeTakes(ACME, "A", 1);
        bench.submit(bench.order(ACME, "A", 1));
        bench.session().append();
        bench.session().append();
        assertThat(bench.heard.contested).isTrue();
        return bench;
    }
}
