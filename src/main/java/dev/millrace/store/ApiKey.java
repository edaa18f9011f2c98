package dev.millrace.store;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key, without the key itself, which nobody keeps.
 *
 * @param hmac of the key, 32 bytes; never changed by anyone
 * @param name for people
 * @param hint the few characters that tell keys apart
 * @param scopes {@code read}, {@code write} or both
 * @param expiresAt from when on it is no longer good, or null
 * @param revokedAt since when it is no longer good, or null
 */
@SuppressWarnings("ArrayRecordComponent") // Compared in constant time by whoever checks the key, and by nobody else.
public record ApiKey(
        UUID id,
        byte[] hmac,
        int merchantId,
        String name,
        String hint,
        Set<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }
}
