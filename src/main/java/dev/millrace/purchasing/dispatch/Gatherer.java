package dev.millrace.purchasing.dispatch;

import dev.millrace.domain.purchasing.GatherReplenishments.Owed;
import dev.millrace.purchasing.Connection;
import dev.millrace.purchasing.Connections;
import dev.millrace.purchasing.GatherPolicy;
import dev.millrace.store.DispatcherReads;
import dev.millrace.store.SupplierKey;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buys what is owed: into a purchase order that goes out at once, or into a draft that grows until the supplier's settings
 * say that it is enough. What is owed to a supplier of whom nothing is set waits. Belongs to one event loop; another node's
 * commands are harmless, since what is bought is owed no more.
 */
final class Gatherer {
    private static final Logger LOG = LoggerFactory.getLogger(Gatherer.class);

    private final DispatcherReads reads;
    private final Connections connections;
    private final Desk desk;
    private final int suppliersMax;
    private SupplierKey place = SupplierKey.FIRST;

    Gatherer(DispatcherReads reads, Connections connections, Desk desk, int suppliersMax) {
        this.reads = reads;
        this.connections = connections;
        this.desk = desk;
        this.suppliersMax = suppliersMax;
    }

    /** Gathers for the next suppliers; after the last it begins anew. */
    Future<Void> look() {
        return reads.owedSuppliers(place, suppliersMax).compose(found -> {
            place = found.size() < suppliersMax ? SupplierKey.FIRST : found.getLast();
            List<Future<?>> all = new ArrayList<>();
            found.forEach(supplier -> all.add(gather(supplier).otherwise(failure -> {
                LOG.warn("what is owed to {} was not bought", supplier, failure);
                return null;
            })));
            return Future.join(all).mapEmpty();
        });
    }

    private Future<Void> gather(SupplierKey supplier) {
        return connections
                .find(supplier.merchantId(), supplier.supplierId())
                .compose(connection ->
                        connection.isEmpty() ? Future.<Void>succeededFuture() : gather(supplier, connection.get()));
    }

    private Future<Void> gather(SupplierKey supplier, Connection connection) {
        boolean atOnce = connection.gather() instanceof GatherPolicy.AtOnce;
        return reads.gathering()
                .owedTo(supplier.merchantId(), supplier.supplierId())
                .compose(owed -> owed.isEmpty() ? Future.succeededFuture() : buy(supplier, owed, atOnce));
    }

    /** What goes out at once joins no draft. */
    private Future<Void> buy(SupplierKey supplier, List<Owed> owed, boolean atOnce) {
        Future<Optional<UUID>> draft = atOnce
                ? Future.succeededFuture(Optional.empty())
                : reads.gathering().growingDraft(supplier.merchantId(), supplier.supplierId());
        return draft.compose(found -> desk.gather(supplier, owed, found.orElse(null), atOnce))
                .mapEmpty();
    }
}
