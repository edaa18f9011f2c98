package dev.millrace.lane;

import dev.millrace.domain.command.Command;
import io.vertx.core.Future;

/** A node in a simulation: a real lane on a way of its own to the database. It may die between any two of its steps. */
final class SimulatedNode {
    /** What a node can take to close, beyond its drain timeout. */
    private static final long CLOSE_GRACE_MILLIS = 500;

    private final String name;
    private final TestWorld world;
    private final Chaos chaos;
    private final FakeStore store;
    private final LaneConfig config;
    private final Lanes lanes;
    private final CommandGate gate;
    private int queued;
    private boolean alive = true;
    private boolean closing;
    private long goneMillis;

    /** What the simulation does when it is gone. */
    Runnable whenGone = () -> {};

    SimulatedNode(
            String name, TestWorld world, Chaos chaos, FakeStore store, LaneConfig config, LaneListener listener) {
        this.name = name;
        this.world = world;
        this.chaos = chaos;
        this.store = store;
        this.config = config;
        store.isAlive = this::goesOn;
        LaneEnvironment environment = new LaneEnvironment(
                task -> world.execute(() -> run(task)),
                (millis, task) -> world.after(millis, () -> run(task)),
                world::now,
                world::nanoTime,
                world::nextId,
                () -> TestWorld.LATEST);
        lanes = new Lanes(config, store, _ -> environment, _ -> LaneListeners.of(listener, new Counter()));
        gate = lanes.gate(Runnable::run);
        lanes.start();
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return alive;
    }

    boolean isClosing() {
        return closing;
    }

    /** A client's command arrives. */
    Future<Result> submit(Command command, long deadlineNanos) {
        return gate.submit(command, deadlineNanos);
    }

    /** In which of the database's timelines its last connection was opened. */
    int timeline() {
        return store.session().timeline();
    }

    /** The process is gone, with all that it was at. */
    void die() {
        if (alive) {
            alive = false;
            store.sessions.forEach(FakeSession::vanish);
            whenGone.run();
        }
    }

    /** It goes down in an orderly way. */
    void close() {
        closing = true;
        goneMillis = world.nowMillis() + config.timeouts().drainTimeout().toMillis() + CLOSE_GRACE_MILLIS;
        lanes.close().onComplete(_ -> die());
    }

    void assertGoesDownInTime() {
        if (alive && closing && world.nowMillis() > goneMillis) {
            throw new AssertionError(name + " never goes down");
        }
    }

    /** Nothing waits, and all that it needs is there. */
    void assertIdle() {
        if (!lanes.areConnected()) {
            throw new AssertionError(name + " is not connected though nothing is wrong any more");
        }
        if (queued != 0) {
            throw new AssertionError(name + " has lost count of " + queued + " commands");
        }
    }

    private void run(Runnable task) {
        if (goesOn()) {
            task.run();
        }
    }

    private boolean goesOn() {
        if (alive && chaos.kills()) {
            die();
        }
        return alive;
    }

    private final class Counter implements LaneListener {
        @Override
        public void queued(int delta) {
            queued += delta;
        }
    }
}
