package dev.millrace.lane;

import dev.millrace.domain.state.Head;
import dev.millrace.lane.Conduct.Fate;
import dev.millrace.lane.FakeDatabase.Written;
import dev.millrace.lane.FakeSession.Question;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of a connection: does what reaches it, one thing after another, and holds head locks until the end of
 * its transaction. It lives until it sees that its client is gone, or is ended; until then it may still commit.
 */
final class FakeBackend {
    static final long LOCK_TIMEOUT_MILLIS = 2_000;

    /** How far apart an ended backend is looked for. */
    private static final long GONE_LOOK_MILLIS = 50;

    private final String name;
    private final FakeDatabase database;
    private final FakeSession client;
    private final TestWorld world;
    private final Conduct conduct;
    private final Deque<Question<?>> inbox = new ArrayDeque<>();
    private @Nullable Question<?> atWork;
    /** What it has committed here, while it waits for the standby; others do not see it yet. */
    private @Nullable Written waitsForStandby;

    private boolean clientGone;
    private boolean gone;

    FakeBackend(String name, FakeDatabase database, FakeSession client, TestWorld world, Conduct conduct) {
        this.name = name;
        this.database = database;
        this.client = client;
        this.world = world;
        this.conduct = conduct;
    }

    String name() {
        return name;
    }

    boolean isGone() {
        return gone;
    }

    /** Whether nobody would be told what it does. */
    boolean isAlone() {
        return clientGone || client.isBroken();
    }

    /** A question has reached it. */
    void receive(Question<?> question) {
        inbox.add(question);
        world.after(conduct.takeUpMillis(question.fate()), this::goOn);
    }

    /** Takes up what is next, unless it is at work or a test holds it back. */
    void goOn() {
        Question<?> next = inbox.peek();
        if (gone || atWork != null) {
            return;
        }
        if (next == null) {
            if (clientGone) {
                die();
            }
        } else if (!client.isHeld(next)) {
            takeUp();
        }
    }

    /** Takes up what is next, held back or not. */
    void takeUp() {
        Question<?> next = inbox.remove();
        atWork = next;
        work(next);
    }

    /** Whether something has reached it that it has not taken up. */
    boolean isHoldingBack() {
        return !inbox.isEmpty();
    }

    /** What is next is taken from it before it is taken up. */
    void drop() {
        inbox.remove();
    }

    /** Nobody is there any more to be told anything. */
    void clientIsGone() {
        clientGone = true;
        if (!conduct.finishesForNobody()) {
            inbox.clear();
        }
        goOn();
    }

    /** What is not committed here is rolled back; what waits for the standby is committed here. */
    void die() {
        Written committed = waitsForStandby;
        if (!gone && committed != null) {
            database.observer.endedInItsWait();
            database.commit(this, committed.tables(), false);
        }
        vanish();
    }

    /** Its server is gone for good, with all that it did. */
    void vanish() {
        if (!gone) {
            gone = true;
            inbox.clear();
            database.locks().forgetWait(this);
            database.locks().release(this);
            database.gone(this);
            client.closedByServer();
        }
    }

    /** Somebody wants it ended; it takes its time. */
    void terminate() {
        if (atWork != null) {
            database.observer.endedAtWork();
        }
        world.after(conduct.dyingMillis(), this::die);
    }

    private <T> void work(Question<T> question) {
        if (question.fate() == Fate.FAILED) {
            rollBack();
            done(question, client::refused);
            return;
        }
        question.work().run(this, answer -> done(question, q -> client.answered(q, answer)));
    }

    private <T> void done(Question<T> question, Consumer<Question<T>> tell) {
        if (gone || atWork != question) {
            return;
        }
        atWork = null;
        tell.accept(question);
        goOn();
    }

    // What it can be asked.

    void load(Map<Integer, LoadRequest> requests, Consumer<Map<Integer, LoadedMerchant>> done) {
        done.accept(database.load(requests));
    }

