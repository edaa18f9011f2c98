package dev.millrace.lane;

import dev.millrace.domain.state.Head;
import dev.millrace.lane.Conduct.Fate;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of a connection to a {@link FakeDatabase}: what it is asked is answered in order, unless the
 * connection breaks or falls silent. A test may hold questions back and bend the answers to them.
 */
final class FakeSession implements LaneSession {
    enum Kind {
        LOAD,
        LOCK,
        APPEND,
        RELEASE,
        HAS_WRITTEN,
        COMPARE_PAST,
        END
    }

    /** What a backend does about a question. */
    interface Work<T> {
        void run(FakeBackend backend, Consumer<T> done);
    }

    /** Something asked and not answered yet. */
    static final class Question<T> {
        private final Kind kind;
        private final Object about;
        private final Fate fate;
        private final Work<T> work;
        private final Promise<T> promise = Promise.promise();

        private Question(Kind kind, Object about, Fate fate, Work<T> work) {
            this.kind = kind;
            this.about = about;
            this.fate = fate;
            this.work = work;
        }

        Kind kind() {
            return kind;
        }

        Object about() {
            return about;
        }

        Fate fate() {
            return fate;
        }

        Work<T> work() {
            return work;
        }
    }

    private final FakeStore store;
    private final TestWorld world;
    private final Conduct conduct;
    private final FakeBackend backend;
    private final int timeline;
    private final List<Question<?>> open = new ArrayList<>();
    private @Nullable Runnable lost;
    private boolean reachesBackend = true;
    private boolean hearsBackend = true;
    private boolean closed;
    private long lastAnswerMillis;

    boolean abandoned;

    FakeSession(FakeStore store, TestWorld world, Conduct conduct) {
        this.store = store;
        this.world = world;
        this.conduct = conduct;
        this.backend = store.database().connect(this, conduct);
        this.timeline = store.database().timeline();
    }

    @Override
    public String backend() {
        return backend.name();
    }

    /** Whether its backend is still there. */
    boolean isAtWork() {
        return !backend.isGone();
    }

    /** How often the database had been restored when this was opened. */
    int timeline() {
        return timeline;
    }

    @Override
    public void onLost(Runnable whenLost) {
        lost = whenLost;
    }

    @Override
    public Future<Map<Integer, LoadedMerchant>> load(Map<Integer, LoadRequest> requests) {
        return ask(Kind.LOAD, requests, (server, done) -> server.load(requests, done));
    }

    @Override
    public Future<Map<Integer, Head>> lockHeads(Set<Integer> merchantIds) {
        Set<Integer> wanted = new LinkedHashSet<>(merchantIds);
        return ask(Kind.LOCK, wanted, (server, done) -> server.lockHeads(wanted, done));
    }

    @Override
    public Future<AppendOutcome> append(LaneStore.Encoded batch) {
        AppendRequest request = ((FakeStore.Batch) batch).request();
        return this.<AppendOutcome>ask(Kind.APPEND, batch, (server, done) -> server.append(request, done))
                .otherwise(AppendOutcome.Unknown::new);
    }

    @Override
    public Future<Void> release() {
        return ask(Kind.RELEASE, "", FakeBackend::release);
    }

    @Override
    public Future<Boolean> hasWritten(int merchantId, long number, UUID batchId) {
        return ask(
                Kind.HAS_WRITTEN, merchantId, (server, done) -> server.hasWritten(merchantId, number, batchId, done));
    }

    @Override
    public Future<Boolean> renewHistoriesIfSetBack(Map<Integer, Head> seen) {
        return ask(Kind.COMPARE_PAST, seen, (server, done) -> server.renewHistoriesIfSetBack(seen, done));
    }

    @Override
    public Future<Boolean> end(String other) {
        store.ended.add(other);
        return ask(Kind.END, other, (server, done) -> server.end(other, done));
    }

    @Override
    public void abandon() {
        abandoned = true;
        close(lost);
    }

    // What its backend and the way to it do.

    /** Nobody hears what the backend says any more. */
    boolean isBroken() {
        return closed || !hearsBackend;
    }

    /** An append is held back also when nobody waits for it any more: its backend is at work. */
    boolean isHeld(Question<?> question) {
        return store.held.contains(question.kind()) && (!closed || question.kind() == Kind.APPEND);
    }

    <T> void answered(Question<T> question, T answer) {
        if (question.fate() == Fate.LOST_AFTER) {
            hearsBackend = false;
            world.after(conduct.breakMillis(), this::breakOff);
        }
        tell(
                () -> {
                    store.observer.answered(this, question, answer);
                    question.promise.complete(answer);
                },
                question);
    }

    /** The server has reported an error for it, which proves of an append that it is not written. */
    @SuppressWarnings("unchecked")
    void refused(Question<?> question) {
        IllegalStateException error = new IllegalStateException("out of memory");
        if (question.kind() == Kind.APPEND) {
            answered((Question<AppendOutcome>) question, new AppendOutcome.NotWritten(error));
        } else {
            failed(question, error);
        }
    }

