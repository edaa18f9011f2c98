package dev.millrace.telemetry;

import dev.millrace.feed.ProjectionListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Measures how far the search of orders is behind the journals. */
public final class ProjectionMeters implements ProjectionListener {
    private final AtomicLong events = new AtomicLong();
    private final Counter failures;
    private final Timer fills;

    public ProjectionMeters(MeterRegistry registry) {
        Gauge.builder(MeterNames.PROJECTION_LAG, events, AtomicLong::get)
                .description("Events of all journals that the search of orders has not read yet")
                .register(registry);
        failures = Counter.builder(MeterNames.PROJECTION_FAILURES)
                .description("Steps of the search of orders that failed and are tried again")
                .register(registry);
        fills = Timer.builder(MeterNames.FILL_DELAY)
                .description("From placing an order that had to wait until it had all its units")
                .register(registry);
    }

    @Override
    public void filled(Duration delay) {
        fills.record(delay);
    }

    @Override
    public void behind(long eventsBehind, int merchants) {
        events.set(eventsBehind);
    }

    @Override
    public void failed(int merchantId, Throwable failure) {
        failures.increment();
    }
}
