package dev.millrace.lane;

import static dev.millrace.lane.LaneBench.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.lane.LaneBench.Answered;
import dev.millrace.store.OperationFailure;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

/** A lane that goes down answers or commits everything it accepted. */
class LaneShutdownTest {
    private static final long DRAIN_MILLIS = 20_000;

    @Test
    void commitsWhatItAcceptedBeforeItCloses() {
        LaneBench bench = LaneBench.warm();
        Answered inFlight = bench.submit(bench.order(ACME, "A", 1));
        Answered next = bench.submit(bench.order(ACME, "A", 1));
        Future<Void> closed = close(bench);
        assertThat(closed.isComplete()).isFalse();

        bench.session().append();
        assertThat(closed.isComplete()).isFalse();
        bench.session().append();

        assertThat(closed.succeeded()).isTrue();
        assertThat(inFlight.isAccepted() && next.isAccepted()).isTrue();
        assertThat(bench.session().abandoned).isTrue();
        assertThat(bench.lane.isConnected()).isFalse();
    }

    @Test
    void closesAtOnceWhereNothingWaits() {
        LaneBench bench = LaneBench.warm();

        assertThat(close(bench).succeeded()).isTrue();
    }

    @Test
    void findsOutWhatBecameOfALostBatchBeforeItCloses() {
        LaneBench bench = LaneBench.warm();
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        Future<Void> closed = close(bench);
        bench.session().cutAfterWriting();
        bench.reconnect();
        bench.appendAll();

        assertThat(closed.succeeded()).isTrue();
        assertThat(order.isAccepted()).isTrue();
        bench.world.advance(DRAIN_MILLIS * 2);
        assertThat(bench.store.sessions).as("no connection after the end").hasSize(2);
    }

    @Test
    void afterItsTimeWhatIsLeftFailsEachWithTheTruth() {
        LaneBench bench = LaneBench.warm();
        Answered sent = bench.submit(bench.order(ACME, "A", 1));
        bench.store.reachable = false;
        bench.session().cut();
        Answered waiting = bench.submit(bench.order(ACME, "A", 1));
        Future<Void> closed = close(bench);
        bench.world.advance(DRAIN_MILLIS + 1);

        assertThat(closed.succeeded()).isTrue();
        assertThat(((OperationFailure) sent.failure()).notExecuted()).isFalse();
        assertThat(waiting.failure()).isInstanceOf(OperationFailure.ShuttingDown.class);
        assertThat(bench.heard.queued).isZero();
    }

    @Test
    void aConnectionThatOpensAfterTheEndIsDropped() {
        LaneBench bench = new LaneBench();
        bench.lane.start();
        Future<Void> closed = bench.lane.close();
        bench.world.run();

        assertThat(closed.succeeded()).isTrue();
        bench.store.sessions.forEach(session -> assertThat(session.abandoned).isTrue());
    }

    @Test
    void whoPassedTheDoorTooLateIsTurnedAwayAtOnce() {
        LaneBench bench = LaneBench.warm();
        close(bench);

        Answered late = bench.submit(bench.order(ACME, "A", 1));

        assertThat(late.failure()).isInstanceOf(OperationFailure.ShuttingDown.class);
    }

    private static Future<Void> close(LaneBench bench) {
        Future<Void> closed = bench.lane.close();
        bench.world.run();
        return closed;
    }
}
