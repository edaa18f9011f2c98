package dev.millrace.lane;

import static dev.millrace.lane.LaneBench.ACME;
import static dev.millrace.lane.LaneBench.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.command.Decision;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Adjustment;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.lane.LaneBench.Answered;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rule that throws stops its command, loudly, and never its neighbours or the lane. */
class LaneThrowingRulesTest {
    @Test
    void aDecisionThatThrowsFailsItsCommandAfterASecondLook() {
        LaneBench bench = LaneBench.warm();
        Answered bug = bench.submit(throwing(bench));
        bench.appendAll();

        assertThat(bug.failure()).hasMessage("a bug");
    }

    @Test
    void itsNeighboursInTheSameBurstAreFine() {
        LaneBench bench = LaneBench.warm();
        Answered before = bench.arrive(bench.order(ACME, "A", 1));
        Answered bug = bench.arrive(throwing(bench));
        Answered behind = bench.arrive(bench.order(ACME, "A", 1));
        Answered other = bench.arrive(bench.order(BOLT, "A", 1));
        bench.appendAll();

        assertThat(bug.failure()).hasMessage("a bug");
        assertThat(List.of(before.isAccepted(), behind.isAccepted(), other.isAccepted()))
                .containsOnly(true);
    }

    @Test
    void whatThrewOnAProvisionalStateIsDecidedAgainOnAConfirmedOne() {
        LaneBench bench = LaneBench.warm();
        bench.submit(bench.order(ACME, "A", 1));
        List<Long> decidedAt = new ArrayList<>();
        Answered order = bench.submit(new TestCommand(bench.order(ACME, "A", 1)).deciding((state, decision) -> {
            decidedAt.add(state.number());
            if (decidedAt.size() == 1) {
                throw new IllegalStateException("provisional");
            }
            return decision;
        }));
        assertThat(order.isOpen()).isTrue();
        bench.appendAll();

        assertThat(order.isAccepted()).isTrue();
        assertThat(decidedAt).hasSize(2);
    }

    @Test
    void whatThrewOnAStaleStateIsDecidedAgainOnAFreshOne() {
        LaneBench bench = LaneBench.warm();
        bench.store.anotherNodeTakes(ACME, "A", 1);
        Answered order = bench.submit(new TestCommand(bench.order(ACME, "A", 1)).deciding((state, decision) -> {
            if (state.number() == 1) {
                throw new IllegalStateException("stale");
            }
            return decision;
        }));
        bench.appendAll();

        assertThat(order.isAccepted()).isTrue();
    }

    @Test
    void eventsThatCanNotBeAppliedLeaveNothingBehind() {
        LaneBench bench = LaneBench.warm();
        Answered before = bench.arrive(bench.order(ACME, "A", 1));
        Answered bug =
                bench.arrive(new TestCommand(bench.order(ACME, "A", 50)).deciding(LaneThrowingRulesTest::thenAGap));
        Answered behind = bench.arrive(bench.order(ACME, "A", 98));
        bench.appendAll();

        assertThat(before.isAccepted()).isTrue();
        assertThat(bug.failure()).hasMessageContaining("event");
        assertThat(behind.isAccepted()).as("50 units came back").isTrue();
        assertThat(bench.store.books(ACME).stock("A").allocated()).isEqualTo(100);
    }

    @Test
    void anEventOfWhichOnlyAPartCouldBeAppliedLeavesNothingBehind() {
        LaneBench bench = LaneBench.warm();
        Answered before = bench.arrive(bench.order(ACME, "A", 1));
        Answered bug = bench.arrive(
                new TestCommand(bench.order(ACME, "A", 1)).deciding(LaneThrowingRulesTest::stockThatOverflows));
        Answered behind = bench.arrive(bench.order(ACME, "A", 98));
        bench.appendAll();

        assertThat(before.isAccepted()).isTrue();
        assertThat(bug.failure()).isInstanceOf(ArithmeticException.class);
        assertThat(behind.isAccepted())
                .as("the half that was applied is forgotten")
                .isTrue();
    }

    @Test
    void needsThatThrowFailTheirCommandAlone() {
        LaneBench bench = LaneBench.warm();
        Answered bug = bench.arrive(new TestCommand(bench.order(ACME, "A", 1)).needing(_ -> {
            throw new IllegalStateException("needs");
        }));
        Answered behind = bench.arrive(bench.order(ACME, "A", 1));
        Answered other = bench.arrive(bench.order(BOLT, "A", 1));
        bench.appendAll();

        assertThat(bug.failure()).hasMessage("needs");
        assertThat(List.of(behind.isAccepted(), other.isAccepted())).containsOnly(true);
    }

    @Test
    void aThrowingRuleFailsWhileContestedToo() {
        LaneBench bench = LaneBench.warm();
        bench.store.anotherNodeTakes(ACME, "A", 1);
        bench.submit(bench.order(ACME, "A", 1));
        bench.session().append();
        bench.session().append();
        Answered before = bench.arrive(bench.order(ACME, "A", 1));
        Answered bug = bench.arrive(throwing(bench));
        Answered behind = bench.arrive(bench.order(ACME, "A", 1));
        bench.appendAll();

        assertThat(bug.failure()).hasMessage("a bug");
        assertThat(List.of(before.isAccepted(), behind.isAccepted())).containsOnly(true);
    }

    private static TestCommand throwing(LaneBench bench) {
        return new TestCommand(bench.order(ACME, "A", 1)).deciding((_, _) -> {
            throw new IllegalStateException("a bug");
        });
    }

    /** The first event is as it should be, the second has a number that nobody expects. */
    private static Decision thenAGap(MerchantState state, Decision decision) {
        Event first = decision.events().getFirst();
        return new Decision(
                decision.outcome(),
                List.of(first, new Event(first.number() + 5, first.at(), first.keyed(), first.data())));
    }

    /** Half of what the event changes has been accepted when the rest overflows. */
    private static Decision stockThatOverflows(MerchantState state, Decision decision) {
        Event real = decision.events().getFirst();
        Order order = ((EventData.OrderPlaced) real.data()).order();
        Adjustment.Line small = new Adjustment.Line("A", -90, StockLevel.EMPTY);
        Adjustment.Line huge = new Adjustment.Line("A", Long.MIN_VALUE, StockLevel.EMPTY);
        Adjustment adjustment = new Adjustment(order.id(), "count", real.at(), List.of(small, huge, huge), null);
        return new Decision(
                decision.outcome(),
                List.of(new Event(real.number(), real.at(), real.keyed(), new EventData.StockAdjusted(adjustment))));
    }
}
