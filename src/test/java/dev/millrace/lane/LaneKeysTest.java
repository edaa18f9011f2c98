package dev.millrace.lane;

import static dev.millrace.lane.LaneBench.ACME;
import static dev.millrace.lane.LaneBench.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.command.Decision;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.RequestHash;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.lane.LaneBench.Answered;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** One outcome for a key, whoever sends it and however often. */
class LaneKeysTest {
    private static final byte[] BODY = "{\"order\":1}".getBytes(StandardCharsets.UTF_8);

    @Test
    void twinsInOneBatchGetOneOrder() {
        LaneBench bench = LaneBench.warm();
        Answered first = bench.arrive(bench.order(ACME, "twin", "A", 1));
        Answered second = bench.arrive(bench.order(ACME, "twin", "A", 1));
        bench.world.run();
        assertThat(second.isOpen()).isTrue();
        bench.appendAll();

        assertThat(replayed(second)).isEqualTo(accepted(first));
        assertThat(bench.store.books(ACME).rows.orderCount()).isEqualTo(2);
    }

    @Test
    void aTwinOfABatchInFlightWaitsForItsCommit() {
        LaneBench bench = LaneBench.warm();
        Answered first = bench.submit(bench.order(ACME, "twin", "A", 1));
        Answered second = bench.submit(bench.order(ACME, "twin", "A", 1));
        assertThat(second.isOpen()).isTrue();

        bench.session().append();
        assertThat(first.isAccepted()).isTrue();
        bench.appendAll();

        assertThat(replayed(second)).isEqualTo(accepted(first));
    }

    @Test
    void aTwinAfterTheCommitIsAnsweredFromMemory() {
        LaneBench bench = LaneBench.warm();
        Answered first = bench.submit(bench.order(ACME, "twin", "A", 1));
        bench.session().append();

        Answered second = bench.submit(bench.order(ACME, "twin", "A", 1));

        assertThat(replayed(second)).isEqualTo(accepted(first));
        assertThat(bench.session().waiting()).isZero();
    }

    @Test
    void aTwinOfABatchThatWasNeverWrittenIsDecidedItself() {
        LaneBench bench = LaneBench.warm();
        Answered first = bench.submit(bench.order(ACME, "twin", "A", 1));
        Answered second = bench.submit(bench.order(ACME, "twin", "A", 1));
        bench.session().append(new AppendOutcome.NotWritten(new IllegalStateException("for now")));
        assertThat(second.isOpen()).isTrue();
        bench.world.advance(100);
        bench.appendAll();

        assertThat(replayed(second)).isEqualTo(accepted(first));
        assertThat(bench.store.books(ACME).rows.orderCount()).isEqualTo(2);
    }

    @Test
    void theSameKeyWithOtherContentIsRefusedWhereverItsTwinIs() {
        LaneBench bench = LaneBench.warm();
        Answered first = bench.arrive(bench.order(ACME, "key", "A", 1));
        Answered inOneBatch = bench.arrive(bench.order(ACME, "key", "A", 2));
        bench.world.run();
        Answered inTheNext = bench.submit(bench.order(ACME, "key", "A", 3));
        bench.appendAll();
        Answered later = bench.submit(bench.order(ACME, "key", "A", 4));
        bench.appendAll();

        assertThat(first.isAccepted()).isTrue();
        assertThat(inOneBatch.result()).isEqualTo(new Result.KeyReused());
        assertThat(inTheNext.result()).isEqualTo(new Result.KeyReused());
        assertThat(later.result()).isEqualTo(new Result.KeyReused());
    }

    @Test
    void aRejectionIsRepeatedToo() {
        LaneBench bench = LaneBench.warm();
        Answered first = bench.submit(bench.order(ACME, "key", "A", 1_000));
        bench.session().append();
        Answered second = bench.submit(bench.order(ACME, "key", "A", 1_000));

        assertThat(first.result())
                .isInstanceOfSatisfying(
                        Result.Rejected.class,
                        rejected -> assertThat(replayed(second)).isEqualTo(rejected.stored()));
    }

    @Test
    void aRefusalUsesNoKeyUp() {
        LaneBench bench = LaneBench.warm();
        bench.submit(bench.order(ACME, "key", "NEW", 1));
        bench.session().append();
        bench.store.product(ACME, "NEW", 10);
        bench.store.anotherNodeTakes(ACME, "NEW", 0);

        Answered again = bench.submit(bench.order(ACME, "key", "NEW", 1));
        bench.appendAll();

        assertThat(again.isAccepted()).isTrue();
    }

    @Test
    void whatAnotherNodeRecordedIsRepeatedThoughItWouldBeRefusedToday() {
        LaneBench bench = LaneBench.warm();
        PlaceOrder gone = bench.order(ACME, "old", "GONE", 1);
        RecordedOutcome there = recordedElsewhere(bench, gone);

        Answered replay = bench.submit(gone);
        bench.appendAll();

        assertThat(replayed(replay)).isEqualTo(there);
    }

    @Test
    void whatAnotherNodeRecordedIsRepeatedThoughItWouldChangeNothingToday() {
        LaneBench bench = LaneBench.warm();
        PlaceOrder order = bench.order(ACME, "old", "A", 1);
        RecordedOutcome there = recordedElsewhere(bench, order);
        TestCommand isSoAlready = new TestCommand(order)
                .deciding((state, decision) ->
                        Decision.without(new Outcome.Unchanged(new Answer.OfNothing(), state.number())));

        Answered replay = bench.submit(isSoAlready);
        bench.appendAll();

        assertThat(replayed(replay)).isEqualTo(there);
    }

