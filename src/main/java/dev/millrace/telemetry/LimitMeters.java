package dev.millrace.telemetry;

import dev.millrace.access.LimitListener;
import dev.millrace.access.RequestLimits;
import dev.millrace.access.Traffic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Measures the limits of API keys and merchants. A limit's name says whether it is a key's or a merchant's, never whose.
 * Safe for any thread.
 */
public final class LimitMeters implements LimitListener {
    private final MeterRegistry registry;
    private final Map<Traffic, Counter> admitted = new EnumMap<>(Traffic.class);
    private final Map<String, Counter> refused = new HashMap<>();
    private final Counter uncounted;

    public LimitMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Traffic traffic : Traffic.values()) {
            if (traffic.scope() != null) {
                admitted.put(traffic, counterOf(traffic));
            }
        }
        RequestLimits.names().forEach(limit -> refused.put(limit, counterOf(limit)));
        uncounted = Counter.builder(MeterNames.LIMITS_UNCOUNTED)
                .description(
                        "Requests that a limit did not count, since it remembers too many keys or merchants already")
                .register(registry);
    }

    /** How full the limits are. */
    public void watch(RequestLimits limits) {
        Gauge.builder(MeterNames.LIMITS_CONCURRENT, limits, RequestLimits::concurrent)
                .description("Requests under way that limits count")
                .register(registry);
        Gauge.builder(MeterNames.LIMITS_HOLDERS, limits, RequestLimits::holders)
                .description("API keys and merchants whose use is remembered, of all limits together")
                .register(registry);
    }

    @Override
    public void admitted(Traffic traffic) {
        Objects.requireNonNull(admitted.get(traffic)).increment();
    }

    @Override
    public void refused(String limit) {
        Objects.requireNonNull(refused.get(limit)).increment();
    }

    @Override
    public void uncounted() {
        uncounted.increment();
    }

    private Counter counterOf(Traffic traffic) {
        return Counter.builder(MeterNames.LIMITS_ADMITTED)
                .description("Requests that limits counted and let go on")
                .tag("traffic", traffic.text())
                .register(registry);
    }

    private Counter counterOf(String limit) {
        return Counter.builder(MeterNames.LIMITS_REFUSED)
                .description("Requests that were more than a limit of their API key or merchant allows")
                .tag("limit", limit)
                .register(registry);
    }
}
