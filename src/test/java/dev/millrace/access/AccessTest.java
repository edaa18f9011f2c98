package dev.millrace.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.config.Secret;
import dev.millrace.store.ApiKey;
import dev.millrace.store.OperationFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final Secret PEPPER = Secret.of("a pepper of at least 32 characters");
    private static final Duration TTL = Duration.ofSeconds(10);
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final Random random = new Random(7);
    private final KeyText key = KeyText.generate(random);
    private final List<Promise<Optional<ApiKey>>> lookups = new ArrayList<>();
    private Instant now = NOW;
    private long nanos;
    private final RevokedKeys revoked = new RevokedKeys();
    private final Access access = new Access(
            new AccessConfig(PEPPER, 4, TTL, Duration.ofMillis(250), 1),
            this::lookUp,
            revoked,
            RequestLimits.none(),
            () -> now,
            () -> nanos);

    @Test
    void wantsAKey() {
        assertThat(access.authenticate(null).result()).isEqualTo(Authentication.Denied.MISSING_KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Bearer junk", "Basic YTpi", "Bearer mr_live_000000000000000000000000000000000000"
            })
    void refusesJunkWithoutAskingTheDatabase(String header) {
        assertThat(access.authenticate(header).result()).isEqualTo(Authentication.Denied.INVALID_KEY);
        assertThat(lookups).isEmpty();
    }

    @Test
    void grantsWhatTheKeyMayDo() {
        Future<Authentication> answer = access.authenticate(bearer(key));
        lookups.getFirst().complete(Optional.of(stored(key, Set.of("read"), null, null)));
        assertThat(answer.result())
                .isEqualTo(new Authentication.Granted(
                        new Principal(7, new UUID(0, 1), Set.of(Scope.READ), "test " + key.hint())));
    }

    @Test
    void takesTheSchemeInAnyCase() {
        know(key);
        assertThat(access.authenticate("bEARER   " + key.reveal()).result()).isInstanceOf(Authentication.Granted.class);
    }

    @Test
    void remembersAKeyForAShortTime() {
        know(key);
        nanos += TTL.toNanos() - 1;
        assertThat(access.authenticate(bearer(key)).result()).isInstanceOf(Authentication.Granted.class);
        assertThat(lookups).hasSize(1);
        nanos += 1;
        assertThat(access.authenticate(bearer(key)).isComplete()).isFalse();
        assertThat(lookups).hasSize(2);
    }

    @Test
    void noticesARevocationWithinThatTime() {
        know(key);
        nanos += TTL.toNanos();
        Future<Authentication> answer = access.authenticate(bearer(key));
        lookups.get(1).complete(Optional.of(stored(key, Set.of("read"), null, NOW)));
        assertThat(answer.result()).isEqualTo(Authentication.Denied.INVALID_KEY);
        assertThat(access.authenticate(bearer(key)).result()).isEqualTo(Authentication.Denied.INVALID_KEY);
    }

    @Test
    void refusesAKeyAsSoonAsItHearsOfItsRevocation() {
        KeyText other = KeyText.generate(random);
        know(key);
        know(other);
        revoked.heard(List.of(new KeyHasher(PEPPER).hash(key)));
        assertThat(access.authenticate(bearer(key)).result()).isEqualTo(Authentication.Denied.INVALID_KEY);
        assertThat(access.authenticate(bearer(other)).result()).isInstanceOf(Authentication.Granted.class);
    }

    @Test
    void refusesAKeyWhoseRevocationItHeardWhileItLookedTheKeyUp() {
        Future<Authentication> answer = access.authenticate(bearer(key));
        revoked.heard(List.of(new KeyHasher(PEPPER).hash(key)));
        lookups.getFirst().complete(Optional.of(stored(key, Set.of("read"), null, null)));
        assertThat(answer.result()).isEqualTo(Authentication.Denied.INVALID_KEY);
    }

    @Test
    void refusesAKeyFromTheMomentOfItsExpiry() {
        access.authenticate(bearer(key));
        lookups.getFirst().complete(Optional.of(stored(key, Set.of("read"), NOW.plusSeconds(3), null)));
        now = NOW.plusSeconds(2);
        assertThat(access.authenticate(bearer(key)).result()).isInstanceOf(Authentication.Granted.class);
        now = NOW.plusSeconds(3);
        assertThat(access.authenticate(bearer(key)).result()).isEqualTo(Authentication.Denied.INVALID_KEY);
    }

    @Test
    void remembersThatAKeyIsUnknown() {
        Future<Authentication> answer = access.authenticate(bearer(key));
        lookups.getFirst().complete(Optional.empty());
        assertThat(answer.result()).isEqualTo(Authentication.Denied.INVALID_KEY);
        assertThat(access.authenticate(bearer(key)).result()).isEqualTo(Authentication.Denied.INVALID_KEY);
        assertThat(lookups).hasSize(1);
    }

    @Test
    void keepsKnownKeysWhileUnknownOnesFloodIt() {
        know(key);
        for (int i = 0; i < 100; i++) {
            access.authenticate(bearer(KeyText.generate(random)));
            lookups.getLast().complete(Optional.empty());
        }
        assertThat(access.authenticate(bearer(key)).isComplete()).isTrue();
    }

    @Test
    void asksOnceForManyWhoComeWithTheSameKeyAtOnce() {
        Future<Authentication> first = access.authenticate(bearer(key));
        Future<Authentication> second = access.authenticate(bearer(key));
        assertThat(lookups).hasSize(1);
        lookups.getFirst().complete(Optional.of(stored(key, Set.of("read", "write"), null, null)));
        assertThat(first.result()).isEqualTo(second.result()).isInstanceOf(Authentication.Granted.class);
    }

    @Test
    void doesNotRememberThatTheDatabaseWasAway() {
        Future<Authentication> answer = access.authenticate(bearer(key));
        lookups.getFirst().fail(new OperationFailure.StoreUnavailable(true, null));
        assertThat(answer.cause()).isInstanceOf(OperationFailure.StoreUnavailable.class);
        access.authenticate(bearer(key));
        assertThat(lookups).hasSize(2);
    }

    @Test
    void refusesMoreLookUpsThanAnyClientNeeds() {
        for (int i = 0; i < Access.LOOKUPS_MAX; i++) {
            access.authenticate(bearer(KeyText.generate(random)));
        }
        assertThat(access.authenticate(bearer(KeyText.generate(random))).cause())
                .isInstanceOf(OperationFailure.Overloaded.class);
    }

    @Test
    void doesNotTrustALookUpThatGivesAnotherKey() {
        Future<Authentication> answer = access.authenticate(bearer(key));
        lookups.getFirst().complete(Optional.of(stored(KeyText.generate(random), Set.of("read"), null, null)));
        assertThat(answer.result()).isEqualTo(Authentication.Denied.INVALID_KEY);
    }

    private void know(KeyText known) {
        access.authenticate(bearer(known));
        lookups.getLast().complete(Optional.of(stored(known, Set.of("read", "write"), null, null)));
    }

    private Future<Optional<ApiKey>> lookUp(byte[] hmac) {
        assertThat(hmac).hasSize(32);
        lookups.add(Promise.promise());
        return lookups.getLast().future();
    }

    private static String bearer(KeyText key) {
        return "Bearer " + key.reveal();
    }

    private static ApiKey stored(
            KeyText key, Set<String> scopes, @Nullable Instant expiresAt, @Nullable Instant revokedAt) {
        byte[] hmac = new KeyHasher(PEPPER).hash(key);
        return new ApiKey(new UUID(0, 1), hmac, 7, "test", key.hint(), scopes, NOW, expiresAt, revokedAt);
    }
}
