package dev.millrace.lane;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** The world of a lane that lives on a Vert.x event loop. */
public final class VertxLaneEnvironment {
    private VertxLaneEnvironment() {}

    /** @param context the event loop that the lane belongs to from now on */
    public static LaneEnvironment on(Vertx vertx, Context context, Supplier<UUID> ids) {
        return new LaneEnvironment(
                task -> context.runOnContext(_ -> task.run()),
                (millis, task) -> context.runOnContext(_ -> vertx.setTimer(millis, _ -> task.run())),
                InstantSource.system(),
                System::nanoTime,
                ids);
    }
}
