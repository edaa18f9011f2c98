package dev.millrace.lane;

import static dev.millrace.lane.LaneBench.ACME;
import static dev.millrace.lane.LaneBench.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.lane.FakeSession.Kind;
import dev.millrace.lane.LaneBench.Answered;
import dev.millrace.store.OperationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Deadlines, and a limit on everything that a batch or a memory holds. */
class LaneLimitsTest {
    @Test
    void whatWaitsBeyondItsDeadlineIsDroppedAndSaysThatNothingWasDone() {
        LaneBench bench = LaneBench.ready();
        bench.store.held.add(Kind.LOAD);
        Answered order = bench.submit(bench.order(ACME, "A", 1), 300);
        bench.world.advance(500);

        assertThat(notExecuted(order)).isTrue();
        bench.session().answer(Kind.LOAD);
        assertThat(bench.session().waiting()).as("nothing is sent any more").isZero();
    }

    @Test
    void whatWasSentHasAnUnknownOutcomeAtItsDeadline() {
        LaneBench bench = LaneBench.warm();
        Answered order = bench.submit(bench.order(ACME, "A", 1), 300);
        bench.world.advance(500);

        assertThat(notExecuted(order)).isFalse();
        bench.session().append();
        assertThat(bench.heard.queued).as("answered once").isZero();
    }

    @Test
    void whatIsDecidedAndGoesOutNextHasAnUnknownOutcomeAtItsDeadlineToo() {
        LaneBench bench = LaneBench.warm();
        bench.submit(bench.order(ACME, "A", 1));
        Answered next = bench.submit(bench.order(ACME, "A", 1), 300);
        bench.world.advance(500);

        assertThat(notExecuted(next)).isFalse();
    }

    @Test
    void aCommandThatExpiresMakesRoomForTheNextOneOfItsMerchant() {
        int crow = 3;
        LaneBench bench = LaneBench.warm();
        bench.store.product(crow, "A", 10);
        bench.warm(crow);
        bench.store.held.add(Kind.LOAD);
        bench.submit(bench.order(BOLT, "UNKNOWN", 1));
        Answered needsRows = bench.submit(bench.order(ACME, "ALSO-UNKNOWN", 1), 300);
        bench.submit(bench.order(crow, "A", 1));
        bench.world.advance(500);
        Answered next = bench.submit(bench.order(ACME, "A", 1));
        Answered last = bench.submit(bench.order(ACME, "ALSO-UNKNOWN", 1));
        while (bench.session().next() != null) {
            answerNext(bench);
        }

        assertThat(notExecuted(needsRows)).isTrue();
        assertThat(next.isAccepted()).isTrue();
        assertThat(last.result()).isInstanceOf(Result.Refused.class);
        assertThat(bench.heard.stale)
                .as("no rows were read below what is decided")
                .isZero();
    }

    @Test
    void aBatchHoldsSoManyCommands() {
        LaneBench bench = LaneBench.warm();
        bench.arrive(20, ACME, "A");
        bench.appendAll();

        assertThat(bench.heard.batches).endsWith(8, 8, 4);
    }

    @Test
    void aBatchHoldsSoManyLines() {
        LaneBench bench = LaneBench.ready(LaneConfigs.batches(100, 6, 4_194_304));
        bench.warm(ACME);
        for (int i = 0; i < 6; i++) {
            PlaceOrder one = bench.order(ACME, "A", 1);
            bench.arrive(new PlaceOrder(
                    ACME,
                    one.id(),
                    one.receivedAt(),
                    one.keyed(),
                    null,
                    List.of(
                            one.wanted().getFirst(),
                            one.wanted().getFirst(),
                            one.wanted().getFirst())));
        }
        bench.appendAll();

        assertThat(bench.heard.batches).endsWith(2, 2, 2);
    }

    @Test
    void aBatchHoldsSoManyBytes() {
        LaneBench bench = LaneBench.ready(LaneConfigs.batches(100, 8_192, 1_000));
        bench.warm(ACME);
        bench.arrive(12, ACME, "A");
        bench.appendAll();

        assertThat(bench.heard.batches.getLast()).isLessThan(12);
        assertThat(bench.heard.batches.stream()
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElseThrow())
                .isLessThan(6);
    }

