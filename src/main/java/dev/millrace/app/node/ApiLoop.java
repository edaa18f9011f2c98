package dev.millrace.app.node;

import dev.millrace.access.Access;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.http.ApiEndpoints;
import dev.millrace.http.ApiVerticle;
import dev.millrace.http.Endpoints;
import dev.millrace.http.Reads;
import dev.millrace.http.Routes;
import dev.millrace.http.suppliers.SupplierWays;
import dev.millrace.lane.CommandGate;
import dev.millrace.store.ApiKeyReads;
import dev.millrace.store.Database;
import dev.millrace.store.GatheringReads;
import dev.millrace.store.OrderReads;
import dev.millrace.store.ProductReads;
import dev.millrace.store.PurchaseOrderReads;
import dev.millrace.store.ReceiptReads;
import dev.millrace.store.ReplenishmentReads;
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
    private final Rooms rooms;
    private @Nullable ApiVerticle verticle;

    ApiLoop(Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public Future<?> deploy(Context context) throws Exception {
        verticle = new ApiVerticle(
                rooms.config.api(),
                Routes.of(
                        endpoints(rooms.lanes.gate(Loops.executorOf(context))),
                        rooms.config.api().docsEnabled()),
                access(),
                rooms.requests,
                rooms.listeners);
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

    private Endpoints endpoints(CommandGate gate) {
        Database database = rooms.database;
        MillraceConfig config = rooms.config;
        Reads reads = new Reads(
                new OrderReads(database.reads(), config.read()),
                new ProductReads(database.reads(), database.lists(), config.read()),
                new StockReads(database.reads(), config.read()),
                new SupplierReads(database.reads(), database.lists(), config.read()),
                new Reads.Purchases(
                        new PurchaseOrderReads(database.reads(), database.lists(), config.read()),
                        new ReplenishmentReads(database.lists()),
                        new ReceiptReads(database.reads(), database.lists()),
                        new GatheringReads(database.lists())));
        SupplierWays ways = new SupplierWays(rooms.purchasing.connections, rooms.purchasing.addresses);
        return ApiEndpoints.of(config.api(), gate, Uuid7.seeded(), reads, rooms.feed, ways);
    }

    private Access access() {
        ApiKeyReads keys = new ApiKeyReads(rooms.database.reads(), rooms.config.read());
        return new Access(
                rooms.config.access(),
                keys::byHmac,
                rooms.keys.revoked,
                rooms.limits,
                InstantSource.system(),
                System::nanoTime);
    }
}
