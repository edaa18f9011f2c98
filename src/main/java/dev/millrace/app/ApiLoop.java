package dev.millrace.app;

import dev.millrace.access.Access;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.feed.Feed;
import dev.millrace.http.ApiEndpoints;
import dev.millrace.http.ApiVerticle;
import dev.millrace.http.ConnectionLimit;
import dev.millrace.http.Drain;
import dev.millrace.http.Endpoints;
import dev.millrace.http.Reads;
import dev.millrace.http.RequestListener;
import dev.millrace.http.Routes;
import dev.millrace.lane.CommandGate;
import dev.millrace.store.ApiKeyReads;
import dev.millrace.store.Database;
import dev.millrace.store.OrderReads;
import dev.millrace.store.ProductReads;
import dev.millrace.store.StockReads;
import dev.millrace.store.SupplierReads;
import dev.millrace.wire.Uuid7;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's share of the API. Reads, access and handlers belong to the loop that serves them, so they are made on
 * it, when it is deployed.
 */
final class ApiLoop implements Deployable {
    private final MillraceConfig config;
    private final Shared shared;
    private @Nullable ApiVerticle verticle;

    ApiLoop(MillraceConfig config, Shared shared) {
        this.config = config;
        this.shared = shared;
    }

    /** What all loops share. */
    record Shared(
            Database database,
            CommandGate gate,
            Feed feed,
            RequestListener listener,
            ConnectionLimit connections,
            Drain drain) {}

    @Override
    public Future<?> deploy(Context context) throws Exception {
        verticle = new ApiVerticle(
                config.api(),
                Routes.of(endpoints()),
                access(),
                shared.listener(),
                shared.connections(),
                shared.drain());
        return verticle.deploy(context);
    }

    @Override
    public Future<?> undeploy(Context context) throws Exception {
        return verticle == null ? Future.succeededFuture() : verticle.undeploy(context);
    }

    /** The port that it listens on, once it is deployed. */
    int port() {
        if (verticle == null) {
            throw new IllegalStateException("not deployed");
        }
        return verticle.port();
    }

    private Endpoints endpoints() {
        Database database = shared.database();
        Reads reads = new Reads(
                new OrderReads(database.reads(), config.read()),
                new ProductReads(database.reads(), database.lists(), config.read()),
                new StockReads(database.reads(), config.read()),
                new SupplierReads(database.reads(), database.lists(), config.read()));
        return ApiEndpoints.of(
                config.api(),
                shared.gate(),
                Uuid7.seeded(),
                reads,
                shared.feed().orders(),
                shared.feed().events());
    }

    private Access access() {
        ApiKeyReads keys = new ApiKeyReads(shared.database().reads(), config.read());
        return new Access(config.access(), keys::byHmac, InstantSource.system(), System::nanoTime);
    }
}
