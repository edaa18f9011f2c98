package dev.millrace.lane;

import static dev.millrace.lane.LaneBench.ACME;
import static dev.millrace.lane.LaneBench.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.state.Head;
import dev.millrace.lane.FakeSession.Kind;
import dev.millrace.lane.LaneBench.Answered;
import dev.millrace.store.OperationFailure;
import org.junit.jupiter.api.Test;

/** A connection breaks, and what was in flight on it must be found out before anything else is sent. */
class LaneLostConnectionTest {
    private static final long APPEND_TIMEOUT_MILLIS = 5_000;

    @Test
    void whatWasNotWrittenIsSentAgainByteForByteOnceItsOldBackendIsGone() {
        LaneBench bench = LaneBench.warm();
        bench.store.held.add(Kind.END);
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        FakeStore.Batch sent = bench.session().encoded();
        bench.session().cut();
        bench.reconnect();

        assertThat(bench.session().question(Kind.END)).isEqualTo("backend-1");
        assertThat(bench.session().waiting())
                .as("nothing but the end of the old one")
                .isEqualTo(1);
        bench.session().answer(Kind.END);
        assertThat(bench.session().encoded()).isSameAs(sent);
        bench.session().append();

        assertThat(order.isAccepted()).isTrue();
        assertThat(bench.store.books(ACME).stock("A").allocated()).isEqualTo(2);
    }

    @Test
    void whatWasWrittenBeforeTheBreakIsAnsweredAfterItsHeadWasLockedOnceMore() {
        LaneBench bench = LaneBench.warm();
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.session().cutAfterWriting();
        bench.reconnect();
        bench.session().append();

        assertThat(order.isOpen()).as("what was only read is not answered").isTrue();
        assertThat(bench.batch().merchants().getFirst().events()).isNull();
        bench.session().append();

        assertThat(order.isAccepted()).isTrue();
        assertThat(bench.store.books(ACME).stock("A").allocated()).isEqualTo(2);
    }

    @Test
    void theConfirmationFollowsAHeadThatOthersMove() {
        LaneBench bench = LaneBench.warm();
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.session().cutAfterWriting();
        bench.reconnect();
        bench.session().append();
        bench.store.anotherNodeTakes(ACME, "A", 1);
        bench.session().append();
        assertThat(order.isOpen()).isTrue();
        bench.session().append();

        assertThat(order.isAccepted()).isTrue();
    }

    @Test
    void whatNeverCanBeWrittenAnyMoreIsDecidedAgain() {
        LaneBench bench = LaneBench.warm();
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.session().cut();
        bench.store.anotherNodeTakes(ACME, "A", 99);
        bench.reconnect();
        bench.appendAll();

        assertThat(order.result()).isInstanceOf(Result.Rejected.class);
    }

    @Test
    void whatWasDecidedInAHistoryThatIsOverIsAnsweredInTheOneThatGoesOn() {
        LaneBench bench = LaneBench.warm();
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.session().cut();
        restored(bench, "zyxwvutsrq");
        bench.reconnect();
        bench.appendAll();

        assertThat(((Result.Accepted) order.result()).stored().version().history())
                .isEqualTo("zyxwvutsrq");
        assertThat(bench.store.books(ACME).stock("A").allocated()).isEqualTo(2);
    }

    @Test
    void whatWasWrittenBeforeItsHistoryEndedIsAnsweredInTheOneThatGoesOn() {
        LaneBench bench = LaneBench.warm();
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.session().cutAfterWriting();
        restored(bench, "zyxwvutsrq");
        bench.reconnect();
        bench.appendAll();

        assertThat(((Result.Accepted) order.result()).stored().version().history())
                .isEqualTo("zyxwvutsrq");
        assertThat(bench.store.books(ACME).stock("A").allocated()).isEqualTo(2);
    }

    /** To just where it is, which is the hardest to notice. */
    private static void restored(LaneBench bench, String history) {
        FakeTables books = bench.store.books(ACME);
        books.head = new Head(history, books.head.number(), books.head.batchId());
    }

