package dev.millrace.lane;

import dev.millrace.domain.command.Command;
import dev.millrace.lane.Wish.Attempt;
import dev.millrace.lane.Wish.Standing;
import dev.millrace.store.OperationFailure;
import io.vertx.core.AsyncResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Everybody who sends commands in a simulation. They ask again, with the same key and at either node, until they know what
 * became of it; some send twins at once, some repeat what they know, and some use a key again for something else.
 */
final class SimulatedClients {
    /** How long after its deadline the last of them is told. */
    private static final long GRACE_MILLIS = 250;

    private static final long[] TIMEOUT_MILLIS = {30, 200, 1_000, 5_000, 20_000};
    private static final int ATTEMPTS_MAX = 8;

    private final Random random;
    private final TestWorld world;
    private final Invariants invariants;
    private final Trace trace;
    private final IntFunction<SimulatedNode> nodes;
    private final WishMaker maker;
    private final Set<Attempt> waiting = new LinkedHashSet<>();
    private final List<Wish> wishes = new ArrayList<>();
    private final int gapMillis;
    private int attemptsMade;
    private int toCome;
    private boolean patient;

    SimulatedClients(
            Random random,
            TestWorld world,
            Invariants invariants,
            Trace trace,
            IntFunction<SimulatedNode> nodes,
            WishMaker maker) {
        this.random = random;
        this.world = world;
        this.invariants = invariants;
        this.trace = trace;
        this.nodes = nodes;
        this.maker = maker;
        this.gapMillis = new int[] {1, 3, 12, 80}[random.nextInt(4)];
    }

    /** Sends what every merchant begins with, each after the one before is done. */
    void begin() {
        patient = true;
        for (Wish wish : maker.first()) {
            send(wish, 0);
            for (int looks = 0; !wish.settled; looks++) {
                if (looks == 1_000) {
                    throw new AssertionError("nothing can be begun with");
                }
                world.advance(5);
            }
        }
        patient = false;
    }

    /** Sends so many wishes from now on, at random moments. */
    void come(int commands) {
        toCome = commands;
        arrive();
    }

    /** Whether all has come and nobody waits. */
    boolean areDone() {
        return toCome == 0 && waiting.isEmpty();
    }

    /** From now on everybody waits for as long as it takes, and asks again for what nobody knows. */
    void resolve() {
        patient = true;
        for (Wish wish : wishes) {
            if (!wish.settled) {
                send(wish, 0);
            }
        }
    }

    void assertNobodyWaitsTooLong() {
        for (Attempt attempt : waiting) {
            if (world.nowMillis() > attempt.deadlineMillis + GRACE_MILLIS) {
                throw new AssertionError("waits for ever: " + attempt);
            }
        }
    }

    void assertAllSettled() {
        for (Wish wish : wishes) {
            if (!wish.settled) {
                throw new AssertionError("nobody ever knew what became of a wish of merchant " + wish.merchantId());
            }
        }
    }

    /** Whoever waits for it sees the connection break. */
    void nodeIsGone(SimulatedNode node) {
        List<Attempt> lost =
                waiting.stream().filter(attempt -> attempt.node == node).toList();
        for (Attempt attempt : lost) {
            trace.see(Sight.ANSWER_NEVER_CAME);
            over(attempt);
            tryAgain(attempt);
        }
    }

    private void arrive() {
        if (toCome == 0) {
            return;
        }
        toCome--;
        Wish wish = maker.next();
        wishes.add(wish);
        send(wish, 0);
        if (random.nextInt(10) == 0) {
            trace.see(Sight.TWINS);
            send(wish, random.nextInt(6) == 0 ? 1 : 0);
        }
        world.after(random.nextInt(4) == 0 ? 0 : random.nextInt(gapMillis + 1), this::arrive);
    }

    private void send(Wish wish, int variant) {
        SimulatedNode node = nodes.apply(random.nextInt(2));
        long timeout = patient ? 60_000 : TIMEOUT_MILLIS[random.nextInt(TIMEOUT_MILLIS.length)];
        Standing standing = invariants.standing(wish.merchantId());
        Command command = wish.command(world.nextId(), Instant.ofEpochMilli(++attemptsMade), variant);
        Attempt attempt = new Attempt(wish, variant, command, node, world.nowMillis() + timeout, standing);
        wish.attempts++;
        invariants.sent(attempt);
        trace.say(world.nowMillis(), "sent", node.name(), command.kind(), attemptsMade, wish.merchantId());
        if (!node.isAlive()) {
            attempt.isOver = true;
            tryAgain(attempt);
            return;
        }
        waiting.add(attempt);
        node.submit(command, TimeUnit.MILLISECONDS.toNanos(attempt.deadlineMillis))
                .onComplete(answer -> answered(attempt, answer));
    }

    private void over(Attempt attempt) {
        if (attempt.isOver) {
            throw new AssertionError("answered twice: " + attempt);
        }
        attempt.isOver = true;
        waiting.remove(attempt);
    }

    private void answered(Attempt attempt, AsyncResult<Result> answer) {
        try {
            told(attempt, answer);
        } catch (AssertionError broken) {
            trace.broken(broken);
        }
    }

    private void told(Attempt attempt, AsyncResult<Result> answer) {
        over(attempt);
        if (answer.succeeded()) {
            Result result = answer.result();
            trace.say(world.nowMillis(), "told", attempt.command.receivedAt().toEpochMilli(), nameOf(result));
            invariants.answered(attempt, result);
            known(attempt);
            return;
        }
        Throwable failure = answer.cause();
        trace.say(
                world.nowMillis(),
                "failed",
                attempt.command.receivedAt().toEpochMilli(),
                failure.getClass().getSimpleName());
        if (failure instanceof OperationFailure operation) {
            failed(attempt, operation);
        } else if (attempt.wish.isImpossible()) {
            attempt.wish.settled = true;
            invariants.impossible(attempt, failure);
        } else {
            throw new AssertionError("failed for no reason: " + attempt, failure);
        }
    }

    private void failed(Attempt attempt, OperationFailure failure) {
        if (failure instanceof OperationFailure.Overloaded) {
            trace.see(Sight.OVERLOADED);
        }
        if (failure.notExecuted()) {
            invariants.notExecuted(attempt);
        } else {
            trace.see(Sight.OUTCOME_UNKNOWN);
        }
        tryAgain(attempt);
    }

    private void known(Attempt attempt) {
        attempt.wish.settled = true;
        if (!patient) {
            if (random.nextInt(7) == 0) {
                later(attempt.wish, attempt.variant, 300);
            }
            if (random.nextInt(14) == 0) {
                trace.see(Sight.CHANGED_CONTENT);
                later(attempt.wish, attempt.variant + 1, 300);
            }
        }
    }

    private void tryAgain(Attempt attempt) {
        boolean goesOn = patient || (attempt.wish.attempts < ATTEMPTS_MAX && random.nextInt(10) > 0);
        if (goesOn && !attempt.wish.settled) {
            later(attempt.wish, attempt.variant, 1 + random.nextInt(200));
        }
    }

    private void later(Wish wish, int variant, int millis) {
        world.after(random.nextInt(millis), () -> send(wish, variant));
    }

    private static String nameOf(Result result) {
        return Objects.requireNonNull(result).getClass().getSimpleName();
    }
}
