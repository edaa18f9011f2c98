package dev.millrace.app.node;

import dev.millrace.lane.LaneEnvironment;
import dev.millrace.wire.Uuid7;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

/** Gives an event loop to whoever wants one for itself, the loops in turn. */
final class EventLoops {
    private final VertxInternal vertx;

    EventLoops(Vertx vertx) {
        this.vertx = (VertxInternal) vertx;
    }

    /** The next loop, as an executor that runs tasks in order. */
    Executor next() {
        return executorOf(vertx.createEventLoopContext());
    }

    /** The world of a lane that lives on that loop. */
    LaneEnvironment laneEnvironment(EventLoop loop, InstantSource clock) {
        ContextInternal context = vertx.contextBuilder().withEventLoop(loop).build();
        Uuid7 ids = Uuid7.seeded();
        return new LaneEnvironment(
                executorOf(context),
                (millis, task) -> context.setTimer(millis, _ -> task.run()),
                clock,
                System::nanoTime,
                () -> ids.next(clock.instant()),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    static Executor executorOf(Context context) {
        return task -> context.runOnContext(_ -> task.run());
    }
}
