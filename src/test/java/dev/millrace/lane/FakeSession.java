package dev.millrace.lane;

import dev.millrace.domain.Head;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connection to the {@link FakeStore}: what it is asked is answered in order, one after another. */
final class FakeSession implements LaneSession {
    enum Kind {
        LOAD,
        LOCK,
        APPEND,
        RELEASE,
        HAS_WRITTEN,
        END
    }

    /** Something asked and not answered yet. */
    private record Step<T>(Kind kind, Object question, Supplier<T> honest, Promise<T> promise) {
        void answer() {
            promise.complete(honest.get());
        }
    }

    private final FakeStore store;
    private final TestWorld world;
    private final String backend;
    private final Deque<Step<?>> steps = new ArrayDeque<>();
    private @Nullable Runnable lost;
    boolean dead;
    boolean abandoned;
    boolean headsLocked;

    FakeSession(FakeStore store, TestWorld world, String backend) {
        this.store = store;
        this.world = world;
        this.backend = backend;
    }

    @Override
    public String backend() {
        return backend;
    }

    @Override
    public void onLost(Runnable whenLost) {
        lost = whenLost;
    }

    @Override
    public Future<Map<Integer, LoadedMerchant>> load(Map<Integer, LoadRequest> requests) {
        return ask(Kind.LOAD, requests, () -> {
            Map<Integer, LoadedMerchant> loaded = new HashMap<>();
            requests.forEach((merchantId, request) -> loaded.put(merchantId, store.load(merchantId, request)));
            return loaded;
        });
    }

    @Override
    public Future<Map<Integer, Head>> lockHeads(Set<Integer> merchantIds) {
        Set<Integer> wanted = Set.copyOf(merchantIds);
        return ask(Kind.LOCK, wanted, () -> {
            headsLocked = true;
            return store.heads(wanted);
        });
    }

    @Override
    public Future<AppendOutcome> append(LaneStore.Encoded batch) {
        return this.<AppendOutcome>ask(Kind.APPEND, batch, () -> {
                    headsLocked = false;
                    return store.write(((FakeStore.Batch) batch).request());
                })
                .otherwise(AppendOutcome.Unknown::new);
    }

    @Override
    public Future<Void> release() {
        return ask(Kind.RELEASE, "", () -> {
            headsLocked = false;
            return null;
        });
    }

    @Override
    public Future<Boolean> hasWritten(int merchantId, long number, UUID batchId) {
        return ask(
                Kind.HAS_WRITTEN,
                merchantId,
                () -> batchId.equals(store.books(merchantId).journal.get(number)));
    }

    @Override
    public Future<Boolean> end(String other) {
        return ask(Kind.END, other, () -> {
            store.ended.add(other);
            return true;
        });
    }

    @Override
    public void abandon() {
        abandoned = true;
        dead = true;
        steps.clear();
    }

    /** What is asked and stands next to be answered, or null. */
    @Nullable
    Kind next() {
        Step<?> step = steps.peek();
        return step == null ? null : step.kind();
    }

    int waiting() {
        return steps.size();
    }

    /** The batch that waits for its answer. */
    AppendRequest batch() {
        return encoded().request();
    }

    FakeStore.Batch encoded() {
        return (FakeStore.Batch) step(Kind.APPEND).question();
    }

    /** The question that stands next. */
    Object question(Kind kind) {
        return step(kind).question();
    }

    /** The next is answered truthfully. */
    void answer(Kind kind) {
        Step<?> step = step(kind);
        steps.remove();
        step.answer();
        goOn();
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
        Step<T> step = (Step<T>) step(kind);
        steps.remove();
        step.promise().complete(answer);
        goOn();
    }

    /** What is asked fails. */
    void fail(Kind kind) {
        Step<?> step = step(kind);
        steps.remove();
        step.promise().fail("failed");
        goOn();
    }

    /** The batch is written, and the connection breaks before anyone is told. */
    void cutAfterWriting() {
        store.write(batch());
        cut();
    }

    /** The connection breaks: everything that waits fails, and the lane is told. */
    void cut() {
        dead = true;
        Deque<Step<?>> failing = new ArrayDeque<>(steps);
        steps.clear();
        failing.forEach(step -> step.promise().fail("connection closed"));
        if (lost != null) {
            lost.run();
        }
        world.run();
    }

    private <T> Future<T> ask(Kind kind, Object question, Supplier<T> honest) {
        if (dead) {
            return Future.failedFuture("connection closed");
        }
        Promise<T> promise = Promise.promise();
        steps.add(new Step<>(kind, question, honest, promise));
        world.execute(this::answerWhatIsNotHeld);
        return promise.future();
    }

    private void goOn() {
        answerWhatIsNotHeld();
        world.run();
    }

    private void answerWhatIsNotHeld() {
        Step<?> step = steps.peek();
        if (step != null && !store.held.contains(step.kind())) {
            steps.remove();
            step.answer();
            world.execute(this::answerWhatIsNotHeld);
        }
    }

    private Step<?> step(Kind kind) {
        Step<?> step = steps.peek();
        if (step == null || step.kind() != kind) {
            throw new AssertionError("expected " + kind + " to be asked, but there is " + steps);
        }
        return step;
    }
}
