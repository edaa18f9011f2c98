package dev.millrace.app.config;

import dev.millrace.access.AccessConfig;
import dev.millrace.access.RequestLimitsConfig;
import dev.millrace.config.Heap;
import dev.millrace.feed.FeedConfig;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.MemoryConfig;
import dev.millrace.lane.LaneConfig;
import dev.millrace.purchasing.ConnectorConfig;
import dev.millrace.purchasing.dispatch.DispatcherConfig;
import dev.millrace.store.DatabaseConfig;
import dev.millrace.store.ReadConfig;
import dev.millrace.telemetry.ManagementConfig;

/** The whole configuration: a section for every room that has one. Keys read {@code section.name_of_the_value}. */
public record MillraceConfig(
        ApiConfig api,
        MemoryConfig memory,
        ManagementConfig management,
        DatabaseConfig database,
        ReadConfig read,
        LaneConfig lane,
        FeedConfig feed,
        AccessConfig access,
        RequestLimitsConfig keyLimits,
        RequestLimitsConfig merchantLimits,
        ConnectorConfig suppliers,
        DispatcherConfig dispatcher) {
    public static MillraceConfig defaults() {
        return defaults(Heap.ofThisJvm());
    }

    /** @param heap how large it may grow bounds what is kept and remembered */
    public static MillraceConfig defaults(Heap heap) {
        return new MillraceConfig(
                ApiConfig.defaults(heap),
                MemoryConfig.defaults(heap),
                ManagementConfig.defaults(),
                DatabaseConfig.defaults(),
                ReadConfig.defaults(),
                LaneConfig.defaults(heap),
                FeedConfig.defaults(heap),
                AccessConfig.defaults(),
                RequestLimitsConfig.defaults(),
                RequestLimitsConfig.defaults(),
                ConnectorConfig.defaults(),
                DispatcherConfig.defaults());
    }

    public MillraceConfig with(ApiConfig other) {
        return replaced("api", other);
    }

    public MillraceConfig with(MemoryConfig other) {
        return replaced("memory", other);
    }

    public MillraceConfig with(ManagementConfig other) {
        return replaced("management", other);
    }

    public MillraceConfig with(DatabaseConfig other) {
        return replaced("database", other);
    }

    public MillraceConfig with(LaneConfig other) {
        return replaced("lane", other);
    }

    public MillraceConfig with(FeedConfig other) {
        return replaced("feed", other);
    }

    public MillraceConfig with(AccessConfig other) {
        return replaced("access", other);
    }

    public MillraceConfig with(ConnectorConfig other) {
        return replaced("suppliers", other);
    }

    public MillraceConfig with(DispatcherConfig other) {
        return replaced("dispatcher", other);
    }

    /** With other limits for each API key. */
    public MillraceConfig withKeyLimits(RequestLimitsConfig other) {
        return replaced("keyLimits", other);
    }

    /** With other limits for each merchant. */
    public MillraceConfig withMerchantLimits(RequestLimitsConfig other) {
        return new MillraceConfig(
                api, memory, management, database, read, lane, feed, access, keyLimits, other, suppliers, dispatcher);
    }

    private MillraceConfig replaced(String section, Record other) {
        return (MillraceConfig) Records.build(
                MillraceConfig.class,
                component -> component.getName().equals(section) ? other : Records.read(component, this));
    }
}
