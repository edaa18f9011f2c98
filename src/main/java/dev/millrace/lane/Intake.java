package dev.millrace.lane;

import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.store.OperationFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits, what is known, and the batch that is being decided: commands go from their merchant's queue into the open
 * batch as soon as what they need is known. It does no I/O. Owned by the lane's thread.
 *
 * <p>It is longer than other classes, since all of its steps turn on the same round of merchants and the same open batch.
 */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** Commands that one merchant may add before it is the next one's turn. */
    private static final int TURN_COMMANDS = 32;

    private final LaneConfig config;
    private final LaneEnvironment world;
    private final Supplier<Answers> answers;
    private final Predicate<MerchantQueue> inFlight;
    private final RecentOutcomes recent;

    private final MerchantQueues merchants;
    private final MissingRows missing = new MissingRows();
    private final BatchSize batchSize;
    private final ArrayDeque<MerchantQueue> round = new ArrayDeque<>();
    private OpenBatch open;

    /** @param inFlight whether a merchant has a part in a batch that is not committed yet */
    Intake(LaneConfig config, LaneEnvironment world, Supplier<Answers> answers, Predicate<MerchantQueue> inFlight) {
        this.config = config;
        this.world = world;
        this.answers = answers;
        this.inFlight = inFlight;
        this.recent = new RecentOutcomes(
                config.memory().recentOutcomesMax() / config.lanes(),
                config.memory().recentOutcomesBytesMax() / config.lanes());
        this.open = new OpenBatch(config);
        this.merchants = new MerchantQueues(config.memory().stateEntriesMax() / config.lanes(), inFlight);
        this.batchSize = new BatchSize(config.batches().batchCommandsMax());
    }

    /** A command begins to wait. */
    void add(Pending pending) {
        MerchantQueue merchant = merchants.of(pending.command().merchantId());
        merchant.waiting().add(pending);
        joinRound(merchant);
    }

    boolean hasDecided() {
        return !open.isEmpty();
    }

    /** Closes the open batch and begins a new one. */
    List<BatchPart> close() {
        List<BatchPart> parts = open.close();
        open = new OpenBatch(config);
        return parts;
    }

    /** Decides what waits, merchants in turn, so that one's flood does not starve the others. */
    void decideWhatWaits() {
        boolean progress = true;
        while (progress && !isFull()) {
            progress = false;
            for (int turns = round.size(); turns > 0 && !isFull(); turns--) {
                MerchantQueue merchant = round.remove();
                merchant.inRound = false;
                progress |= takeTurns(merchant, TURN_COMMANDS);
                joinRound(merchant);
            }
        }
    }

    /** Decides what waits of these merchants alone, in turn as well. */
    void decide(Iterable<MerchantQueue> chosen) {
        boolean progress = true;
        while (progress && !isFull()) {
            progress = false;
            for (MerchantQueue merchant : chosen) {
                progress |= takeTurns(merchant, TURN_COMMANDS);
            }
        }
    }

    /** The next merchants in turn with something to decide. */
    List<MerchantQueue> nextInTurn(int max) {
        List<MerchantQueue> next = new ArrayList<>();
        for (int turns = round.size(); turns > 0 && next.size() < max; turns--) {
            MerchantQueue merchant = round.remove();
            merchant.inRound = false;
            if (!merchant.waiting().isEmpty()) {
                next.add(merchant);
            }
            joinRound(merchant);
        }
        return next;
    }

    /** Merchants whose next command misses rows, and what its first commands miss, all of it at once. */
    Map<Integer, LoadRequest> takeLoadRequests() {
        return missing.takeLoadRequests(batchSize.commandsMax());
    }

    /** Whoever wants a load says so again: what is loaded under locked heads must be guarded by them. */
    void forgetWishes() {
        missing.forgetWishes();
    }

    /** Takes in what was loaded; a merchant whose rows cannot be understood is stopped, the others go on. */
    void learn(Map<Integer, LoadRequest> requests, Map<Integer, LoadedMerchant> loaded) {
        requests.forEach((merchantId, request) -> {
            MerchantQueue merchant = merchant(merchantId);
            merchant.loading = false;
            switch (loaded.get(merchantId)) {
                case LoadedMerchant.Rows rows -> learn(merchant, request, rows);
                case LoadedMerchant.Broken(Throwable cause) -> stop(merchant, cause);
                case null -> stop(merchant, new IllegalStateException("a load left this merchant out"));
            }
            merchants.count(merchant);
        });
    }

    /**
     * Rows that were read ahead of a batch which had to go out again tell of the time before it. What is known of its
     * merchants is exact behind it, so such rows are dropped, and whoever needs them asks again.
     */
    private void learn(MerchantQueue merchant, LoadRequest request, LoadedMerchant.Rows rows) {
        if (!inFlight.test(merchant) || merchant.isAt(rows.loaded().head())) {
            merchant.learn(request, rows);
        }
    }

    /** A batch is committed: its outcomes can be repeated from memory. */
    void committed(SentBatch batch) {
        batchSize.growAgain(batch);
        missing.committed();
        for (BatchPart part : batch.parts()) {
            MerchantQueue merchant = part.merchant();
            for (KeyId key : part.keys()) {
                KnownOutcome decided = merchant.decidedKeys.remove(key);
                if (decided != null) {
                    recent.put(merchant.merchantId(), key, decided);
                }
            }
            for (Pending pending : part.commands()) {
                KeyId key = pending.keyId();
                if (key != null) {
                    merchant.lookedUpKeys.remove(key);
                }
            }
            merchant.trim(config.memory().stateUnknownSkusMax());
            merchants.count(merchant);
        }
    }

    /** Nothing of these parts was written: their commands, and what was decided after them, wait again in their order. */
    void redo(List<BatchPart> parts) {
        for (BatchPart part : parts) {
            MerchantQueue merchant = part.merchant();
            List<Pending> again = new ArrayList<>(part.commands());
            again.addAll(open.remove(merchant));
            merchant.putBack(again);
            merchant.forget();
            joinRound(merchant);
        }
    }

    /** A batch was refused for its data: the next ones are half as large, until the culprit stands alone. */
    void halve(List<BatchPart> refused) {
        batchSize.halve(refused);
    }

    /** The culprit stood alone; the commits to come let batches grow again. */
    void culpritFound() {
        batchSize.culpritFound();
    }

    /** A key was taken: it and those of the next batches are looked up first. */
    void lookUpKeys(List<BatchPart> parts) {
        missing.lookUpKeys(parts);
    }

    /** After a lost connection nothing that was read or remembered counts. */
    void forgetEverything() {
        for (BatchPart part : close()) {
            part.merchant().putBack(part.commands());
            joinRound(part.merchant());
        }
        missing.forgetWishes();
        recent.forget();
        merchants.all().forEach(merchant -> {
            merchant.loading = false;
            merchant.forget();
        });
    }

    /** What is decided and goes out next. */
    Iterable<BatchPart> decided() {
        return open.parts();
    }

    /**
     * Drops commands whose time is over. Nothing of them was ever sent.
     *
     * @param why it came to that
     */
    void expire(OperationFailure why) {
        long now = world.nanoTime().getAsLong();
        Answers expired = answers.get();
        for (MerchantQueue merchant : round) {
            merchant.waiting().removeIf(pending -> {
                if (pending.isExpired(now)) {
                    expired.fail(pending, why);
                }
                return pending.isAnswered();
            });
        }
        expired.give();
    }

    /** Fails all that waits and was not sent. */
    void failWaiting(Throwable failure) {
        Answers failed = answers.get();
        for (MerchantQueue merchant : merchants.all()) {
            merchant.waiting().forEach(pending -> failed.fail(pending, failure));
            merchant.waiting().clear();
        }
        failed.give();
    }

    /** Bounds the memory of all states, the least recently used going first. */
    void tidy() {
        merchants.tidy();
    }

    MerchantQueue merchant(int merchantId) {
        return merchants.of(merchantId);
    }

    private boolean isFull() {
        return open.isFull(batchSize.commandsMax());
    }

    private void joinRound(MerchantQueue merchant) {
        if (!merchant.inRound && !merchant.waiting().isEmpty()) {
            merchant.inRound = true;
            round.add(merchant);
        }
    }

    /** @return whether a command was taken */
    private boolean takeTurns(MerchantQueue merchant, int commands) {
        int taken = 0;
        while (taken < commands && !merchant.loading && !isFull()) {
            Pending pending = merchant.waiting().peek();
            if (pending == null || !take(merchant, pending)) {
                break;
            }
            taken++;
        }
        return taken > 0;
    }

    private boolean take(MerchantQueue merchant, Pending pending) {
        if (answeredAtOnce(merchant, pending)) {
            return true;
        }
        boolean provisional = merchant.openPart != null || inFlight.test(merchant);
        try {
            return takeByTheRules(merchant, pending, provisional);
        } catch (RuntimeException | StackOverflowError failure) {
            return threw(merchant, pending, provisional, failure);
        }
    }

    private boolean takeByTheRules(MerchantQueue merchant, Pending pending, boolean provisional) {
        MerchantState state = merchant.state;
        if (state == null || missing.isMissingSomething(merchant, state, pending)) {
            return waitForLoad(merchant);
        }
        if (provisional && pending.isSuspect()) {
            return false;
        }
        if (!open.decide(merchant, pending)) {
            // Those behind it may be refused as well; their keys are looked up on the same way.
            merchant.waiting().forEach(Pending::lookUpKey);
            return waitForLoad(merchant);
        }
        merchant.waiting().remove();
        return true;
    }

    /** @return that nothing was taken */
    private boolean waitForLoad(MerchantQueue merchant) {
        missing.waitForLoad(merchant);
        return false;
    }

    /** Expired commands are dropped; repetitions of what was committed lately are answered from memory. */
    private boolean answeredAtOnce(MerchantQueue merchant, Pending pending) {
        Keyed keyed = pending.command().keyed();
        KeyId key = pending.keyId();
        KnownOutcome known = key == null ? null : recent.find(merchant.merchantId(), key);
        boolean expired = pending.isExpired(world.nanoTime().getAsLong());
        if (known == null && !expired && !pending.isAnswered()) {
            return false;
        }
        merchant.waiting().remove();
        Answers answer = answers.get();
        if (known != null && keyed != null) {
            answer.succeed(pending, known.answerTo(keyed.hash()));
        } else {
            answer.fail(pending, new OperationFailure.DeadlineExceeded(true));
        }
        answer.give();
        return true;
    }

    /**
     * The rules threw over a command. What is not confirmed may be wrong for that reason alone, so it is decided again,
     * alone, on a state that was just read, before it fails.
     *
     * @return whether the merchant may go on
     */
    private boolean threw(MerchantQueue merchant, Pending pending, boolean provisional, Throwable failure) {
        if (!provisional || open.isHalfApplied(merchant)) {
            merchant.putBack(open.remove(merchant));
            merchant.forget();
            missing.loadAgain(merchant);
        }
        if (provisional || !pending.isSuspect()) {
            pending.suspect();
            return false;
        }
        merchant.waiting().remove();
        LOG.atError()
                .setCause(failure)
                .addKeyValue("merchant_id", merchant.merchantId())
                .addKeyValue("kind", pending.command().kind())
                .log("a business rule failed unexpectedly: its command fails, the others in the batch do not");
        Answers answer = answers.get();
        answer.fail(pending, failure);
        answer.give();
        return true;
    }

    /** Rows that cannot be understood stop their merchant's commands, not the lane. */
    private void stop(MerchantQueue merchant, Throwable cause) {
        LOG.atError()
                .setCause(cause)
                .addKeyValue("merchant_id", merchant.merchantId())
                .log("a merchant's rows cannot be read: the merchant's commands fail");
        Answers failed = answers.get();
        merchant.waiting().forEach(pending -> failed.fail(pending, cause));
        merchant.waiting().clear();
        merchant.forget();
        failed.give();
    }
}
