package dev.millrace.endtoend;

import dev.millrace.TestDatabase;
import dev.millrace.app.Millrace;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.http.ApiConfig;
import dev.millrace.telemetry.ManagementConfig;
import java.time.Duration;

/** Servers for tests, on free ports. */
public final class Nodes {
    private Nodes() {}

    /** Starts a node on a test's database. Close it. */
    public static Millrace start(TestDatabase database) {
        return Millrace.start(config(database));
    }

    /** What {@link #start} uses. */
    public static MillraceConfig config(TestDatabase database) {
        return MillraceConfig.defaults()
                .with(database.config())
                .with(Shop.ACCESS)
                .with(new ManagementConfig("127.0.0.1", 0))
                .with(onAnyPort(ApiConfig.defaults()));
    }

    private static ApiConfig onAnyPort(ApiConfig api) {
        return new ApiConfig(
                "127.0.0.1",
                0,
                1,
                api.connectionsMax(),
                api.idleTimeout(),
                api.requestDeadline(),
                Duration.ZERO,
                api.bodyBytesMax(),
                api.bulkBytesMax(),
                api.bulkLinesMax(),
                api.headerBytesMax(),
                api.initialLineBytesMax(),
                api.jsonDepthMax(),
                api.pageDefault(),
                api.pageMax(),
                api.stockSkusMax(),
                api.eventsDefault(),
                api.eventsMax(),
                api.eventsWaitMax());
    }
}
