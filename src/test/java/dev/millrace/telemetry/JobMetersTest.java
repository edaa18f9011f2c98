package dev.millrace.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class JobMetersTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_000));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final JobMeters meters = new JobMeters(registry, now::get);

    @Test
    void aJobThatNeverSucceedsCountsFromItsStart() {
        meters.registered("search");
        now.set(Instant.ofEpochSecond(2_000));
        meters.failed("search", new IllegalStateException());
        meters.stuck("search");

        assertThat(lastSuccess("search")).isEqualTo(1_000);
        assertThat(registry.get(MeterNames.JOB_FAILURES)
                        .tag("background_job", "search")
                        .counter()
                        .count())
                .isOne();
        assertThat(registry.get(MeterNames.JOB_STUCK)
                        .tag("background_job", "search")
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void eachJobHasItsOwnLastSuccess() {
        meters.registered("search");
        meters.registered("fills");
        now.set(Instant.ofEpochSecond(1_500));
        meters.succeeded("fills");

        assertThat(lastSuccess("fills")).isEqualTo(1_500);
        assertThat(lastSuccess("search")).isEqualTo(1_000);
    }

    private double lastSuccess(String job) {
        return registry.get(MeterNames.JOB_LAST_SUCCESS)
                .tag("background_job", job)
                .gauge()
                .value();
    }
}
