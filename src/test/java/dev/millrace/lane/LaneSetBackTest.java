package dev.millrace.lane;

import static dev.millrace.lane.LaneBench.ACME;
import static dev.millrace.lane.LaneBench.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.state.Head;
import dev.millrace.lane.FakeSession.Kind;
import dev.millrace.lane.LaneBench.Answered;
import org.junit.jupiter.api.Test;

/** A database that comes back behind what the lane had seen of it. */
class LaneSetBackTest {
    @Test
    void whatWasAcknowledgedAndIsLostEndsTheHistory() {
        LaneBench bench = LaneBench.warm();
        Head acknowledged = bench.store.books(ACME).head;
        bench.session().cut();
        bench.store.database().restore(1, null);
        bench.reconnect();
        Answered order = bench.submit(bench.order(BOLT, "A", 1));
        bench.appendAll();

        String history = ((Result.Accepted) order.result()).stored().version().history();
        assertThat(history).isNotEqualTo(acknowledged.history());
        assertThat(bench.store.books(ACME).head.history()).isNotEqualTo(acknowledged.history());
        assertThat(bench.heard.setBack).isOne();
    }

    @Test
    void nothingIsSentBeforeItIsKnownWhetherThePastStillStands() {
        LaneBench bench = LaneBench.warm();
        bench.store.held.add(Kind.COMPARE_PAST);
        bench.session().cut();
        bench.reconnect();
        Answered order = bench.submit(bench.order(ACME, "A", 1));

        assertThat(bench.session().waiting()).isOne();
        assertThat(bench.session().next()).isEqualTo(Kind.COMPARE_PAST);
        assertThat(bench.lane.isConnected()).isFalse();

        bench.session().answer(Kind.COMPARE_PAST);
        bench.appendAll();
        assertThat(order.isAccepted()).isTrue();
        assertThat(bench.lane.isConnected()).isTrue();
        assertThat(bench.heard.setBack).isZero();
    }

    @Test
    void aBatchInDoubtIsDecidedAgainInTheNewHistory() {
        LaneBench bench = LaneBench.warm();
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.session().cutAfterWriting();
        bench.store.database().restore(2, null);
        bench.reconnect();
        bench.appendAll();

        RecordedOutcome stored = ((Result.Accepted) order.result()).stored();
        assertThat(stored.version().history())
                .isEqualTo(bench.store.books(ACME).head.history())
                .isNotEqualTo(FakeDatabase.HISTORY);
        assertThat(bench.store.books(ACME).stock("A").allocated()).isEqualTo(2);
    }

    @Test
    void theFirstConnectionComparesNothing() {
        LaneBench bench = new LaneBench();
        bench.store.held.add(Kind.COMPARE_PAST);
        bench.lane.start();
        bench.world.run();

        assertThat(bench.lane.isConnected()).isTrue();
    }

    @Test
    void whoeverWasNotHeardOfForLongestIsForgottenFirst() {
        SeenHeads seen = new SeenHeads(2);
        Head head = new Head(FakeDatabase.HISTORY, 1, new java.util.UUID(1, 1));
        seen.saw(1, head);
        seen.saw(2, head);
        seen.saw(1, head);
        seen.saw(3, head);

        assertThat(seen.all()).containsOnlyKeys(1, 3);
    }
}
