package dev.millrace.lane;

import dev.millrace.domain.command.Command;
import dev.millrace.store.OperationFailure;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;

/** All lanes of a node. A merchant's commands always use the same one. */
public final class Lanes {
    private final List<Lane> lanes = new ArrayList<>();
    private final Admission admission;

    /**
     * @param environments a world for each lane, by its index
     * @param listeners whom each lane tells, by its index
     */
    public Lanes(
            LaneConfig config,
            LaneStore store,
            IntFunction<LaneEnvironment> environments,
            IntFunction<LaneListener> listeners) {
        this.admission = new Admission(
                config.queues().queueCommandsMax(), config.queues().merchantQueueCommandsMax());
        for (int index = 0; index < config.lanes(); index++) {
            lanes.add(new Lane(config, store, environments.apply(index), listeners.apply(index), admission::release));
        }
    }

    /** Begins to connect. */
    public void start() {
        lanes.forEach(Lane::start);
    }

    /** Whether every lane can commit. */
    public boolean areConnected() {
        return lanes.stream().allMatch(Lane::isConnected);
    }

    /**
     * The way in for one event loop.
     *
     * @param replyTo runs the answers, on the thread that waits for them
     */
    public CommandGate gate(Executor replyTo) {
        return (command, deadlineNanos) -> submit(command, deadlineNanos, replyTo);
    }

    /** Takes no more commands, and completes when all that were accepted are answered. */
    public Future<Void> close() {
        admission.close();
        return Future.join(lanes.stream().map(Lane::close).toList()).mapEmpty();
    }

    private Future<Result> submit(Command command, long deadlineNanos, Executor replyTo) {
        OperationFailure refused = admission.reserve(command.merchantId());
        if (refused != null) {
            return Future.failedFuture(refused);
        }
        Pending pending = new Pending(command, deadlineNanos, replyTo);
        laneOf(command.merchantId()).submit(pending);
        return pending.promise().future();
    }

    private Lane laneOf(int merchantId) {
        // Fibonacci hashing (Knuth, vol. 3, 6.4): consecutive numbers spread over the lanes.
        int hash = merchantId * 0x9E37_79B9;
        return lanes.get(Math.floorMod(hash >>> 16, lanes.size()));
    }
}
