package dev.millrace.telemetry;

import dev.millrace.config.Expect;
import java.time.Duration;

/**
 * The management server: metrics and health. It is for the operator's own network and never exposed.
 *
 * @param host address to listen on
 * @param port to listen on; 0 for any free one
 * @param connectionsMax open connections; what comes beyond is closed
 * @param idleTimeout a connection on which nothing moves for so long is closed
 * @param requestDeadline what a request may take to arrive, from its first byte to its last
 */
public record ManagementConfig(
        String host, int port, int connectionsMax, Duration idleTimeout, Duration requestDeadline) {
    public ManagementConfig {
        Expect.notBlank("host", host);
        Expect.port("port", port);
        Expect.positive("connections_max", connectionsMax);
        Expect.positive("idle_timeout", idleTimeout);
        Expect.positive("request_deadline", requestDeadline);
    }

    /** One with the default limits. */
    public ManagementConfig(String host, int port) {
        this(host, port, 64, Duration.ofSeconds(75), Duration.ofSeconds(10));
    }

    public static ManagementConfig defaults() {
        return new ManagementConfig("127.0.0.1", 9090);
    }
}
