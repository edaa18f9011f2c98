package dev.millrace.purchasing.dispatch;

import dev.millrace.domain.purchasing.GatherReplenishments.Owed;
import dev.millrace.limits.Budget;
import dev.millrace.purchasing.Connection;
import dev.millrace.purchasing.Connections;
import dev.millrace.purchasing.GatherPolicy;
import dev.millrace.purchasing.dispatch.MerchantWalk.Visit;
import dev.millrace.store.DispatcherReads;
import dev.millrace.store.SupplierKey;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buys what is owed: into a purchase order that goes out at once, or into a draft that grows until the supplier's settings
 * say that it is enough. What is owed to a supplier of whom nothing is set waits. Belongs to one event loop; another node's
 * commands are harmless, since what is bought is owed no more.
 *
 * <p>It waits for none of it, so that one merchant's slow commands are not in the others' way; a merchant has a share of what
 * may be under way.
 */
final class Gatherer {
    private static final Logger LOG = LoggerFactory.getLogger(Gatherer.class);

    private final DispatcherReads reads;
    private final Connections connections;
    private final DispatchSubmitter submitter;
    private final MerchantWalk<SupplierKey, SupplierKey> walk;
    private final Budget<Integer> places;
    private final Set<SupplierKey> underWay = new HashSet<>();

    Gatherer(DispatcherReads reads, Connections connections, DispatchSubmitter submitter, int suppliersMax) {
        this.reads = reads;
        this.connections = connections;
        this.submitter = submitter;
        this.walk = new MerchantWalk<>(new OwedSuppliers(reads), this::page, suppliersMax);
        this.places = new Budget<>(suppliersMax, suppliersMax);
    }

    /** Begins to gather for the next suppliers; after the last it begins anew. */
    Future<Void> look() {
        return walk.look();
    }

    /** Suppliers for whom is being gathered; from any thread. */
    int underWay() {
        return Math.toIntExact(places.taken());
    }

    private Future<Function<SupplierKey, Visit>> page(List<SupplierKey> suppliers) {
        return connections.findAll(suppliers).map(settings -> supplier -> visit(supplier, settings));
    }

    private Visit visit(SupplierKey supplier, Map<SupplierKey, Connection> settings) {
        @Nullable Connection connection = settings.get(supplier);
        if (connection == null || underWay.contains(supplier)) {
            return Visit.PASSED;
        }
        if (places.take(supplier.merchantId(), 1) != Budget.Grant.GRANTED) {
            return Visit.NO_ROOM;
        }
        underWay.add(supplier);
        gather(supplier, connection).onComplete(done -> {
            underWay.remove(supplier);
            places.giveBack(supplier.merchantId(), 1);
            if (done.failed()) {
                LOG.warn("what is owed to {} was not bought", supplier, done.cause());
            }
        });
        return Visit.BEGUN;
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
        return draft.compose(found -> submitter.gather(supplier, owed, found.orElse(null), atOnce))
                .mapEmpty();
    }
}
