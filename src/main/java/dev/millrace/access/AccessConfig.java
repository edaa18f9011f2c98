package dev.millrace.access;

import dev.millrace.config.Expect;
import dev.millrace.config.Secret;
import java.time.Duration;

/**
 * Who may come in.
 *
 * @param pepper the secret under which API keys are hashed; whoever changes it revokes every key
 * @param cacheEntriesMax API keys, known and unknown, that are remembered
 * @param cacheTtl how long one is remembered, and so how long a revoked key may still work at the most
 * @param revocationsInterval between two looks for keys that were revoked; where these succeed, a revoked key works for
 *     that long at the most, and as long as one look lasts
 * @param limitHoldersMax API keys, and as many merchants, whose use is remembered for each limit on requests
 */
public record AccessConfig(
        Secret pepper, int cacheEntriesMax, Duration cacheTtl, Duration revocationsInterval, int limitHoldersMax) {
    /** Shorter peppers could be guessed. */
    public static final int PEPPER_CHARACTERS_MIN = 32;

    public AccessConfig {
        if (pepper.isPresent()) {
            Expect.between("pepper (its characters)", pepper.reveal().length(), PEPPER_CHARACTERS_MIN, 1_024);
        }
        Expect.positive("cache_entries_max", cacheEntriesMax);
        Expect.notNegative("cache_ttl", cacheTtl);
        Expect.positive("revocations_interval", revocationsInterval);
        Expect.positive("limit_holders_max", limitHoldersMax);
    }

    /** Everything but the pepper, which has no default. */
    public static AccessConfig defaults() {
        return with(Secret.none());
    }

    /** The defaults with a pepper. */
    public static AccessConfig with(Secret pepper) {
        return new AccessConfig(pepper, 10_000, Duration.ofSeconds(10), Duration.ofMillis(250), 10_000);
    }
}
