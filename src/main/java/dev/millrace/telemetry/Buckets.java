package dev.millrace.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The histogram buckets of our meters, chosen around what people ask of them. Buckets add up over instances; quantiles
 * that an instance computes itself do not, so there are none.
 */
final class Buckets implements MeterFilter {
    private static final double NANOS_PER_MILLI = 1e6;
    /** How long a maximum is remembered: longer than the time between two scrapes, so that none is missed. */
    private static final Duration MAXIMUM_MEMORY = Duration.ofMinutes(1);

    private static final double[] REQUEST_MILLIS = {
        0.5, 1, 2, 3, 5, 7.5, 10, 15, 20, 30, 50, 75, 100, 150, 250, 500, 1_000, 2_500, 5_000, 10_000
    };
    private static final double[] DATABASE_MILLIS = {
        0.25, 0.5, 1, 1.5, 2, 3, 5, 7.5, 10, 15, 20, 30, 50, 100, 250, 500, 1_000, 5_000
    };
    private static final double[] LAG_MILLIS = {0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000};
    private static final double[] SUPPLIER_MILLIS = {20, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 20_000, 60_000
    };
    private static final double[] FILL_HOURS = {1 / 60.0, 0.25, 1, 4, 12, 24, 48, 96, 168, 336, 720};
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final double[] COUNTS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024};

    private static final Map<String, double[]> BY_NAME = Map.of(
            MeterNames.HTTP_REQUEST, nanos(REQUEST_MILLIS),
            MeterNames.LANE_LOAD, nanos(DATABASE_MILLIS),
            MeterNames.LANE_APPEND, nanos(DATABASE_MILLIS),
            MeterNames.EVENT_LOOP_LAG, nanos(LAG_MILLIS),
            MeterNames.SUPPLIER_EXCHANGE, nanos(SUPPLIER_MILLIS),
            MeterNames.FILL_DELAY, nanos(millis(FILL_HOURS)),
            MeterNames.LANE_BATCH, COUNTS,
            MeterNames.LANE_BATCH_MERCHANTS, COUNTS);

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        double @Nullable [] buckets = BY_NAME.get(id.getName());
        if (buckets == null) {
            return config;
        }
        return DistributionStatisticConfig.builder()
                .percentilesHistogram(false)
                .serviceLevelObjectives(buckets)
                .expiry(MAXIMUM_MEMORY)
                .build()
                .merge(config);
    }

    private static double[] millis(double[] hours) {
        return Arrays.stream(hours).map(value -> value * MILLIS_PER_HOUR).toArray();
    }

    private static double[] nanos(double[] millis) {
        return Arrays.stream(millis).map(value -> value * NANOS_PER_MILLI).toArray();
    }
}
