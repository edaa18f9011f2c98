package dev.millrace.telemetry;

import dev.millrace.http.RequestListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Times requests by route, method and class of status. Every label comes from a small set: the route is a template, a
 * method that nobody knows is {@code OTHER}, and a client that went away before its answer is {@code gone}. Safe for any
 * thread.
 */
public final class HttpMeters implements RequestListener {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final int STATUS_CLASS = 100;

    private record Key(String route, String method, int statusClass) {}

    private final MeterRegistry registry;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    public HttpMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(String route, String method, int status, long nanos) {
        Key key = new Key(route, METHODS.contains(method) ? method : "OTHER", status / STATUS_CLASS);
        timers.computeIfAbsent(key, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Key key) {
        return Timer.builder(MeterNames.HTTP_REQUEST)
                .description("From the arrival of a request's head until its answer was written")
                .tag("route", key.route)
                .tag("method", key.method)
                .tag("status", key.statusClass == 0 ? "gone" : key.statusClass + "xx")
                .register(registry);
    }
}
