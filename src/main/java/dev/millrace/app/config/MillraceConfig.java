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
        return new MillraceConfig(
                other,
                memory,
                management,
                database,
                read,
                lane,
                feed,
                access,
                keyLimits,
                merchantLimits,
                suppliers,
                dispatcher);
    }

    public MillraceConfig with(MemoryConfig other) {
        return new MillraceConfig(
                api,
                other,
                management,
                database,
                read,
                lane,
                feed,
                access,
                keyLimits,
                merchantLimits,
                suppliers,
                dispatcher);
    }

    public MillraceConfig with(ManagementConfig other) {
        return new MillraceConfig(
                api,
                memory,
                other,
                database,
                read,
                lane,
                feed,
                access,
                keyLimits,
                merchantLimits,
                suppliers,
                dispatcher);
    }

    public MillraceConfig with(DatabaseConfig other) {
        return new MillraceConfig(
                api,
                memory,
                management,
                other,
                read,
                lane,
                feed,
                access,
                keyLimits,
                merchantLimits,
                suppliers,
                dispatcher);
    }

    public MillraceConfig with(LaneConfig other) {
        return new MillraceConfig(
                api,
                memory,
                management,
                database,
                read,
                other,
                feed,
                access,
                keyLimits,
                merchantLimits,
                suppliers,
                dispatcher);
    }

    public MillraceConfig with(FeedConfig other) {
        return new MillraceConfig(
                api,
                memory,
                management,
                database,
                read,
                lane,
                other,
                access,
                keyLimits,
                merchantLimits,
                suppliers,
                dispatcher);
    }

    public MillraceConfig with(AccessConfig other) {
        return new MillraceConfig(
                api,
                memory,
                management,
                database,
                read,
                lane,
                feed,
                other,
                keyLimits,
                merchantLimits,
                suppliers,
                dispatcher);
    }

    public MillraceConfig with(ConnectorConfig other) {
        return new MillraceConfig(
                api,
                memory,
                management,
                database,
                read,
                lane,
                feed,
                access,
                keyLimits,
                merchantLimits,
                other,
                dispatcher);
    }

    public MillraceConfig with(DispatcherConfig other) {
        return new MillraceConfig(
                api,
                memory,
                management,
                database,
                read,
                lane,
                feed,
                access,
                keyLimits,
                merchantLimits,
                suppliers,
                other);
    }

    /** With other limits for each API key. */
    public MillraceConfig withKeyLimits(RequestLimitsConfig other) {
        return new MillraceConfig(
                api,
                memory,
                management,
                database,
                read,
                lane,
                feed,
                access,
                other,
                merchantLimits,
                suppliers,
                dispatcher);
    }

    /** With other limits for each merchant. */
    public MillraceConfig withMerchantLimits(RequestLimitsConfig other) {
        return new MillraceConfig(
                api, memory, management, database, read, lane, feed, access, keyLimits, other, suppliers, dispatcher);
    }
}