    @Test
    void aBatchOfSeveralMerchantsIsResolvedAsOne() {
        LaneBench bench = LaneBench.warm();
        Answered refused = bench.arrive(bench.order(ACME, "UNKNOWN", 1));
        Answered placed = bench.arrive(bench.order(BOLT, "A", 1));
        bench.world.run();
        bench.session().cutAfterWriting();
        bench.reconnect();
        bench.appendAll();

        assertThat(placed.isAccepted()).isTrue();
        assertThat(refused.result()).isInstanceOf(Result.Refused.class);
    }

    @Test
    void aKeyConflictOfTheSecondCopyProvesThatTheFirstWasNotWritten() {
        LaneBench bench = LaneBench.warm();
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.session().cut();
        bench.reconnect();
        bench.session().append(new AppendOutcome.KeyTaken(new IllegalStateException("key")));
        bench.appendAll();

        assertThat(order.isAccepted()).isTrue();
    }

    @Test
    void anErrorOfTheSecondCopyProvesNothingAboutTheFirst() {
        LaneBench bench = LaneBench.warm();
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        FakeStore.Batch sent = bench.session().encoded();
        bench.session().cutAfterWriting();
        bench.reconnect();

        bench.session().append(new AppendOutcome.NotWritten(new IllegalStateException("lock timeout")));
        bench.reconnect();

        assertThat(bench.store.ended).contains("backend-1", "backend-2");
        assertThat(bench.session().encoded()).isSameAs(sent);
        bench.appendAll();
        assertThat(order.isAccepted()).isTrue();
        assertThat(bench.store.books(ACME).stock("A").allocated()).isEqualTo(2);
    }

    @Test
    void aSecondBreakDuringTheRecoveryIsRecoveredFromToo() {
        LaneBench bench = LaneBench.warm();
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.session().cut();
        bench.reconnect();
        bench.session().cutAfterWriting();
        bench.reconnect();

        assertThat(bench.store.ended).containsExactlyInAnyOrder("backend-1", "backend-2");
        bench.appendAll();
        assertThat(order.isAccepted()).isTrue();
        assertThat(bench.store.books(ACME).stock("A").allocated()).isEqualTo(2);
    }

    @Test
    void aBackendThatMayStillBeThereStopsTheRecovery() {
        LaneBench bench = LaneBench.warm();
        bench.store.held.add(Kind.END);
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.session().cut();
        bench.reconnect();
        FakeSession first = bench.session();
        first.reply(Kind.END, false);

        assertThat(first.abandoned).isTrue();
        bench.store.held.remove(Kind.END);
        bench.reconnect();
        bench.appendAll();
        assertThat(order.isAccepted()).isTrue();
    }

    @Test
    void aBackendThatIsGoneIsNotEndedAgain() {
        LaneBench bench = LaneBench.warm();
        bench.submit(bench.order(ACME, "A", 1));
        bench.session().cut();
        for (int attempt = 0; attempt < 3; attempt++) {
            bench.reconnect();
            bench.store.ended.clear();
            bench.session().cut();
        }
        bench.reconnect();

        assertThat(bench.store.ended).containsExactly("backend-4");
    }

    @Test
    void nothingElseIsSentUntilItIsResolved() {
        LaneBench bench = LaneBench.warm();
        bench.submit(bench.order(ACME, "A", 1));
        bench.session().cut();
        Answered next = bench.submit(bench.order(BOLT, "A", 1));
        bench.reconnect();
        bench.submit(bench.order(BOLT, "A", 1));

        assertThat(bench.merchantsInFlight()).containsExactly(ACME);
        assertThat(bench.session().waiting()).isEqualTo(1);
        assertThat(bench.lane.isConnected()).isFalse();
        bench.appendAll();
        assertThat(next.isAccepted()).isTrue();
        assertThat(bench.lane.isConnected()).isTrue();
    }

    @Test
    void whatWasDecidedBehindALostBatchIsDecidedAgainBehindIt() {
        LaneBench bench = LaneBench.warm();
        Answered first = bench.submit(bench.order(ACME, "A", 99));
        Answered second = bench.submit(bench.order(ACME, "A", 1));
        bench.session().cut();
        bench.reconnect();
        bench.appendAll();

        assertThat(first.isAccepted()).isTrue();
        assertThat(second.result()).isInstanceOf(Result.Rejected.class);
    }

