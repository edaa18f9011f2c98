package dev.millrace.lane;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The real lanes of two nodes and the real rules, in one thread, against a database that fails in every way that is known to
 * us, under a seed and with a clock of its own. In the end everything is held against what was promised.
 */
public final class Simulation {
    private static final int NODES = 2;
    /** Longer than everything that may still be under way when all is answered. */
    private static final int REST_MILLIS = 30_000;

    /** Longer than the most patient client asks again and again. */
    private static final int LONGEST_MILLIS = 600_000;

    private static final int STEP_MILLIS = 20;

    private final long seed;
    private final Random random;
    private final TestWorld world = new TestWorld();
    private final Trace trace;
    private final Chaos chaos;
    private final FakeDatabase database = new FakeDatabase(world);
    private final Invariants invariants;
    private final SimulatedClients clients;
    private final SimulatedNode[] nodes = new SimulatedNode[NODES];
    private final LaneConfig config;
    private boolean calm = true;
    private int nodesMade;
    private int commitsToKeep;
    private int failoversLeft;
    private int restoresLeft;

    /** @param reader is told everything that happens, or null */
    Simulation(long seed, @Nullable Consumer<String> reader) {
        this.seed = seed;
        this.random = new Random(seed);
        this.trace = reader == null ? new Trace() : new Trace(reader);
        this.chaos = new Chaos(random, trace);
        this.invariants = new Invariants(database, trace);
        int merchants = 1 + random.nextInt(4);
        for (int merchant = 1; merchant <= merchants; merchant++) {
            database.create(merchant);
        }
        database.unwritable = WishMaker.IS_UNWRITABLE;
        database.observer = new DatabaseWatch();
        this.config = config();
        this.clients = new SimulatedClients(
                random,
                world,
                invariants,
                trace,
                index -> nodes[index],
                new WishMaker(random, merchants, merchant -> Objects.requireNonNull(database.find(merchant)).rows));
        for (int index = 0; index < NODES; index++) {
            start(index);
        }
    }

    /**
     * Runs one seed to its end.
     *
     * @throws AssertionError if a promise was broken
     */
    Trace run() {
        clients.begin();
        commitsToKeep = database.commitCount();
        calm(false);
        int commands = 40 + random.nextInt(160);
        clients.come(commands);
        trouble(commands);
        goOnUntilAllAreAnswered();
        calm(true);
        advance(3_000);
        clients.resolve();
        goOnUntilAllAreAnswered();
        advance(REST_MILLIS);
        clients.assertAllSettled();
        assertIdle();
        invariants.audit();
        return trace;
    }

    private void goOnUntilAllAreAnswered() {
        long end = world.nowMillis() + LONGEST_MILLIS;
        while (!clients.areDone()) {
            advance(STEP_MILLIS);
            if (world.nowMillis() > end) {
                throw new AssertionError("never comes to rest");
            }
        }
    }

    private void advance(int millis) {
        world.advance(millis);
        trace.assertNothingBroken();
        clients.assertNobodyWaitsTooLong();
        for (SimulatedNode node : nodes) {
            node.assertGoesDownInTime();
        }
    }

    /** The seed that repeats it. */
    long seed() {
        return seed;
    }

    private void calm(boolean isCalm) {
        calm = isCalm;
        chaos.calm(isCalm);
        if (isCalm) {
            chaos.down(false);
        }
    }

    private void start(int index) {
        NodeWatch watch = new NodeWatch("node-" + ++nodesMade, world, trace);
        FakeStore store = new FakeStore(world, database, chaos);
        store.observer = watch;
        // The worst moment for a restore is while a batch is in doubt.
        watch.whenLost = () -> {
            if (restoresLeft > 0 && random.nextInt(3) == 0) {
                later(30, this::restore);
            }
        };
        store.unencodable = WishMaker.IS_UNENCODABLE;
        SimulatedNode node = new SimulatedNode(watch.node(), world, chaos, store, config, watch);
        node.whenGone = () -> {
            trace.say(world.nowMillis(), "gone", node.name());
            trace.see(node.isClosing() ? Sight.NODE_CLOSED : Sight.NODE_DIED);
            clients.nodeIsGone(node);
            world.after(calm ? 1 : random.nextInt(1_500), () -> start(index));
        };
        nodes[index] = node;
    }

    // What happens to the server and to whole nodes.

    private void trouble(int commands) {
        int horizonMillis = 300 + commands * 10;
        for (int crashes = random.nextInt(3); crashes > 0; crashes--) {
            later(horizonMillis, this::crash);
        }
        restoresLeft = Math.max(0, random.nextInt(7) - 3);
        later(horizonMillis, this::restore);
        failoversLeft = Math.max(0, random.nextInt(5) - 2);
        later(horizonMillis, this::failOver);
        for (int closes = Math.max(0, random.nextInt(4) - 1); closes > 0; closes--) {
            later(horizonMillis, () -> {
                SimulatedNode node = nodes[random.nextInt(NODES)];
                if (node.isAlive() && !node.isClosing()) {
                    node.close();
                }
            });
        }
    }

