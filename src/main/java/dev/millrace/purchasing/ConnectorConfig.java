package dev.millrace.purchasing;

import dev.millrace.config.Expect;
import java.time.Duration;

/**
 * The operator's limits on reaching suppliers.
 *
 * @param allowedNetworks private networks in which suppliers may be reached all the same, for example
 *     {@code 127.0.0.0/8, 10.20.0.0/16}; empty for none
 * @param answerBytesMax of an answer's body; what is longer is not read on
 * @param connectionsMax to one supplier's address at once
 * @param waitingMax exchanges that may wait for one of those connections
 * @param breakerFailures exchanges that fail within {@code breakerWindow} until a supplier is left alone for
 *     {@code breakerPause}
 * @param breakersMax suppliers of which we remember how they fare; the ones not spoken to for longest are forgotten
 */
public record ConnectorConfig(
        String allowedNetworks,
        int answerBytesMax,
        int connectionsMax,
        int waitingMax,
        int breakerFailures,
        Duration breakerWindow,
        Duration breakerPause,
        int breakersMax) {
    public ConnectorConfig {
        Networks.parse(allowedNetworks);
        Expect.positive("answer_bytes_max", answerBytesMax);
        Expect.positive("connections_max", connectionsMax);
        Expect.positive("waiting_max", waitingMax);
        Expect.positive("breaker_failures", breakerFailures);
        Expect.positive("breaker_window", breakerWindow);
        Expect.positive("breaker_pause", breakerPause);
        Expect.positive("breakers_max", breakersMax);
    }

    public static ConnectorConfig defaults() {
        return new ConnectorConfig("", 256 * 1_024, 8, 100, 5, Duration.ofSeconds(30), Duration.ofSeconds(30), 10_000);
    }

    /** With suppliers in those private networks allowed. */
    public ConnectorConfig allowing(String networks) {
        return new ConnectorConfig(
                networks,
                answerBytesMax,
                connectionsMax,
                waitingMax,
                breakerFailures,
                breakerWindow,
                breakerPause,
                breakersMax);
    }
}
