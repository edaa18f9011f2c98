package dev.millrace.app.node;

import dev.millrace.access.Access;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.http.ApiReads;
import dev.millrace.http.ApiVerticle;
import dev.millrace.http.Route;
import dev.millrace.http.suppliers.SupplierAccess;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's share of the API. Reads, access and handlers belong to the loop that serves them, so they are made on
 * it, when it is deployed.
 */
final class ApiEventLoop implements Deployable {
    private final NodeComponents components;
    private @Nullable ApiVerticle verticle;

    ApiEventLoop(NodeComponents components) {
        this.components = components;
    }

    @Override
    public Future<?> deploy(Context context) throws Exception {
        verticle = new ApiVerticle(
                components.config.api(),
                routes(components.lanes.gate(EventLoops.executorOf(context))),
                access(),
                components.requests,
                components.listeners);
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

    /** What is served there. */
    List<Route> routes(CommandGate gate) {
        Database database = components.database;
        MillraceConfig config = components.config;
        ApiReads reads = new ApiReads(
                new OrderReads(database.reads(), config.read()),
                new ProductReads(database.reads(), database.lists(), config.read()),
                new StockReads(database.reads(), config.read()),
                new SupplierReads(database.reads(), database.lists(), config.read()),
                new ApiReads.Purchases(
                        new PurchaseOrderReads(database.reads(), database.lists(), config.read()),
                        new ReplenishmentReads(database.lists()),
                        new ReceiptReads(database.reads(), database.lists()),
                        new GatheringReads(database.lists())));
        SupplierAccess supplierAccess =
                new SupplierAccess(components.purchasing.connections, components.purchasing.addresses);
        return ApiRoutes.of(config.api(), gate, Uuid7.seeded(), reads, components.feed, supplierAccess);
    }

    private Access access() {
        ApiKeyReads keys = new ApiKeyReads(components.database.reads(), components.config.read());
        return new Access(
                components.config.access(),
                keys::byHmac,
                components.keys.revoked,
                components.limits,
                InstantSource.system(),
                System::nanoTime);
    }
}