    private void later(int horizonMillis, Runnable trouble) {
        world.after(1 + random.nextInt(horizonMillis), () -> {
            if (!calm) {
                trouble.run();
            }
        });
    }

    private void crash() {
        trace.see(Sight.CRASH);
        trace.say(world.nowMillis(), "crash");
        database.crash();
        awayFor(random.nextInt(1_500));
    }

    private void restore() {
        if (restoresLeft == 0) {
            return;
        }
        restoresLeft--;
        int lost = Math.min(random.nextInt(random.nextBoolean() ? 12 : 3), database.commitCount() - commitsToKeep);
        boolean isNoticed = random.nextBoolean();
        trace.see(isNoticed ? Sight.RESTORED_TO_A_NEW_HISTORY : Sight.RESTORED_IN_THE_SAME_HISTORY);
        trace.say(world.nowMillis(), "restored", lost, isNoticed);
        invariants.timelineEnds();
        database.restore(lost, isNoticed ? "history-" + database.timeline() : null);
        invariants.timelineBegins();
        awayFor(random.nextInt(random.nextBoolean() ? 1_000 : 20));
    }

    /** The standby takes over: what nobody waited for may be lost, what was acknowledged may not. */
    private void failOver() {
        if (failoversLeft == 0) {
            return;
        }
        failoversLeft--;
        int lost = database.commitsNotReplicated();
        trace.see(Sight.FAILED_OVER_TO_THE_STANDBY);
        if (lost > 0) {
            trace.see(Sight.UNREPLICATED_COMMIT_LOST);
        }
        trace.say(world.nowMillis(), "failed over", lost);
        invariants.timelineEnds();
        database.restore(lost, null);
        invariants.assertNothingAcknowledgedIsLost();
        invariants.timelineBegins();
        awayFor(random.nextInt(1_000));
    }

    private void awayFor(int millis) {
        chaos.down(true);
        world.after(1 + millis, () -> chaos.down(false));
    }

    private void assertIdle() {
        for (SimulatedNode node : nodes) {
            node.assertIdle();
        }
        if (!database.locks().isIdle()) {
            throw new AssertionError("heads are locked for nobody");
        }
        if (database.backends().size() != NODES) {
            throw new AssertionError(
                    "backends that nobody uses: " + database.backends().size());
        }
        if (world.timers() > 0) {
            throw new AssertionError(world.timers() + " timers for nothing");
        }
    }

    private LaneConfig config() {
        int commands = any(1, 2, 5, 32, 512);
        return new LaneConfig(
                1,
                new LaneConfig.Batches(commands, any(4, 8_192, 8_192), any(3_000, 1_000_000, 1_000_000)),
                new LaneConfig.Queues(1_000, any(15, 1_000, 1_000, 1_000)),
                new LaneConfig.Timeouts(
                        Duration.ofMillis(any(400, 1_500, 5_000)),
                        Duration.ofMillis(any(20, 200, 2_000)),
                        Duration.ofMillis(any(500, 3_000, 20_000))),
                new LaneConfig.Memory(any(0, 4, 10_000), any(2_000, 1_000_000), any(1, 6, 10_000), any(1, 100), 1_000));
    }

    private int any(int... some) {
        return some[random.nextInt(some.length)];
    }

    private final class DatabaseWatch implements FakeDatabase.Observer {
        @Override
        public void committed(FakeBackend backend, Map<Integer, FakeTables> tables) {
            if (backend.isAlone()) {
                trace.see(Sight.COMMITTED_FOR_NOBODY);
            }
            tables.forEach((merchantId, after) ->
                    trace.say(world.nowMillis(), "committed", backend.name(), merchantId, after.head.number()));
        }

        /** The worst moment for a failover is now. */
        @Override
        public void committedHereOnly() {
            if (failoversLeft > 0 && random.nextInt(3) == 0) {
                later(60, Simulation.this::failOver);
            }
        }

        @Override
        public void historiesBegun() {
            trace.see(Sight.SET_BACK_NOTICED);
            trace.say(world.nowMillis(), "histories begun");
        }

        @Override
        public void lockTimedOut() {
            trace.see(Sight.LOCK_TIMEOUT);
        }

        @Override
        public void endedAtWork() {
            trace.see(Sight.ENDED_AT_WORK);
        }

        @Override
        public void endedInItsWait() {
            trace.see(Sight.ENDED_IN_ITS_WAIT_FOR_THE_STANDBY);
        }
    }
}
