package dev.millrace.store;

import dev.millrace.config.Expect;

/**
 * Limits of the reads by key that an event loop gathers, for each kind of thing.
 *
 * @param keysPerQueryMax keys of one query
 * @param keysWaitingMax keys that may wait for the next query; beyond, a read is refused at once
 */
public record ReadConfig(int keysPerQueryMax, int keysWaitingMax) {
    public ReadConfig {
        Expect.positive("keys_per_query_max", keysPerQueryMax);
        Expect.positive("keys_waiting_max", keysWaitingMax);
    }

    public static ReadConfig defaults() {
        return new ReadConfig(256, 8_192);
    }
}
