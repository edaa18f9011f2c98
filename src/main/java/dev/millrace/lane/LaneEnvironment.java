package dev.millrace.lane;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a lane takes from the world around it, so that a simulation can own all of it.
 *
 * @param executor runs on the lane's own thread, in order
 * @param timers likewise, later
 * @param clock the time of day
 * @param nanoTime the scale on which deadlines are given
 * @param ids fresh ids, for batches
 * @param chance from 0 inclusive to 1 exclusive, evenly; for jitter
 */
public record LaneEnvironment(
        Executor executor,
        Timers timers,
        InstantSource clock,
        LongSupplier nanoTime,
        Supplier<UUID> ids,
        DoubleSupplier chance) {

    /** Runs something later. */
    public interface Timers {
        /** Runs {@code task} on the lane's thread after {@code millis}, at least 1. */
        void after(long millis, Runnable task);
    }
}