    void lockHeads(Set<Integer> merchantIds, Consumer<Map<Integer, Head>> done) {
        Question<?> asked = atWork;
        lock(merchantIds, () -> done.accept(database.heads(merchantIds)), () -> {
            rollBack();
            failed(asked);
        });
    }

    void append(AppendRequest request, Consumer<AppendOutcome> done) {
        Question<?> asked = atWork;
        Fate fate = asked == null ? Fate.FINE : asked.fate();
        lock(
                request.merchants().stream()
                        .map(AppendRequest.OfMerchant::merchantId)
                        .toList(),
                () -> commit(database.write(request), fate, done),
                () -> {
                    rollBack();
                    done.accept(new AppendOutcome.NotWritten(new IllegalStateException("lock timeout")));
                });
    }

    void release(Consumer<Void> done) {
        rollBack();
        done.accept(null);
    }

    void hasWritten(int merchantId, long number, UUID batchId, Consumer<Boolean> done) {
        FakeTables tables = database.find(merchantId);
        done.accept(tables != null && tables.hasWritten(number, batchId));
    }

    void renewHistoriesIfSetBack(Map<Integer, Head> seen, Consumer<Boolean> done) {
        if (!database.isSetBack(seen)) {
            done.accept(false);
            return;
        }
        Question<?> asked = atWork;
        lock(
                database.merchants().keySet(),
                () -> world.after(conduct.commitMillis(Fate.FINE), () -> {
                    if (!gone) {
                        if (database.isSetBack(seen)) {
                            database.beginHistories();
                        }
                        rollBack();
                        done.accept(true);
                    }
                }),
                () -> {
                    rollBack();
                    failed(asked);
                });
    }

    void end(String other, Consumer<Boolean> done) {
        FakeBackend victim = database.backend(other);
        if (victim != null) {
            victim.terminate();
        }
        look(other, conduct.looksForGone(), done);
    }

    private void look(String other, int looksLeft, Consumer<Boolean> done) {
        boolean isGone = database.backend(other) == null;
        if (isGone || looksLeft == 0) {
            done.accept(isGone);
        } else {
            world.after(GONE_LOOK_MILLIS, () -> {
                if (!gone) {
                    look(other, looksLeft - 1, done);
                }
            });
        }
    }

    private void lock(Iterable<Integer> merchantIds, Runnable granted, Runnable tooLate) {
        List<Integer> existing = List.copyOf(database.heads(merchantIds).keySet());
        database.locks().acquire(this, existing, granted);
        if (database.locks().isWaiting(this)) {
            Question<?> asked = atWork;
            world.after(LOCK_TIMEOUT_MILLIS, () -> {
                if (!gone && atWork == asked && database.locks().isWaiting(this)) {
                    database.locks().forgetWait(this);
                    database.observer.lockTimedOut();
                    tooLate.run();
                }
            });
        }
    }

    private void commit(Written written, Fate fate, Consumer<AppendOutcome> done) {
        world.after(conduct.commitMillis(fate), () -> {
            if (!gone) {
                waitForStandby(written, fate, done);
            }
        });
    }

    private void waitForStandby(Written written, Fate fate, Consumer<AppendOutcome> done) {
        boolean waits = written.outcome() instanceof AppendOutcome.Written;
        waitsForStandby = waits ? written : null;
        world.after(waits ? conduct.standbyMillis(fate) : 0, () -> {
            if (gone) {
                return;
            }
            waitsForStandby = null;
            boolean doubtful = waits && fate == Fate.WARNED;
            database.commit(this, written.tables(), waits && !doubtful);
            rollBack();
            done.accept(
                    doubtful
                            ? new AppendOutcome.Unknown(new IllegalStateException("the commit came with a warning"))
                            : written.outcome());
        });
    }

    /** The end of the transaction; what was committed before stays. */
    private void rollBack() {
        database.locks().release(this);
    }

    private <T> void failed(@Nullable Question<T> asked) {
        if (asked != null) {
            done(asked, q -> client.failed(q, new IllegalStateException("lock timeout")));
        }
    }
}
