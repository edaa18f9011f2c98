package dev.millrace.purchasing;

import dev.millrace.limits.Budget;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
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
    private static final Duration LOOK_UP_MAX = Duration.ofSeconds(3);

    private final NameLookups names;
    private final Budget<Integer> places;
    private final AddressGuard guard;

    public SupplierAddresses(Vertx vertx, ConnectorConfig config) {
        this(vertx, config, Resolver.ofSystem());
    }

    SupplierAddresses(Vertx vertx, ConnectorConfig config, Resolver resolver) {
        this.names = new NameLookups(vertx, resolver, "supplier-address");
        this.places = new Budget<>(config.addressChecksMax(), config.addressChecksMax());
        this.guard = new AddressGuard(Networks.parse(config.allowedNetworks()));
    }

    /**
     * Whether a host is not known to be inside a private network. One that cannot be looked up now may be elsewhere, for
     * example because too many of this merchant's names are being looked up already.
     */
    public Future<Boolean> mayBeReached(int merchantId, URI address) {
        if (places.take(merchantId, 1) != Budget.Grant.GRANTED) {
            return Future.succeededFuture(true);
        }
        String host = Objects.requireNonNull(address.getHost()).replaceAll("[\\[\\]]", "");
        Future<List<InetAddress>> lookUp = names.start(host).onComplete(_ -> places.giveBack(merchantId, 1));
        return lookUp.timeout(LOOK_UP_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(List.<InetAddress>of())
                .map(guard::allowsAll);
    }

    /** Looks nothing up any more. */
    public void close() {
        names.close();
    }
}
