package dev.millrace.lane;

import dev.millrace.domain.state.Head;
import dev.millrace.store.OperationFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way in for the commands of its merchants, one after another: queue, load, decide, append.
 *
 * <p>Adaptive group commit: while a batch is in flight, the commands that arrive are decided into the next one; when the
 * first is committed, the next goes out, and only then are the answers given. One batch is in flight at a time. All but
 * {@link #submit} runs on the lane's own thread, which it asserts.
 *
 * <p>It is longer than other classes, since the steps of the protocol share what is in flight, and a reader wants them in one
 * place.
 *
 * <p>The rules of the protocol, and the failure that each prevents, stand in {@code docs/internals/append.md}.
 */
public final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private static final long SWEEP_MILLIS = 100;
    private static final long RETRY_MILLIS = 50;

    private final LaneConfig config;
    private final LaneStore store;
    private final LaneEnvironment world;
    private final LaneListener listener;
    private final Consumer<Integer> onAnswered;
    private final Intake intake;

    private final Queue<Pending> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();

    private final LaneConnection connection;
    private final ContendedMode contendedMode;
    private @Nullable SentBatch inFlight;

    /** Of a batch whose answer was lost; until it is resolved nothing else is sent. */
    private @Nullable Recovery recovery;

    private final SeenHeads seen;

    /** On a new session nothing is sent before it is known whether what was seen still stands. */
    private boolean comparingPast;

    private boolean loadRunning;
    private boolean pausing;
    private int unanswered;
    private boolean sweeping;
    private @Nullable Promise<Void> closing;
    private boolean closed;
    private @Nullable Thread thread;
    private volatile boolean connected;

    /** @param onAnswered told the merchant of each command that is answered */
    public Lane(
            LaneConfig config,
            LaneStore store,
            LaneEnvironment world,
            LaneListener listener,
            Consumer<Integer> onAnswered) {
        this.config = config;
        this.store = store;
        this.world = world;
        this.listener = listener;
        this.seen = new SeenHeads(config.memory().seenHeadsMax() / config.lanes());
        this.onAnswered = onAnswered;
        this.connection = new LaneConnection(config, store, world, listener, new ConnectionOwner());
        this.intake =
                new Intake(config, world, this::answers, merchant -> inFlight != null && inFlight.holds(merchant));
        this.contendedMode = new ContendedMode(connection, intake, listener, new ContendedModeOwner());
    }

    /** Begins to connect; until that succeeds, commands wait. */
    public void start() {
        world.executor().execute(connection::connect);
    }

    /** Whether it is connected and knows what became of all that it sent. Any thread may ask. */
    public boolean isConnected() {
        return connected;
    }

    /** Takes a command. Any thread may call. */
    void submit(Pending pending) {
        inbox.add(pending);
        if (awake.compareAndSet(false, true)) {
            world.executor().execute(this::run);
        }
    }

    /**
     * Commits or answers what was accepted, then closes the connection. Whoever calls makes sure that nothing more is
     * submitted.
     *
     * @return completes at the latest after the configured time, when what is left fails
     */
    public Future<Void> close() {
        Promise<Void> whenClosed = Promise.promise();
        world.executor().execute(() -> {
            closing = whenClosed;
            world.timers().after(Math.max(1, config.timeouts().drainTimeout().toMillis()), this::giveUp);
            run();
        });
        return whenClosed.future();
    }

    private void run() {
        assertOwnThread();
        awake.set(false);
        Pending pending = inbox.poll();
        while (pending != null) {
            unanswered++;
            listener.queued(1);
            if (closed) {
                refuse(pending);
            } else {
                intake.add(pending);
            }
            pending = inbox.poll();
        }
        sweepLater();
        pump();
        closeIfDone();
    }

    /** It passed the door while that was closed. */
    private void refuse(Pending pending) {
        Answers answers = answers();
        answers.fail(pending, new OperationFailure.ShuttingDown());
        answers.give();
    }

    /** Does whatever can be done now: decide, load, send. */
    private void pump() {
        LaneSession current = connection.session();
        if (current == null || comparingPast || recovery != null || pausing || contendedMode.holdsHeads()) {
            return;
        }
        if (!contendedMode.isOn()) {
            intake.decideWhatWaits();
            loadIfWanted(current);
        }
        if (!connection.isOn(current) || inFlight != null) {
            return;
        }
        if (intake.hasDecided()) {
            sendDecided(current);
        } else if (contendedMode.isOn()) {
            contendedMode.lockThenDecide(current);
        }
    }

    // Load: head and rows in one snapshot, on the lane's own connection, behind its append.

    private void loadIfWanted(LaneSession current) {
        if (!loadRunning) {
            Map<Integer, LoadRequest> requests = intake.takeLoadRequests();
            if (!requests.isEmpty()) {
                load(current, requests, this::pump);
            }
        }
    }

    private void load(LaneSession current, Map<Integer, LoadRequest> requests, Runnable then) {
        loadRunning = true;
        long started = world.nanoTime().getAsLong();
        connection.await(current, current.load(requests), loaded -> {
            loadRunning = false;
            connection.settled();
            listener.loaded(world.nanoTime().getAsLong() - started);
            loaded.forEach((merchantId, merchant) -> {
                if (merchant instanceof LoadedMerchant.Rows(var rows, var _)) {
                    seen.saw(merchantId, rows.head());
                }
            });
            intake.learn(requests, loaded);
            then.run();
        });
    }

    // Append.

    private void sendDecided(LaneSession current) {
        List<BatchPart> parts = intake.close();
        Map<Integer, Head> expected = new HashMap<>();
        for (BatchPart part : parts) {
            MerchantQueue merchant = part.merchant();
            expected.put(merchant.merchantId(), Objects.requireNonNull(merchant.head, "decided without a head"));
        }
        send(current, parts, expected);
    }

    private void send(LaneSession current, List<BatchPart> parts, Map<Integer, Head> expected) {
        SentBatch batch;
        try {
            batch = SentBatch.of(parts, expected, store, world);
        } catch (RuntimeException failure) {
            // It never left us, and some command's data are the reason.
            contendedMode.letGo(current);
            decideAgain(parts, new AppendOutcome.BadData(failure));
            return;
        }
        inFlight = batch;
        listener.batchDecided(batch.commandCount(), batch.parts().size());
        connection.await(current, current.append(batch.encoded()), outcome -> {
            listener.appended(world.nanoTime().getAsLong() - batch.sentNanos());
            contendedMode.headsAreFree();
            appended(current, batch, outcome);
        });
    }

    private void appended(LaneSession current, SentBatch batch, AppendOutcome outcome) {
        if (!(outcome instanceof AppendOutcome.Unknown)) {
            connection.settled();
        }
        switch (outcome) {
            case AppendOutcome.Written _ -> committed(current, batch);
            case AppendOutcome.Elsewhere(var heads) -> stale(current, batch, heads);
            case AppendOutcome.KeyTaken _, AppendOutcome.BadData _, AppendOutcome.NotWritten _ -> {
                inFlight = null;
                decideAgain(batch.parts(), outcome);
            }
            case AppendOutcome.Unknown(Throwable cause) -> connection.lose(current, cause);
        }
    }

    /** The next batch goes out before the answers of this one are given. */
    private void committed(LaneSession current, SentBatch batch) {
        inFlight = null;
        contendedMode.committed();
        if (intake.hasDecided()) {
            // The database must not wait while this side remembers what it did.
            sendDecided(current);
        }
        intake.committed(batch);
        pump();
        Answers answers = answers();
        for (BatchPart part : batch.parts()) {
            part.answer(answers);
            if (part.writes()) {
                seen.saw(part.merchant().merchantId(), batch.headOf(part));
                listener.committed(part.merchant().merchantId(), part.newNumber());
            }
        }
        answers.give();
        intake.tidy();
        closeIfDone();
    }

    /** Somebody else wrote: those merchants' commands are decided again, the others' go out as they were decided. */
    private void stale(LaneSession current, SentBatch batch, Map<Integer, AppendOutcome.Position> heads) {
        inFlight = null;
        listener.stale(heads.size());
        contendedMode.touched();
        List<BatchPart> again = new ArrayList<>();
        List<BatchPart> asDecided = new ArrayList<>();
        for (BatchPart part : batch.parts()) {
            (heads.containsKey(part.merchant().merchantId()) ? again : asDecided).add(part);
        }
        intake.redo(again);
        if (asDecided.isEmpty()) {
            pump();
        } else {
            send(current, asDecided, batch.expected());
        }
    }

    /** Nothing of a batch is written: back to what is confirmed, and decide its commands again. */
    private void decideAgain(List<BatchPart> parts, AppendOutcome why) {
        switch (why) {
            case AppendOutcome.KeyTaken _ -> intake.lookUpKeys(parts);
            case AppendOutcome.BadData(Throwable cause) -> split(parts, cause);
            case AppendOutcome.NotWritten(Throwable cause) -> {
                LOG.atWarn().setCause(cause).log("an append was rolled back and is retried");
                pause();
            }
            case AppendOutcome.Elsewhere _ -> contendedMode.touched();
            case AppendOutcome.Written _, AppendOutcome.Unknown _ ->
                throw new IllegalStateException("not proven to be unwritten: " + why);
        }
        intake.redo(parts);
        world.executor().execute(this::run);
    }

    /** Halves the batch until the culprit stands alone; then it fails, and nobody else. */
    private void split(List<BatchPart> parts, Throwable cause) {
        int commands = BatchPart.commandCount(parts);
        if (commands > 1) {
            intake.halve(parts);
            return;
        }
        intake.culpritFound();
        LOG.atError().setCause(cause).log("the database refuses what a command writes: the command fails");
        Answers answers = answers();
        parts.forEach(part -> part.fail(answers, cause));
        answers.give();
    }

    private final class ContendedModeOwner implements ContendedMode.Owner {
        @Override
        public void load(LaneSession session, Map<Integer, LoadRequest> requests, Runnable then) {
            Lane.this.load(session, requests, then);
        }

        @Override
        public void sendDecided(LaneSession session) {
            Lane.this.sendDecided(session);
        }

        @Override
        public void pump() {
            Lane.this.pump();
        }
    }

    // The connection.

    private final class ConnectionOwner implements LaneConnection.Owner {
        @Override
        public void opened(LaneSession opened) {
            assertOwnThread();
            if (seen.isEmpty()) {
                goOn(opened);
                return;
            }
            comparingPast = true;
            connection.await(opened, opened.renewHistoriesIfSetBack(seen.all()), setBack -> {
                comparingPast = false;
                if (setBack) {
                    LOG.error(
                            "the database was set back behind what this lane had seen: every journal has a new history");
                    listener.setBack();
                }
                goOn(opened);
            });
        }

        private void goOn(LaneSession opened) {
            Recovery lost = recovery;
            if (lost == null) {
                connected = true;
                pump();
                closeIfDone();
            } else {
                resolve(opened, lost);
            }
        }

        /** Nothing that was read counts, and what was in flight must be found out. */
        @Override
        public void lost(LaneSession lost) {
            assertOwnThread();
            connected = false;
            comparingPast = false;
            loadRunning = false;
            contendedMode.headsAreFree();
            if (inFlight != null) {
                recovery = new Recovery(store, world, inFlight, lost.backend());
                inFlight = null;
            }
            intake.forgetEverything();
        }

        @Override
        public void awaiting() {
            sweepLater();
        }
    }

    private void resolve(LaneSession opened, Recovery lost) {
        connection.await(opened, lost.resolve(opened), verdict -> {
            recovery = null;
            connection.settled();
            connected = true;
            switch (verdict) {
                case Recovery.Verdict.Committed _ -> committed(opened, lost.batch());
                case Recovery.Verdict.NeverCommitted(AppendOutcome why) ->
                    decideAgain(lost.batch().parts(), why);
            }
        });
    }

    private void pause() {
        pausing = true;
        world.timers().after(RETRY_MILLIS, () -> {
            pausing = false;
            pump();
        });
    }

    // Deadlines and the end.

    private Answers answers() {
        return new Answers((pending, outcome) -> {
            unanswered--;
            listener.queued(-1);
            listener.outcome(pending.command().kind(), outcome);
            onAnswered.accept(pending.command().merchantId());
        });
    }

    private void sweepLater() {
        if (!sweeping && (unanswered > 0 || connection.isAwaiting())) {
            sweeping = true;
            world.timers().after(SWEEP_MILLIS, () -> {
                sweeping = false;
                intake.expire(whyLate());
                sent().forEach(batch -> expireDecided(batch.parts()));
                expireDecided(intake.decided());
                connection.giveUpWaiting();
                closeIfDone();
                sweepLater();
            });
        }
    }

    private OperationFailure whyLate() {
        return connection.session() == null
                ? new OperationFailure.StoreUnavailable(true, connection.lastFailure())
                : new OperationFailure.DeadlineExceeded(true);
    }

    /** What was sent has an outcome that nobody knows yet, and so has what is decided and goes out next. */
    private void expireDecided(Iterable<BatchPart> parts) {
        long now = world.nanoTime().getAsLong();
        Answers answers = answers();
        for (BatchPart part : parts) {
            for (Pending pending : part.commands()) {
                if (pending.isExpired(now)) {
                    answers.fail(pending, new OperationFailure.DeadlineExceeded(false));
                }
            }
        }
        answers.give();
    }

    private void giveUp() {
        intake.failWaiting(new OperationFailure.ShuttingDown());
        Answers answers = answers();
        for (SentBatch sent : sent()) {
            sent.parts().forEach(part -> part.fail(answers, new OperationFailure.DeadlineExceeded(false)));
        }
        intake.close().forEach(part -> part.fail(answers, new OperationFailure.ShuttingDown()));
        answers.give();
        closeIfDone();
    }

    private List<SentBatch> sent() {
        List<SentBatch> sent = new ArrayList<>();
        if (inFlight != null) {
            sent.add(inFlight);
        }
        if (recovery != null) {
            sent.add(recovery.batch());
        }
        return sent;
    }

    private void closeIfDone() {
        Promise<Void> whenClosed = closing;
        if (whenClosed != null && unanswered == 0 && inbox.isEmpty()) {
            closed = true;
            connected = false;
            connection.close();
            whenClosed.tryComplete();
        }
    }

    private void assertOwnThread() {
        Thread own = thread;
        if (own == null) {
            thread = Thread.currentThread();
        } else {
            assert own == Thread.currentThread() : "a lane belongs to one thread";
        }
    }
}
