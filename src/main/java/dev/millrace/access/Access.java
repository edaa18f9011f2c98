package dev.millrace.access;

import dev.millrace.limits.ExpiringMap;
import dev.millrace.store.ApiKey;
import dev.millrace.store.OperationFailure;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells who sent a request, by its API key. What the database said of a key is remembered for a short time, which is
 * also how long a revoked key may still work where nobody hears of its revocation before; that a key is unknown is
 * remembered as well. Each sort has its own bounded memory, so that a flood of unknown keys does not push out the known
 * ones. Simultaneous misses share one look-up.
 *
 * <p>Belongs to one event loop.
 */
public final class Access {
    private static final String SCHEME = "Bearer ";
    /** Look-ups in flight; more than that is no client's need but somebody guessing. */
    static final int LOOKUPS_MAX = 1_000;

    private static final Future<Authentication> MISSING = Future.succeededFuture(Authentication.Denied.MISSING_KEY);
    private static final Future<Authentication> INVALID = Future.succeededFuture(Authentication.Denied.INVALID_KEY);

    private final KeyLookup lookup;
    private final RevokedKeys revoked;
    private final RequestLimits limits;
    private final KeyHasher hasher;
    private final InstantSource clock;
    private final ExpiringMap<KeyHash, Known> known;
    private final ExpiringMap<KeyHash, Boolean> unknown;
    private final Map<KeyHash, Future<Authentication>> lookups = new HashMap<>();

    /** Hears of no revocation before its memory of the key ends, and limits nothing. */
    public Access(AccessConfig config, KeyLookup lookup, InstantSource clock, LongSupplier nanoTime) {
        this(config, lookup, new RevokedKeys(), RequestLimits.none(), clock, nanoTime);
    }

    /**
     * One that hears of revocations and limits requests.
     *
     * @param revoked of all event loops together
     * @param limits of all event loops together
     * @param clock tells whether a key has expired
     * @param nanoTime tells how old a memory is
     */
    public Access(
            AccessConfig config,
            KeyLookup lookup,
            RevokedKeys revoked,
            RequestLimits limits,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.lookup = lookup;
        this.revoked = revoked;
        this.limits = limits;
        this.hasher = new KeyHasher(config.pepper());
        this.clock = clock;
        int half = Math.max(1, config.cacheEntriesMax() / 2);
        this.known = new ExpiringMap<>(half, config.cacheTtl(), nanoTime);
        this.unknown = new ExpiringMap<>(half, config.cacheTtl(), nanoTime);
    }

    /**
     * @param authorization the header of that name, or null
     * @return completed already where the answer is remembered; failed with an {@link OperationFailure} if the database
     *     cannot tell
     */
    public Future<Authentication> authenticate(@Nullable String authorization) {
        if (authorization == null) {
            return MISSING;
        }
        KeyText key = bearer(authorization);
        if (key == null) {
            return INVALID;
        }
        byte[] hmac = hasher.hash(key);
        KeyHash hash = KeyHash.of(hmac);
        Known remembered = known.get(hash);
        if (remembered != null) {
            return answer(remembered, hash, hmac);
        }
        return unknown.get(hash) != null ? INVALID : lookUp(hash, hmac);
    }

    /** Whether a request of somebody who is known goes on, as far as the limits are concerned. */
    public Admission admit(Principal principal, Traffic traffic) {
        return limits.admit(principal, traffic);
    }

    private static @Nullable KeyText bearer(String authorization) {
        boolean isBearer = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return isBearer ? KeyText.parse(authorization.substring(SCHEME.length()).strip()) : null;
    }

    private Future<Authentication> lookUp(KeyHash hash, byte[] hmac) {
        Future<Authentication> running = lookups.get(hash);
        if (running != null) {
            return running;
        }
        if (lookups.size() >= LOOKUPS_MAX) {
            return Future.failedFuture(new OperationFailure.Overloaded("too many unknown API keys at once"));
        }
        Future<Authentication> begun = lookup.find(hmac).compose(found -> remember(hash, hmac, found));
        if (!begun.isComplete()) {
            lookups.put(hash, begun);
            begun.onComplete(_ -> lookups.remove(hash));
        }
        return begun;
    }

    private Future<Authentication> remember(KeyHash hash, byte[] hmac, Optional<ApiKey> found) {
        if (found.isEmpty()) {
            unknown.put(hash, true);
            return INVALID;
        }
        Known key = Known.of(found.get());
        known.put(hash, key);
        return answer(key, hash, hmac);
    }

    /** Whether it was revoked is asked at the end: that may have been heard while the key was looked up. */
    private Future<Authentication> answer(Known key, KeyHash hash, byte[] hmac) {
        return key.isValid(hmac, clock.instant()) && !revoked.contains(hash) ? key.granted() : INVALID;
    }

    /** A key that exists, and the answer to everyone who shows it while it is valid. */
    private record Known(ApiKey stored, Future<Authentication> granted) {
        static Known of(ApiKey stored) {
            String key = stored.name() + " " + stored.hint();
            Principal principal = new Principal(stored.merchantId(), stored.id(), Scope.of(stored.scopes()), key);
            return new Known(stored, Future.succeededFuture(new Authentication.Granted(principal)));
        }

        boolean isValid(byte[] hmac, Instant now) {
            return KeyHasher.same(stored.hmac(), hmac)
                    && stored.revokedAt() == null
                    && (stored.expiresAt() == null || now.isBefore(stored.expiresAt()));
        }
    }
}
