package dev.millrace.sandbox;

import dev.millrace.config.Expect;
import dev.millrace.config.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the sandbox supplier behaves, while it behaves.
 *
 * @param port to listen on; 0 for any free one
 * @param secret under which requests must be signed, and callbacks are; none leaves both unsigned
 * @param callback where to tell what happened, for purchase orders that name no address themselves; or null
 * @param acknowledge when it says that it will deliver
 * @param pace how long it takes
 */
public record SandboxConfig(
        String host, int port, Secret secret, @Nullable URI callback, Acknowledge acknowledge, Pace pace) {
    public SandboxConfig {
        Expect.notBlank("host", host);
        Expect.port("port", port);
    }

    /** When the supplier says that it will deliver. */
    public enum Acknowledge {
        RESPONSE,
        CALLBACK
    }

    /**
     * How long things take.
     *
     * @param acknowledgeAfter if by callback
     * @param deliverAfter from then on, for each part; null if it never delivers by itself
     * @param parts in how many deliveries the goods come
     */
    public record Pace(Duration acknowledgeAfter, @Nullable Duration deliverAfter, int parts) {
        static final int PARTS_MAX = 100;

        public Pace {
            Expect.notNegative("acknowledge_after", acknowledgeAfter);
            Expect.between("parts", parts, 1, PARTS_MAX);
        }
    }

    /** Answers at once, and delivers five seconds later. */
    public static SandboxConfig defaults() {
        return new SandboxConfig(
                "127.0.0.1",
                8_090,
                Secret.none(),
                null,
                Acknowledge.RESPONSE,
                new Pace(Duration.ofSeconds(1), Duration.ofSeconds(5), 1));
    }
}