    @Test
    void statesAreForgottenWithTheConnection() {
        LaneBench bench = LaneBench.warm();
        bench.session().cut();
        bench.store.anotherNodeTakes(ACME, "A", 99);
        bench.reconnect();

        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.session().append();

        assertThat(order.result()).isInstanceOf(Result.Rejected.class);
        assertThat(bench.heard.stale).isZero();
    }

    @Test
    void recentOutcomesAreForgottenWithTheConnection() {
        LaneBench bench = LaneBench.warm();
        bench.submit(bench.order(ACME, "key", "A", 1));
        bench.session().append();
        bench.session().cut();
        bench.reconnect();

        Answered replay = bench.submit(bench.order(ACME, "key", "A", 1));

        assertThat(replay.isOpen())
                .as("another server may know another history")
                .isTrue();
        bench.appendAll();
        assertThat(replay.result()).isInstanceOf(Result.Replayed.class);
    }

    @Test
    void aLoadInFlightIsForgottenWithTheConnection() {
        LaneBench bench = LaneBench.ready();
        bench.store.held.add(Kind.LOAD);
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.session().cut();
        bench.store.held.remove(Kind.LOAD);
        bench.reconnect();
        bench.appendAll();

        assertThat(order.isAccepted()).isTrue();
    }

    @Test
    void aFailedLoadCostsTheConnectionAndNothingElse() {
        LaneBench bench = LaneBench.ready();
        bench.store.held.add(Kind.LOAD);
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.session().fail(Kind.LOAD);
        bench.store.held.remove(Kind.LOAD);
        bench.reconnect();
        bench.appendAll();

        assertThat(order.isAccepted()).isTrue();
    }

    @Test
    void whatAlwaysFailsIsTriedAgainSlowerAndSlower() {
        LaneBench bench = LaneBench.ready();
        bench.store.held.add(Kind.LOAD);
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        for (int elapsedMillis = 0; elapsedMillis < 10_000; elapsedMillis += 10) {
            if (bench.session().next() == Kind.LOAD) {
                bench.session().fail(Kind.LOAD);
            }
            bench.world.advance(10);
        }
        long delayMillisMax = LaneConfigs.small().timeouts().reconnectDelayMax().toMillis();
        assertThat((long) bench.heard.reconnecting).isBetween(5L, 10_000 / delayMillisMax + 10);

        bench.store.held.remove(Kind.LOAD);
        bench.world.advance(3_000);
        bench.appendAll();
        assertThat(order.isAccepted()).isTrue();
    }

    @Test
    void aBatchWithoutAnAnswerIsGivenUpAndFoundOut() {
        LaneBench bench = LaneBench.warm();
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        FakeSession silent = bench.session();
        bench.world.advance(APPEND_TIMEOUT_MILLIS + 200);

        assertThat(silent.abandoned).isTrue();
        assertThat(bench.store.ended).containsExactly("backend-1");
        bench.appendAll();
        assertThat(order.isAccepted()).isTrue();
    }

    @Test
    void aBatchIsWatchedAlsoWhenEveryoneStoppedWaitingForIt() {
        LaneBench bench = LaneBench.warm();
        bench.submit(bench.order(ACME, "A", 1), 500);
        bench.world.advance(APPEND_TIMEOUT_MILLIS + 200);

        assertThat(bench.store.sessions).hasSize(2);
    }

    @Test
    void aRecoveryWithoutAnAnswerIsBegunAgain() {
        LaneBench bench = LaneBench.warm();
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.session().cut();
        bench.reconnect();
        bench.world.advance(APPEND_TIMEOUT_MILLIS + 200);

        assertThat(bench.store.sessions).hasSize(3);
        bench.appendAll();
        assertThat(order.isAccepted()).isTrue();
    }

