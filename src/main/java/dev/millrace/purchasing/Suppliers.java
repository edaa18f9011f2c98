package dev.millrace.purchasing;

import dev.millrace.store.SupplierKey;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The way to all suppliers: makes connectors from settings, which cost next to nothing and need not be kept, and remembers
 * between them how each supplier fares. Safe for any thread.
 */
public final class Suppliers {
    private final Vertx vertx;
    private final ConnectorConfig config;
    private final InstantSource clock;
    private final SupplierListener listener;
    private final SupplierHttp http;
    private final LinkedHashMap<SupplierKey, CircuitBreaker> breakers = new LinkedHashMap<>(16, 0.75f, true);

    public Suppliers(Vertx vertx, ConnectorConfig config, InstantSource clock, SupplierListener listener) {
        this(
                vertx,
                config,
                clock,
                listener,
                new SupplierHttp(vertx, config, Resolver.ofSystem(), new HttpClientOptions()));
    }

    Suppliers(Vertx vertx, ConnectorConfig config, InstantSource clock, SupplierListener listener, SupplierHttp http) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
        this.listener = listener;
        this.http = http;
    }

    /** The supplier with those settings. */
    public SupplierConnector connector(SupplierSettings settings) {
        return switch (settings.kind()) {
            case REST -> watched(settings, new RestConnector(settings, http, clock));
            case SOAP11, SOAP12 -> watched(settings, new SoapConnector(settings, http, clock));
            case MANUAL -> new ManualConnector();
        };
    }

    /** Places for connections to suppliers. */
    public SupplierSlots connectionSlots() {
        return http.slots();
    }

    /** Closes what is open. */
    public Future<Void> close() {
        List<CircuitBreaker> all;
        synchronized (breakers) {
            all = new ArrayList<>(breakers.values());
            breakers.clear();
        }
        all.forEach(CircuitBreaker::close);
        return http.close();
    }

    private SupplierConnector watched(SupplierSettings settings, SupplierConnector connector) {
        return new WatchedConnector(
                connector, settings, breaker(settings), config.breakerPause(), listener, System::nanoTime);
    }

    private CircuitBreaker breaker(SupplierSettings settings) {
        synchronized (breakers) {
            CircuitBreaker breaker = breakers.computeIfAbsent(settings.key(), this::newBreaker);
            if (breakers.size() > config.breakersMax()) {
                Map.Entry<SupplierKey, CircuitBreaker> oldest = breakers.firstEntry();
                breakers.remove(oldest.getKey());
                oldest.getValue().close();
            }
            return breaker;
        }
    }

    private CircuitBreaker newBreaker(SupplierKey supplier) {
        CircuitBreakerOptions options = new CircuitBreakerOptions()
                .setMaxFailures(config.breakerFailures())
                .setFailuresRollingWindow(config.breakerWindow().toMillis())
                .setResetTimeout(config.breakerPause().toMillis())
                // Every exchange has a limit of its own.
                .setTimeout(-1)
                .setMaxRetries(0);
        return CircuitBreaker.create(supplier.toString(), vertx, options);
    }
}
