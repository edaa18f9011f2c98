package dev.millrace.telemetry;

import dev.millrace.store.DatabaseFigureReads;
import dev.millrace.store.DatabaseFigures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;

/** Measures what keeps PostgreSQL from cleaning up behind hot rows. Safe for any thread. */
public final class DatabaseMeters {
    private static final DatabaseFigures NOTHING = new DatabaseFigures(Duration.ZERO, Map.of());

    private volatile DatabaseFigures figures = NOTHING;

    public DatabaseMeters(MeterRegistry registry) {
        Gauge.builder(
                        MeterNames.DATABASE_OLDEST_SNAPSHOT,
                        () -> figures.oldestSnapshot().toSeconds())
                .description(
                        "Age of the oldest transaction that keeps dead rows from being removed, as far as it can be seen")
                .baseUnit("seconds")
                .register(registry);
        for (String table : DatabaseFigureReads.HOT_TABLES) {
            Gauge.builder(
                            MeterNames.DATABASE_DEAD_ROWS,
                            () -> figures.deadRows().getOrDefault(table, 0L))
                    .description("Rows that were replaced and not removed yet")
                    .tag("table", table)
                    .register(registry);
        }
    }

    /** How the database stands now. */
    public void figures(DatabaseFigures now) {
        figures = now;
    }
}
