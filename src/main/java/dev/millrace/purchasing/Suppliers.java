package dev.millrace.purchasing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.time.InstantSource;

/**
 * The way to all suppliers: makes connectors from settings, which cost next to nothing and need not be kept. Safe for any
 * thread.
 */
public final class Suppliers {
    private final InstantSource clock;
    private final SupplierListener listener;
    private final SupplierHttp http;

    public Suppliers(Vertx vertx, ConnectorConfig config, InstantSource clock, SupplierListener listener) {
        this(clock, listener, new SupplierHttp(vertx, config, Resolver.ofSystem(), new HttpClientOptions()));
    }

    Suppliers(InstantSource clock, SupplierListener listener, SupplierHttp http) {
        this.clock = clock;
        this.listener = listener;
        this.http = http;
    }

    /** The supplier with those settings. */
    public SupplierConnector connector(SupplierSettings settings) {
        return switch (settings.kind()) {
            case REST -> measured(settings, new RestConnector(settings, http, clock));
            case SOAP11, SOAP12 -> measured(settings, new SoapConnector(settings, http, clock));
            case MANUAL -> new ManualConnector();
        };
    }

    /** Places for connections to suppliers. */
    public SupplierSlots connectionSlots() {
        return http.slots();
    }

    /** Closes what is open. */
    public Future<Void> close() {
        return http.close();
    }

    private SupplierConnector measured(SupplierSettings settings, SupplierConnector connector) {
        return new MeasuredConnector(connector, settings, listener, System::nanoTime);
    }
}
