package dev.millrace.purchasing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Says at once of an address that a supplier is to have whether we could ever connect to it, so that whoever sets it hears
 * of it then and not with the first purchase order. What counts is still the check at every connection.
 */
public final class SupplierAddresses {
    private static final int NAME_THREADS = 2;
    private static final Duration LOOK_UP_MAX = Duration.ofSeconds(3);

    private final WorkerExecutor names;
    private final AddressGuard guard;
    private final Resolver resolver;

    public SupplierAddresses(Vertx vertx, ConnectorConfig config) {
        this(vertx, config, Resolver.ofSystem());
    }

    SupplierAddresses(Vertx vertx, ConnectorConfig config, Resolver resolver) {
        this.names = vertx.createSharedWorkerExecutor("supplier-addresses", NAME_THREADS);
        this.guard = new AddressGuard(Networks.parse(config.allowedNetworks()));
        this.resolver = resolver;
    }

    /** Whether a host is not known to be inside a private network; one that can not be looked up now may be elsewhere. */
    public Future<Boolean> mayBeReached(URI address) {
        String host = Objects.requireNonNull(address.getHost()).replaceAll("[\\[\\]]", "");
        return names.executeBlocking(() -> List.of(resolver.resolve(host)), false)
                .map(addresses -> Objects.requireNonNull(addresses))
                .timeout(LOOK_UP_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(List.<InetAddress>of())
                .map(guard::allowsAll);
    }

    public Future<Void> close() {
        return names.close();
    }
}
