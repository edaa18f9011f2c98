package dev.millrace.lane;

import static dev.millrace.lane.LaneBench.ACME;
import static dev.millrace.lane.LaneBench.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.lane.LaneBench.Answered;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queue, load, decide, append, where nothing goes wrong. */
class LaneTest {
    @Test
    void answersNobodyBeforeTheCommit() {
        LaneBench bench = LaneBench.ready();

        Answered order = bench.submit(bench.order(ACME, "A", 1));

        assertThat(order.isOpen()).isTrue();
        assertThat(bench.batch().merchants()).hasSize(1);
        bench.session().append();
        assertThat(order.isAccepted()).isTrue();
    }

    @Test
    void commitsALonelyCommandAtOnce() {
        LaneBench bench = LaneBench.warm();

        bench.submit(bench.order(ACME, "A", 1));

        assertThat(bench.session().next()).isEqualTo(FakeSession.Kind.APPEND);
    }

    @Test
    void gathersWhatArrivesWhileABatchIsInFlight() {
        LaneBench bench = LaneBench.warm();
        bench.submit(bench.order(ACME, "A", 1));
        for (int i = 0; i < 5; i++) {
            bench.submit(bench.order(ACME, "A", 1));
        }

        assertThat(bench.session().waiting()).as("one batch in flight").isEqualTo(1);
        bench.session().append();

        assertThat(bench.heard.batches).endsWith(1, 5);
    }

    @Test
    void decidesTheNextBatchOnWhatTheOneInFlightLeaves() {
        LaneBench bench = LaneBench.warm();
        Answered first = bench.submit(bench.order(ACME, "A", 99));
        Answered second = bench.submit(bench.order(ACME, "A", 1));
        bench.session().append();

        assertThat(bench.batch().merchants().getFirst().expected())
                .as("the next batch expects the head that the last one set")
                .isEqualTo(bench.store.books(ACME).head);
        bench.session().append();

        assertThat(first.isAccepted()).isTrue();
        assertThat(second.result()).isInstanceOf(Result.Rejected.class);
        assertThat(bench.store.books(ACME).stock("A").allocated()).isEqualTo(100);
    }

    @Test
    void sendsTheNextBatchBeforeItAnswersTheLast() {
        LaneBench bench = LaneBench.warm();
        List<FakeSession.Kind> inFlightWhenAnswered = new ArrayList<>();
        bench.lane.submit(new Pending(bench.order(ACME, "A", 1), Long.MAX_VALUE, answer -> {
            inFlightWhenAnswered.add(bench.session().next());
            answer.run();
        }));
        bench.world.run();
        bench.submit(bench.order(ACME, "A", 1));

        bench.session().append();

        assertThat(inFlightWhenAnswered).containsExactly(FakeSession.Kind.APPEND);
    }

    @Test
    void putsSeveralMerchantsIntoOneBatchInTheirOrder() {
        LaneBench bench = LaneBench.warm();
        bench.arrive(bench.order(BOLT, "A", 1));
        bench.arrive(bench.order(ACME, "A", 1));
        bench.world.run();

        assertThat(bench.merchantsInFlight()).containsExactly(ACME, BOLT);
    }

    @Test
    void decidesInTheOrderOfArrival() {
        LaneBench bench = LaneBench.warm();
        Answered large = bench.arrive(bench.order(ACME, "A", 90));
        Answered tooLarge = bench.arrive(bench.order(ACME, "A", 50));
        Answered small = bench.arrive(bench.order(ACME, "A", 9));
        bench.appendAll();

        assertThat(large.isAccepted()).isTrue();
        assertThat(tooLarge.result()).isInstanceOf(Result.Rejected.class);
        assertThat(small.isAccepted()).isTrue();
    }

    @Test
    void oneMerchantsFloodDoesNotStarveAnother() {
        LaneBench bench = LaneBench.ready(LaneConfigs.batches(64, 8_192, 4_194_304));
        bench.warm(ACME, BOLT);
        bench.arrive(500, ACME, "A");
        bench.world.run();
        Answered small = bench.submit(bench.order(BOLT, "A", 1));

        bench.session().append();
        bench.session().append();
        bench.session().append();

        assertThat(small.isAccepted()).isTrue();
        assertThat(bench.heard.queued).as("the flood still waits").isGreaterThan(100);
    }

    @Test
    void twoFloodsShareABatch() {
        LaneBench bench = LaneBench.ready(LaneConfigs.batches(64, 8_192, 4_194_304));
        bench.warm(ACME, BOLT);
        bench.arrive(500, ACME, "A");
        bench.arrive(500, BOLT, "A");
        bench.world.run();

        assertThat(bench.merchantsInFlight()).containsExactly(ACME, BOLT);
    }

    @Test
    void sixtyFourSmallMerchantsMakeOneLargeBatch() {
        LaneBench bench = LaneBench.ready(LaneConfigs.batches(512, 8_192, 4_194_304));
        for (int merchant = 1; merchant <= 64; merchant++) {
            bench.store.product(merchant, "B", 10);
            bench.arrive(bench.order(merchant, "B", 1));
        }
        bench.world.run();

        assertThat(bench.merchantsInFlight()).hasSize(64).isSorted();
    }