    @Test
    void rememberedStatesAreBounded() {
        LaneBench bench = LaneBench.ready(LaneConfigs.remembering(1_000, 6));
        for (int merchant = 10; merchant < 20; merchant++) {
            bench.store.product(merchant, "A", 10);
            bench.warm(merchant);
        }
        bench.store.held.add(Kind.LOAD);

        bench.submit(bench.order(19, "A", 1));
        assertThat(bench.session().next()).as("the last one is known").isEqualTo(Kind.APPEND);
        bench.session().append();
        bench.submit(bench.order(10, "A", 1));
        assertThat(bench.session().next()).as("the first one was forgotten").isEqualTo(Kind.LOAD);
    }

    @Test
    void whatIsKnownNotToExistIsBoundedOverAllMerchantsToo() {
        LaneBench bench = LaneBench.ready(LaneConfigs.remembering(1_000, 12));
        for (int merchant = 10; merchant < 13; merchant++) {
            bench.store.product(merchant, "A", 10);
            for (int sku = 0; sku < 4; sku++) {
                bench.submit(bench.order(merchant, "unknown-" + sku, 1));
                bench.session().append();
            }
        }
        bench.store.held.add(Kind.LOAD);

        bench.submit(bench.deactivate(12, "unknown-0"));
        assertThat(bench.session().next()).as("the last one is known").isEqualTo(Kind.APPEND);
        bench.session().append();
        bench.submit(bench.deactivate(10, "unknown-0"));
        assertThat(bench.session().next()).as("the first one was forgotten").isEqualTo(Kind.LOAD);
    }

    @Test
    void rememberedOutcomesAreBounded() {
        LaneBench bench = LaneBench.ready(LaneConfigs.remembering(2, 1_000));
        for (String key : List.of("one", "two", "three")) {
            bench.submit(bench.order(ACME, key, "A", 1));
            bench.session().append();
        }

        assertThat(bench.submit(bench.order(ACME, "three", "A", 1)).isOpen()).isFalse();
        Answered forgotten = bench.submit(bench.order(ACME, "one", "A", 1));
        assertThat(forgotten.isOpen()).isTrue();
        bench.appendAll();
        assertThat(forgotten.result()).isInstanceOf(Result.Replayed.class);
    }

    @Test
    void placesAreFreedByEveryAnswer() {
        TestWorld world = new TestWorld();
        FakeStore store = new FakeStore(world);
        store.product(ACME, "A", 100);
        Lanes lanes = new Lanes(LaneConfigs.queues(4, 2), store, _ -> world.environment(), _ -> LaneListener.NONE);
        lanes.start();
        LaneBench orders = new LaneBench();
        CommandGate gate = lanes.gate(Runnable::run);
        gate.submit(orders.order(ACME, "A", 1), Long.MAX_VALUE);
        gate.submit(orders.order(ACME, "A", 1), Long.MAX_VALUE);
        assertThat(gate.submit(orders.order(ACME, "A", 1), Long.MAX_VALUE).cause())
                .isInstanceOf(OperationFailure.Overloaded.class);
        world.run();
        store.session().append();

        assertThat(gate.submit(orders.order(ACME, "A", 1), Long.MAX_VALUE).failed())
                .isFalse();
    }

    @Test
    void answersAreHandedOverOncePerLoopAndBatch() {
        LaneBench bench = LaneBench.warm();
        List<Runnable> handed = new ArrayList<>();
        Executor loop = handed::add;
        for (int i = 0; i < 5; i++) {
            bench.lane.submit(new Pending(bench.order(ACME, "A", 1), Long.MAX_VALUE, loop));
        }
        bench.appendAll();

        assertThat(handed).hasSize(1);
    }

    private static void answerNext(LaneBench bench) {
        bench.session().answer(Objects.requireNonNull(bench.session().next()));
    }

    private static boolean notExecuted(Answered answered) {
        return ((OperationFailure.DeadlineExceeded) answered.failure()).notExecuted();
    }
}
