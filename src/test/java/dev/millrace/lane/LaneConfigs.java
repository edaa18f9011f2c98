package dev.millrace.lane;

import dev.millrace.Changed;
import java.time.Duration;
import java.util.Map;

/** Lane configurations of tests, each different from the usual in one way. */
final class LaneConfigs {
    private LaneConfigs() {}

    /** One lane, batches of 8 commands, waiting 5 seconds for an append. */
    static LaneConfig small() {
        return batches(8, 8_192, 4_194_304);
    }

    static LaneConfig batches(int commands, int lines, int bytes) {
        return config(commands, lines, bytes, 1_000, 1_000);
    }

    static LaneConfig remembering(int outcomes, int products) {
        return config(8, 8_192, 4_194_304, outcomes, products);
    }

    static LaneConfig queues(int inAll, int perMerchant) {
        return Changed.of(small(), Map.of("queueCommandsMax", inAll, "merchantQueueCommandsMax", perMerchant));
    }

    private static LaneConfig config(int commands, int lines, int bytes, int outcomes, int products) {
        return new LaneConfig(
                1,
                new LaneConfig.Batches(commands, lines, bytes),
                new LaneConfig.Queues(1_000, 1_000),
                new LaneConfig.Timeouts(Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofSeconds(20)),
                new LaneConfig.Memory(outcomes, 1_000_000, products, 100, 1_000));
    }
}
