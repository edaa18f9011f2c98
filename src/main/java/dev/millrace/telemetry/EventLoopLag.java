package dev.millrace.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Measures how late event loops are: every 10 ms each should run a tiny task, and how much later it does is what every
 * request on that loop waited too. A loop that stands still for a second records all the ticks that it missed, the first
 * with one second and the last with none, as requests that came meanwhile would.
 */
public final class EventLoopLag {
    private static final long TICK_NANOS = 10_000_000;

    private final List<LoopTicks> beats = new ArrayList<>();
    private volatile boolean stopped;

    private EventLoopLag() {}

    /** Watches every event loop of Vert.x and of the lanes from now on. */
    public static EventLoopLag watch(Vertx vertx, Iterable<EventExecutor> lanes, MeterRegistry registry) {
        EventLoopLag lag = new EventLoopLag();
        int number = 0;
        for (EventExecutor loop : ((VertxInternal) vertx).nettyEventLoopGroup()) {
            lag.watch(loop, Integer.toString(number++), registry);
        }
        int lane = 0;
        for (EventExecutor loop : lanes) {
            lag.watch(loop, "lane-" + lane++, registry);
        }
        return lag;
    }

    private void watch(EventExecutor loop, String name, MeterRegistry registry) {
        Timer timer = Timer.builder(MeterNames.EVENT_LOOP_LAG)
                .description("How late an event loop ran what was due")
                .tag("loop", name)
                .register(registry);
        LoopTicks beat = new LoopTicks(System.nanoTime() + TICK_NANOS, TICK_NANOS, timer);
        beats.add(beat);
        later(loop, beat, TICK_NANOS);
    }

    /** Each tick asks for the next one: at a fixed rate, ticks that a busy loop missed would come after all, one a turn. */
    private void later(EventExecutor loop, LoopTicks beat, long nanos) {
        if (!stopped) {
            var _ = loop.schedule(() -> later(loop, beat, beat.tick(System.nanoTime())), nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Whether every loop has turned within the given time. Callable from any thread. */
    public boolean allTurnedWithin(Duration time) {
        long now = System.nanoTime();
        return beats.stream().allMatch(beat -> beat.turnedWithin(time, now));
    }

    /** Ceases to watch. */
    public void stop() {
        stopped = true;
    }
}
