package dev.millrace.app.node;

import dev.millrace.app.config.MillraceConfig;
import dev.millrace.jobs.JobSite;
import dev.millrace.purchasing.CallbackAddress;
import dev.millrace.purchasing.Connections;
import dev.millrace.purchasing.SecretBox;
import dev.millrace.purchasing.SupplierAddresses;
import dev.millrace.purchasing.Suppliers;
import dev.millrace.purchasing.dispatch.Dispatcher;
import dev.millrace.purchasing.dispatch.FiguresJob;
import dev.millrace.store.Database;
import dev.millrace.store.DeploymentReads;
import dev.millrace.store.DispatcherReads;
import dev.millrace.store.PurchasingFigureReads;
import dev.millrace.store.SupplierConnectionStore;
import dev.millrace.telemetry.PurchasingMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** What buys from suppliers, put together: settings, ways to suppliers, and the dispatcher. */
final class Purchasing {
    final Connections connections;
    final SupplierAddresses addresses;
    private final Suppliers suppliers;
    private final Dispatcher dispatcher;
    private final FiguresJob figures;
    private final boolean isEnabled;

    Purchasing(
            JobSite site,
            Database database,
            MillraceConfig config,
            MeterRegistry registry,
            Dispatcher.Commands commands) {
        Vertx vertx = site.vertx();
        var dispatching = config.dispatcher();
        PurchasingMeters meters =
                new PurchasingMeters(registry, dispatching.figures().meterSuppliersMax());
        connections = new Connections(
                new SupplierConnectionStore(database.lists(), commands.ids()),
                new SecretBox(config.access().pepper()),
                new CallbackAddress(dispatching.callbackBase()),
                new Connections.CachePolicy(
                        dispatching.settings().settingsTtl(),
                        dispatching.settings().settingsMax()),
                System::nanoTime);
        addresses = new SupplierAddresses(vertx, config.suppliers());
        suppliers = new Suppliers(vertx, config.suppliers(), commands.clock(), meters);
        dispatcher = new Dispatcher(
                site,
                new DispatcherReads(database.background()),
                new DeploymentReads(database),
                connections,
                suppliers::connector,
                commands,
                dispatching);
        isEnabled = dispatching.enabled();
        meters.buyingHeld(() -> dispatcher.isHeld() || !isEnabled ? 1 : 0);
        meters.suppliersLeftAlone(dispatcher::suppliersLeftAlone);
        meters.slots("exchanges", dispatcher.exchangeSlots());
        meters.slots("connections", suppliers.connectionSlots());
        figures = new FiguresJob(site, new PurchasingFigureReads(database.background()), dispatching, meters::figures);
    }

    /** To be called on the loop that is to do the work. */
    void start() {
        if (isEnabled) {
            dispatcher.start();
        }
        figures.start();
    }

    /** Begins nothing more; completes when what is on its way was written down. */
    Future<Void> stop() {
        return Future.join(dispatcher.stop(), figures.stop()).mapEmpty();
    }

    Future<Void> close() {
        addresses.close();
        return suppliers.close();
    }
}
