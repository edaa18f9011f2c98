package dev.millrace.telemetry;

import dev.millrace.jobs.JobListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how repeated jobs fare: when each succeeded last, and how often it failed or fell silent. A job that has not
 * succeeded yet counts from when it was started, so that one which never does is seen as well. Safe for any thread.
 */
public final class JobMeters implements JobListener {
    private static final String LABEL = "background_job";
    private static final double MILLIS_PER_SECOND = 1_000;

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Map<String, Meters> byJob = new ConcurrentHashMap<>();

    private record Meters(AtomicLong lastSuccessMillis, Counter failures, Counter stuck) {}

    public JobMeters(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public void registered(String job) {
        of(job);
    }

    @Override
    public void succeeded(String job) {
        of(job).lastSuccessMillis().set(clock.millis());
    }

    @Override
    public void failed(String job, Throwable failure) {
        of(job).failures().increment();
    }

    @Override
    public void stuck(String job) {
        of(job).stuck().increment();
    }

    private Meters of(String job) {
        return byJob.computeIfAbsent(job, this::register);
    }

    private Meters register(String job) {
        AtomicLong lastSuccessMillis = new AtomicLong(clock.millis());
        Gauge.builder(MeterNames.JOB_LAST_SUCCESS, lastSuccessMillis, millis -> millis.get() / MILLIS_PER_SECOND)
                .description("When a repeated job succeeded last, or was started, in seconds since 1970")
                .baseUnit("seconds")
                .tag(LABEL, job)
                .register(registry);
        return new Meters(
                lastSuccessMillis,
                Counter.builder(MeterNames.JOB_FAILURES)
                        .description("Runs of a repeated job that failed and are tried again")
                        .tag(LABEL, job)
                        .register(registry),
                Counter.builder(MeterNames.JOB_STUCK)
                        .description("Runs of a repeated job that fell silent and were given up")
                        .tag(LABEL, job)
                        .register(registry));
    }
}
