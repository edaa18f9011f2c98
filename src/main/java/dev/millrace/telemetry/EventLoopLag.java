package dev.millrace.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
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

    private final List<LoopBeat> beats = new ArrayList<>();
    private final List<ScheduledFuture<?>> ticks = new ArrayList<>();

    private EventLoopLag() {}

    /** Watches every event loop of Vert.x from now on. */
    public static EventLoopLag watch(Vertx vertx, MeterRegistry registry) {
        EventLoopLag lag = new EventLoopLag();
        for (EventExecutor loop : ((VertxInternal) vertx).nettyEventLoopGroup()) {
            lag.watch(loop, registry);
        }
        return lag;
    }

    private void watch(EventExecutor loop, MeterRegistry registry) {
        Timer timer = Timer.builder(MeterNames.EVENT_LOOP_LAG)
                .description("How late an event loop ran what was due")
                .tag("loop", Integer.toString(beats.size()))
                .register(registry);
        LoopBeat beat = new LoopBeat(System.nanoTime() + TICK_NANOS, TICK_NANOS, timer);
        beats.add(beat);
        ticks.add(loop.scheduleAtFixedRate(
                () -> beat.tick(System.nanoTime()), TICK_NANOS, TICK_NANOS, TimeUnit.NANOSECONDS));
    }

    /** Whether every loop has turned within the given time. Callable from any thread. */
    public boolean allTurnedWithin(Duration time) {
        long now = System.nanoTime();
        return beats.stream().allMatch(beat -> beat.turnedWithin(time, now));
    }

    /** Ceases to watch. */
    public void stop() {
        ticks.forEach(tick -> tick.cancel(false));
    }
}
