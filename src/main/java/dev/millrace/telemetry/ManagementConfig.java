package dev.millrace.telemetry;

import dev.millrace.config.Expect;

/**
 * The management server: metrics and health. It is for the operator's own network and never exposed.
 *
 * @param host address to listen on
 * @param port to listen on; 0 for any free one
 */
public record ManagementConfig(String host, int port) {
    public ManagementConfig {
        Expect.notBlank("host", host);
        Expect.port("port", port);
    }

    public static ManagementConfig defaults() {
        return new ManagementConfig("127.0.0.1", 9090);
    }
}
