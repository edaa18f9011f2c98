package dev.millrace.app.cli;

import dev.millrace.app.Await;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.database.Migrations;
import dev.millrace.store.ApiKeyStore;
import dev.millrace.store.Database;
import dev.millrace.store.MerchantStore;
import dev.millrace.wire.Uuid7;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;

/** The stores that an operator's commands use, on a small Vert.x of their own. */
final class Operators implements AutoCloseable {
    /** Who changes things, for the audit's lines. */
    static final String ACTOR = "cli:" + System.getProperty("user.name");

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Uuid7 ids = Uuid7.seeded();
    private final Database database;

    Operators(MillraceConfig config) {
        new Migrations(config.database()).check();
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

    Uuid7 ids() {
        return ids;
    }

    @Override
    public void close() {
        Await.of(database.close());
        Await.of(vertx.close());
    }
}