    @Test
    void refusalsLookTheirKeysUpTogether() {
        LaneBench bench = LaneBench.warm();
        int loads = bench.heard.loads;
        List<Answered> refused = bench.arrive(4, ACME, "GONE");
        bench.appendAll();

        assertThat(refused).allSatisfy(each -> assertThat(each.result()).isInstanceOf(Result.Refused.class));
        assertThat(bench.heard.loads - loads)
                .as("one for the product, one for all keys")
                .isEqualTo(2);
    }

    @Test
    void keysBelongToTheirMerchant() {
        LaneBench bench = LaneBench.warm();
        Answered acme = bench.arrive(bench.order(ACME, "key", "A", 1));
        Answered bolt = bench.arrive(bench.order(BOLT, "key", "A", 1));
        bench.appendAll();

        assertThat(acme.isAccepted()).isTrue();
        assertThat(bolt.isAccepted()).isTrue();
    }

    @Test
    void aKeyThatAnotherNodeUsedIsLookedUpAndRepeatedAfterItsCommit() {
        LaneBench bench = LaneBench.warm();
        RecordedOutcome there = usedElsewhere(bench, "old", 1);
        Answered replay = bench.submit(bench.order(ACME, "old", "A", 1));
        bench.session().append();

        assertThat(replay.isOpen()).as("what was looked up waits for a commit").isTrue();
        assertThat(bench.batch().merchants().getFirst().events()).isNull();
        bench.session().append();

        assertThat(replayed(replay)).isEqualTo(there);
    }

    @Test
    void afterAKeyConflictTheRestIsDecidedAgainFromWhatIsConfirmed() {
        LaneBench bench = LaneBench.warm();
        usedElsewhere(bench, "old", 99);
        Answered replay = bench.arrive(bench.order(ACME, "old", "A", 99));
        Answered neighbour = bench.arrive(bench.order(ACME, "A", 5));
        bench.world.run();
        Answered inTheNextBatch = bench.submit(bench.order(ACME, "A", 6));
        bench.appendAll();

        assertThat(replay.result()).isInstanceOf(Result.Replayed.class);
        assertThat(neighbour.isAccepted())
                .as("its rejection was caused by an order that was never placed")
                .isTrue();
        assertThat(inTheNextBatch.isAccepted()).isTrue();
    }

    @Test
    void aLookedUpKeyWithOtherContentIsRefused() {
        LaneBench bench = LaneBench.warm();
        usedElsewhere(bench, "old", 1);
        Answered misuse = bench.submit(bench.order(ACME, "old", "A", 2));
        bench.appendAll();

        assertThat(misuse.result()).isEqualTo(new Result.KeyReused());
    }

    @Test
    void afterAConflictKeysAreLookedUpBeforeTheyAreDecided() {
        LaneBench bench = LaneBench.warm();
        usedElsewhere(bench, "old", 1);
        usedElsewhere(bench, "older", 1);
        bench.submit(bench.order(ACME, "old", "A", 1));
        bench.appendAll();
        int batches = bench.heard.batches.size();

        Answered replay = bench.submit(bench.order(ACME, "older", "A", 1));
        bench.appendAll();

        assertThat(replay.result()).isInstanceOf(Result.Replayed.class);
        assertThat(bench.heard.batches).as("no second conflict").hasSize(batches + 1);
    }

    @Test
    void whatWasLookedUpIsForgottenWithItsCommand() {
        LaneBench bench = LaneBench.warm();
        usedElsewhere(bench, "old", 1);
        bench.submit(bench.order(ACME, "old", "A", 1));
        bench.session().append();
        bench.submit(bench.order(ACME, "waits", "A", 1));
        bench.session().append();

        Books.forget(bench, "old");
        Answered again = bench.submit(bench.order(ACME, "old", "A", 1));
        bench.appendAll();

        assertThat(again.isAccepted())
                .as("what is known of a key is not kept beyond its command")
                .isTrue();
    }

    /** What a test does to rows behind the lane's back. */
    private static final class Books {
        static void forget(LaneBench bench, String key) {
            bench.store.books(ACME).outcomes.remove(new KeyId("place_order", key));
        }
    }

    private static RecordedOutcome usedElsewhere(LaneBench bench, String key, long quantity) {
        RecordedOutcome stored = new RecordedOutcome(
                true, "order_1", null, new dev.millrace.domain.model.Version(FakeStore.HISTORY, 1), BODY);
        bench.store
                .books(ACME)
                .outcomes
                .put(
                        new KeyId("place_order", key),
                        new KnownOutcome(new RequestHash(quantity, "A".hashCode(), 0, 0), stored));
        return stored;
    }

    private static RecordedOutcome recordedElsewhere(LaneBench bench, PlaceOrder order) {
        RecordedOutcome stored = new RecordedOutcome(
                true, "order_1", null, new dev.millrace.domain.model.Version(FakeStore.HISTORY, 1), BODY);
        Keyed keyed = Objects.requireNonNull(order.keyed());
        bench.store.books(ACME).outcomes.put(KeyId.of(keyed), new KnownOutcome(keyed.hash(), stored));
        return stored;
    }

    private static RecordedOutcome accepted(Answered answered) {
        assertThat(answered.result()).isInstanceOf(Result.Accepted.class);
        return ((Result.Accepted) answered.result()).stored();
    }

    private static RecordedOutcome replayed(Answered answered) {
        assertThat(answered.result()).isInstanceOf(Result.Replayed.class);
        return ((Result.Replayed) answered.result()).stored();
    }
}
