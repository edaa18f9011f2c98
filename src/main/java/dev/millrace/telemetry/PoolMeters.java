package dev.millrace.telemetry;

import dev.millrace.store.Queries;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Measures the pools of connections to the database. Lanes have connections of their own. */
public final class PoolMeters {
    private final MeterRegistry registry;

    public PoolMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param pool its name, one of a few */
    public PoolMeters measure(String pool, Queries queries) {
        Gauge.builder(MeterNames.DATABASE_CONNECTIONS, queries::connectionsInUse)
                .description("Connections of a pool that are in use")
                .tag("pool", pool)
                .register(registry);
        Gauge.builder(MeterNames.DATABASE_WAITING, queries::waiting)
                .description("Statements that wait for a connection of a pool")
                .tag("pool", pool)
                .register(registry);
        return this;
    }
}
