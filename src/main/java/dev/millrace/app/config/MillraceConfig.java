package dev.millrace.app.config;

import dev.millrace.access.AccessConfig;
import dev.millrace.http.ApiConfig;
import dev.millrace.lane.LaneConfig;
import dev.millrace.store.DatabaseConfig;
import dev.millrace.telemetry.ManagementConfig;

/** The whole configuration: a section for every room that has one. Keys read {@code section.name_of_the_value}. */
public record MillraceConfig(
        ApiConfig api, ManagementConfig management, DatabaseConfig database, LaneConfig lane, AccessConfig access) {
    public static MillraceConfig defaults() {
        return new MillraceConfig(
                ApiConfig.defaults(),
                ManagementConfig.defaults(),
                DatabaseConfig.defaults(),
                LaneConfig.defaults(),
                AccessConfig.defaults());
    }
}