    @Test
    void loadsBehindTheBatchInFlightAndDecidesAtItsHead() {
        LaneBench bench = LaneBench.warm();
        bench.store.product(ACME, "B", 5);
        bench.submit(bench.order(ACME, "A", 1));
        Answered needsRows = bench.submit(bench.order(ACME, "B", 1));

        bench.session().append();
        bench.session().append();

        assertThat(needsRows.isAccepted()).isTrue();
        assertThat(bench.heard.stale).isZero();
    }

    @Test
    void loadsWhatSeveralCommandsMissAtOnce() {
        LaneBench bench = LaneBench.warm();
        bench.store.held.add(FakeSession.Kind.LOAD);
        for (String sku : List.of("B", "C", "D")) {
            bench.store.product(ACME, sku, 5);
            bench.arrive(bench.order(ACME, sku, 1));
        }
        bench.world.run();

        bench.session().answer(FakeSession.Kind.LOAD);

        assertThat(bench.heard.batches).endsWith(3);
    }

    @Test
    void noRowsAreAskedForWhileSomethingIsDecidedThatIsNotOnItsWay() {
        LaneBench bench = LaneBench.warm();
        bench.store.product(ACME, "B", 10);
        bench.submit(bench.order(ACME, "A", 1));
        bench.submit(bench.order(ACME, "A", 1));

        Answered needsRows = bench.submit(bench.order(ACME, "B", 1));

        assertThat(bench.session().waiting()).as("the append alone").isEqualTo(1);
        bench.appendAll();
        assertThat(needsRows.isAccepted()).isTrue();
    }

    @Test
    void whatNeedsARowOfItsOwnBatchGoesIntoTheNext() {
        LaneBench bench = LaneBench.warm();
        PlaceOrder place = bench.order(ACME, "A", 7);
        Answered placed = bench.arrive(place);
        Answered cancelled = bench.arrive(bench.cancel(ACME, place.id()));
        bench.world.run();

        assertThat(bench.heard.batches).endsWith(1);
        bench.session().append();
        assertThat(placed.isAccepted()).isTrue();
        bench.session().append();

        assertThat(cancelled.isAccepted()).isTrue();
        assertThat(bench.store.books(ACME).stock("A").allocated()).isEqualTo(1);
        assertThat(bench.heard.stale).isZero();
    }

    @Test
    void refusesOnlyAfterTheHeadWasChecked() {
        LaneBench bench = LaneBench.warm();
        Answered unknownSku = bench.submit(bench.order(ACME, "NEW", 1));

        assertThat(unknownSku.isOpen()).isTrue();
        assertThat(bench.batch().merchants().getFirst().events())
                .as("nothing to write")
                .isNull();
        bench.session().append();

        assertThat(unknownSku.result())
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.class));
        assertThat(bench.store.books(ACME).head.number()).isEqualTo(1);
    }

    @Test
    void doesNotRefuseForEverWhatAnotherNodeHasMade() {
        LaneBench bench = LaneBench.warm();
        bench.submit(bench.order(ACME, "NEW", 1));
        bench.session().append();
        bench.store.product(ACME, "NEW", 10);
        bench.store.anotherNodeTakes(ACME, "NEW", 0);

        Answered now = bench.submit(bench.order(ACME, "NEW", 1));
        bench.appendAll();

        assertThat(now.isAccepted()).isTrue();
    }

    @Test
    void remembersThatASkuIsUnknown() {
        LaneBench bench = LaneBench.warm();
        bench.submit(bench.order(ACME, "TYPO", 1));
        bench.session().append();
        bench.store.held.add(FakeSession.Kind.LOAD);

        bench.submit(bench.deactivate(ACME, "TYPO"));

        assertThat(bench.session().next()).isEqualTo(FakeSession.Kind.APPEND);
    }

    @Test
    void brokenRowsStopTheirMerchantAlone() {
        LaneBench bench = LaneBench.ready();
        bench.store.database().broken.put(ACME, new IllegalArgumentException("row"));
        Answered broken = bench.arrive(bench.order(ACME, "A", 1));
        Answered fine = bench.arrive(bench.order(BOLT, "A", 1));
        bench.appendAll();

        assertThat(broken.failure()).hasMessage("row");
        assertThat(fine.isAccepted()).isTrue();

        bench.store.database().broken.remove(ACME);
        Answered mended = bench.submit(bench.order(ACME, "A", 1));
        bench.appendAll();
        assertThat(mended.isAccepted()).isTrue();
    }

    @Test
    void tellsItsListenerWhichJournalsGrew() {
        LaneBench bench = LaneBench.warm();
        bench.heard.committed.clear();
        bench.arrive(bench.order(ACME, "A", 1));
        bench.arrive(bench.order(BOLT, "UNKNOWN", 1));
        bench.appendAll();

        assertThat(bench.heard.committed).containsExactly("1:2");
        assertThat(bench.heard.queued).isZero();
    }
}
