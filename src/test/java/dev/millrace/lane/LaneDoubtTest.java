package dev.millrace.lane;

import static dev.millrace.lane.LaneBench.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.lane.FakeSession.Kind;
import dev.millrace.lane.LaneBench.Answered;
import dev.millrace.store.OperationFailure;
import org.junit.jupiter.api.Test;

/** Every commit is doubtful, as when a standby is away and somebody cancels each wait for it. */
class LaneDoubtTest {
    private static final int DOUBTFUL_MILLIS = 20_000;
    private static final int TIMEOUT_MILLIS = 5_000;

    /** Appends are done and come with a warning, until the test says otherwise. */
    private static final class Doubt implements Conduct {
        private boolean isOver;

        @Override
        public Fate fate(Kind kind) {
            return kind == Kind.APPEND && !isOver ? Fate.WARNED : Fate.FINE;
        }
    }

    private final Doubt doubt = new Doubt();
    private final LaneBench bench = new LaneBench(doubt);

    @Test
    void nothingIsAcknowledgedAndNothingSpinsUntilTheDoubtIsOver() {
        bench.store.product(ACME, "A", 10);
        bench.lane.start();
        Answered order = bench.submit(bench.order(ACME, "key", "A", 1), TIMEOUT_MILLIS);
        bench.world.advance(DOUBTFUL_MILLIS);

        assertThat(order.failure())
                .isInstanceOfSatisfying(
                        OperationFailure.DeadlineExceeded.class,
                        late -> assertThat(late.notExecuted()).isFalse());
        assertThat(bench.lane.isConnected()).isFalse();
        assertThat(bench.heard.reconnecting)
                .isBetween(
                        10,
                        DOUBTFUL_MILLIS
                                        / (int) LaneConfigs.small()
                                                .timeouts()
                                                .reconnectDelayMax()
                                                .toMillis()
                                + 10);
        assertThat(bench.store.database().backends())
                .as("earlier ones are ended")
                .hasSizeLessThan(3);

        doubt.isOver = true;
        bench.world.advance(1_000);
        Answered again = bench.submit(bench.order(ACME, "key", "A", 1));
        bench.world.advance(100);

        assertThat(bench.lane.isConnected()).isTrue();
        assertThat(again.result()).isInstanceOf(Result.Replayed.class);
        assertThat(bench.store.books(ACME).stock("A").allocated()).isEqualTo(1);
    }
}
