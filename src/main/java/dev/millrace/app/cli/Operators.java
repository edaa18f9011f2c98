package dev.millrace.app.cli;

import dev.millrace.access.KeyHasher;
import dev.millrace.access.KeyText;
import dev.millrace.access.Scope;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.database.Migrations;
import dev.millrace.app.node.Await;
import dev.millrace.console.Failure;
import dev.millrace.store.ApiKey;
import dev.millrace.store.ApiKeyStore;
import dev.millrace.store.Database;
import dev.millrace.store.Merchant;
import dev.millrace.store.MerchantStore;
import dev.millrace.wire.Uuid7;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The stores that an operator's commands use, on a small Vert.x of their own. */
final class Operators implements AutoCloseable {
    /** Who changes things, for the audit's lines. */
    static final String ACTOR = "cli:" + System.getProperty("user.name");

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Uuid7 ids = Uuid7.seeded();
    private final MillraceConfig config;
    private final Database database;

    Operators(MillraceConfig config) {
        new Migrations(config.database()).check();
        this.config = config;
        database = new Database(vertx, config.database());
    }

    MerchantStore merchants() {
        return new MerchantStore(
                database.lists(), () -> ids.next(Clock.systemUTC().instant()));
    }

    ApiKeyStore keys() {
        return new ApiKeyStore(
                database.lists(), () -> ids.next(Clock.systemUTC().instant()));
    }

    /** The merchant of that name, which must be there. */
    Merchant merchant(String name) {
        return Await.of(merchants().findByName(name))
                .orElseThrow(() -> Failure.of(
                        "There is no merchant named " + name + "; ./millrace merchants list shows those there are"));
    }

    /** Makes a key that never expires, and records its hash. */
    KeyText makeKey(Merchant merchant, String name, Set<Scope> scopes) {
        return makeKey(merchant, name, scopes, null);
    }

    /**
     * Makes a key and records its hash.
     *
     * @param expiresAt from when on it is no longer good; null for never
     */
    KeyText makeKey(Merchant merchant, String name, Set<Scope> scopes, @Nullable Instant expiresAt) {
        if (!config.access().pepper().isPresent()) {
            throw Failure.ofUsage("access.pepper is missing: keys are hashed with it; give the server's own,"
                    + " for example with --set access.pepper_file=FILE");
        }
        KeyText text = KeyText.generate(new SecureRandom());
        recordKey(merchant, name, scopes, text, expiresAt);
        return text;
    }

    /**
     * Records the hash of a key.
     *
     * @param expiresAt from when on it is no longer good; null for never
     */
    void recordKey(Merchant merchant, String name, Set<Scope> scopes, KeyText text, @Nullable Instant expiresAt) {
        Instant now = Clock.systemUTC().instant();
        byte[] hmac = new KeyHasher(config.access().pepper()).hash(text);
        ApiKey key = new ApiKey(
                ids.next(now),
                hmac,
                merchant.id(),
                name,
                text.hint(),
                scopes.stream().map(Scope::text).collect(Collectors.toSet()),
                now,
                expiresAt,
                null);
        Await.of(keys().create(key, ACTOR));
    }

    @Override
    public void close() {
        Await.of(database.close());
        Await.of(vertx.close());
    }
}