    void failed(Question<?> question, Throwable failure) {
        tell(() -> question.promise.fail(failure), question);
    }

    /** The backend has gone away. */
    void closedByServer() {
        reachesBackend = false;
        if (hearsBackend) {
            world.after(conduct.breakMillis(), this::breakOff);
        }
    }

    /** The connection breaks, and the client is told; the backend may notice later. */
    void breakOff() {
        close(lost);
    }

    /** The client's process is gone; nobody is left to be told. */
    void vanish() {
        close(null);
        open.clear();
    }

    private void tell(Runnable news, Question<?> question) {
        if (!hearsBackend) {
            return;
        }
        lastAnswerMillis = Math.max(lastAnswerMillis, world.nowMillis() + conduct.answerMillis());
        world.after(lastAnswerMillis - world.nowMillis(), () -> {
            if (hearsBackend && !closed && store.goesOn() && open.remove(question)) {
                news.run();
            }
        });
    }

    private void close(@Nullable Runnable whoIsTold) {
        if (closed) {
            return;
        }
        closed = true;
        reachesBackend = false;
        if (!backend.isGone()) {
            world.after(conduct.noticeMillis(), backend::clientIsGone);
        }
        List<Question<?>> failing = List.copyOf(open);
        open.clear();
        world.execute(() -> {
            if (store.goesOn()) {
                failing.forEach(question -> question.promise.fail("connection closed"));
                if (whoIsTold != null) {
                    whoIsTold.run();
                }
            }
        });
    }

    private <T> Future<T> ask(Kind kind, Object about, Work<T> work) {
        Question<T> question = new Question<>(kind, about, closed ? Fate.FINE : conduct.fate(kind), work);
        if (closed) {
            world.execute(() -> question.promise.fail("connection closed"));
            return question.promise.future();
        }
        store.observer.asked(this, question);
        open.add(question);
        switch (question.fate()) {
            case LOST_BEFORE -> {
                reachesBackend = false;
                world.after(conduct.breakMillis(), this::breakOff);
            }
            case LOST_AT_WORK -> world.after(conduct.breakMillis(), this::breakOff);
            case SILENT -> hearsBackend = false;
            case FINE, LOST_AFTER, FAILED, WARNED -> {
                // It goes wrong later, if at all.
            }
        }
        if (reachesBackend) {
            backend.receive(question);
        } else if (backend.isGone()) {
            world.after(conduct.breakMillis(), this::breakOff);
        }
        return question.promise.future();
    }

    // By hand.

    /** What is asked and stands next to be answered, or null. */
    @Nullable
    Kind next() {
        return open.isEmpty() ? null : open.getFirst().kind();
    }

    /** Whether its backend has heads locked. */
    boolean holdsHeads() {
        return store.database().locks().isHolding(backend);
    }

    int waiting() {
        return open.size();
    }

    /** The batch that waits for its answer. */
    AppendRequest batch() {
        return encoded().request();
    }

    FakeStore.Batch encoded() {
        return (FakeStore.Batch) next(Kind.APPEND).about();
    }

    /** The question that stands next. */
    Object question(Kind kind) {
        return next(kind).about();
    }

    /** The next is answered truthfully. */
    void answer(Kind kind) {
        next(kind);
        backend.takeUp();
        world.run();
    }

    /** The append is answered truthfully, having done what it says. */
    void append() {
        answer(Kind.APPEND);
    }

    /** The append does nothing and says this. */
    void append(AppendOutcome outcome) {
        reply(Kind.APPEND, outcome);
    }

    /** The next is answered with this, having done nothing. */
    @SuppressWarnings("unchecked")
    <T> void reply(Kind kind, T answer) {
        Question<T> question = (Question<T>) next(kind);
        backend.drop();
        answered(question, answer);
        backend.goOn();
        world.run();
    }

    /** What is asked fails. */
    void fail(Kind kind) {
        Question<?> question = next(kind);
        backend.drop();
        failed(question, new IllegalStateException("failed"));
        backend.goOn();
        world.run();
    }

    /** The batch is written, and the connection breaks before anyone is told. */
    void cutAfterWriting() {
        next(Kind.APPEND);
        hearsBackend = false;
        backend.takeUp();
        world.run();
        cut();
    }

    /** The connection breaks, and what waits has never reached its backend. */
    void cut() {
        while (backend.isHoldingBack()) {
            backend.drop();
        }
        breakOff();
        world.run();
    }

    /** The connection breaks, but what waits has reached its backend, which will get round to it if it is not ended. */
    void cutAtWork() {
        breakOff();
        world.run();
    }

    /** A backend that a test held back does what has reached it. */
    void workOn() {
        backend.takeUp();
        world.run();
    }

    /** The backend goes away, and nobody notices. */
    void dieUnnoticed() {
        hearsBackend = false;
        backend.die();
    }

    private Question<?> next(Kind kind) {
        if (next() != kind) {
            throw new AssertionError("expected " + kind + " to be asked, but there is " + open);
        }
        return open.getFirst();
    }
}