    @Test
    void locksWithoutAnAnswerAreGivenUp() {
        for (Kind silent : new Kind[] {Kind.LOCK, Kind.RELEASE}) {
            LaneBench bench = LaneBench.warm();
            bench.store.anotherNodeTakes(ACME, "A", 1);
            bench.submit(bench.order(ACME, "A", 1));
            bench.session().append();
            bench.session().append();
            bench.store.held.add(Kind.LOCK);
            bench.store.held.add(Kind.RELEASE);
            bench.submit(bench.order(ACME, "A", 1), 50);
            bench.world.advance(200);
            if (silent == Kind.RELEASE) {
                bench.session().answer(Kind.LOCK);
            }
            assertThat(bench.session().next()).isEqualTo(silent);
            bench.world.advance(APPEND_TIMEOUT_MILLIS + 200);
            bench.store.held.remove(Kind.LOCK);

            Answered next = bench.submit(bench.order(ACME, "A", 1));
            bench.appendAll();
            assertThat(next.isAccepted()).as("after a silent " + silent).isTrue();
        }
    }

    @Test
    void aConnectionThatNeverOpensIsTriedAgain() {
        LaneBench bench = new LaneBench();
        bench.store.product(ACME, "A", 1);
        bench.store.opensNever = true;
        bench.lane.start();
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.world.advance(1_000);
        bench.store.opensNever = false;
        bench.world.advance(APPEND_TIMEOUT_MILLIS);
        bench.appendAll();

        assertThat(order.isAccepted()).isTrue();
    }

    @Test
    void aServerThatIsAwayIsTriedUntilItIsBack() {
        LaneBench bench = LaneBench.warm();
        bench.store.reachable = false;
        bench.session().cut();
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.world.advance(2_000);
        assertThat(bench.lane.isConnected()).isFalse();
        assertThat(bench.heard.reconnecting).isBetween(10, 2_000 / 10);
        bench.store.reachable = true;
        bench.world.advance(100);
        bench.appendAll();

        assertThat(order.isAccepted()).isTrue();
    }

    @Test
    void anIdleConnectionThatDiesIsReplaced() {
        LaneBench bench = LaneBench.warm();
        bench.session().cut();
        bench.reconnect();

        assertThat(bench.lane.isConnected()).isTrue();
        assertThat(bench.store.ended).as("nothing was in flight").isEmpty();
    }

    @Test
    void aConnectionThatDiedUnnoticedIsNoticedByTheNextCommand() {
        LaneBench bench = LaneBench.warm();
        bench.session().dieUnnoticed();
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.reconnect();
        bench.appendAll();

        assertThat(order.isAccepted()).isTrue();
    }

    @Test
    void aConnectionThatDiedUnnoticedWhileContestedIsNoticedToo() {
        LaneBench bench = LaneBench.warm();
        bench.store.anotherNodeTakes(ACME, "A", 1);
        bench.submit(bench.order(ACME, "A", 1));
        bench.session().append();
        bench.session().append();
        bench.session().dieUnnoticed();
        Answered order = bench.submit(bench.order(ACME, "A", 1));
        bench.reconnect();
        bench.appendAll();

        assertThat(order.isAccepted()).isTrue();
    }

    @Test
    void whoWaitsForALostBatchIsToldAtItsDeadlineThatNobodyKnows() {
        LaneBench bench = LaneBench.warm();
        Answered order = bench.submit(bench.order(ACME, "A", 1), 1_000);
        bench.store.reachable = false;
        bench.session().cut();
        bench.world.advance(1_500);

        assertThat(order.failure())
                .isInstanceOfSatisfying(
                        OperationFailure.DeadlineExceeded.class,
                        late -> assertThat(late.notExecuted()).isFalse());
    }

    @Test
    void whoWaitsWithoutAConnectionIsToldAtItsDeadlineThatTheDatabaseIsNotThere() {
        LaneBench bench = LaneBench.warm();
        bench.store.reachable = false;
        bench.session().cut();
        Answered order = bench.submit(bench.order(ACME, "A", 1), 1_000);
        bench.world.advance(1_500);

        assertThat(order.failure())
                .isInstanceOfSatisfying(
                        OperationFailure.StoreUnavailable.class,
                        unavailable -> assertThat(unavailable.notExecuted()).isTrue());
    }

    @Test
    void timersDoNotPileUp() {
        LaneBench bench = LaneBench.warm();
        for (int i = 0; i < 500; i++) {
            bench.submit(bench.order(ACME, "UNKNOWN-" + i, 1));
            bench.session().append();
        }

        assertThat(bench.world.timers()).isLessThan(4);
    }
}
