package dev.millrace.attack.nemesis;

import dev.millrace.endtoend.ServerPlan;
import dev.millrace.http.ApiConfig;
import dev.millrace.lane.LaneConfig;
import dev.millrace.store.DatabaseConfig;
import java.time.Duration;

/**
 * The server's settings on which it depends how long a fault lasts.
 *
 * @param request {@code api.request_deadline}
 * @param append {@code lane.append_timeout}
 * @param read {@code database.read_timeout}
 * @param statement {@code database.statement_timeout}
 * @param connect {@code database.connect_timeout}
 */
record Timeouts(Duration request, Duration append, Duration read, Duration statement, Duration connect) {
    /** As a server has them that nobody configured. */
    static Timeouts defaults() {
        DatabaseConfig database = DatabaseConfig.defaults();
        return new Timeouts(
                ApiConfig.defaults().timeouts().requestDeadline(),
                LaneConfig.defaults().timeouts().appendTimeout(),
                database.readTimeout(),
                database.statementTimeout(),
                database.connectTimeout());
    }

    /** For tests that have no time. */
    static Timeouts quick() {
        return new Timeouts(
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1));
    }

    ServerPlan in(ServerPlan plan) {
        return plan.with("api.request_deadline", request.toMillis() + "ms")
                .with("lane.append_timeout", append.toMillis() + "ms")
                .with("database.read_timeout", read.toMillis() + "ms")
                .with("database.statement_timeout", statement.toMillis() + "ms")
                .with("database.connect_timeout", connect.toMillis() + "ms");
    }
}
