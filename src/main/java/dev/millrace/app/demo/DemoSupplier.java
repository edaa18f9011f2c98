package dev.millrace.app.demo;

import dev.millrace.app.node.Await;
import dev.millrace.app.node.Millrace;
import dev.millrace.config.Secret;
import dev.millrace.purchasing.Connection;
import dev.millrace.purchasing.GatherPolicy;
import dev.millrace.purchasing.SupplierSettings;
import dev.millrace.purchasing.SupplierSettings.Kind;
import dev.millrace.purchasing.SupplierSettings.Timeouts;
import dev.millrace.sandbox.SandboxConfig;
import dev.millrace.sandbox.SandboxSupplier;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom the demo buys from: a sandbox supplier in the same process, so that a newcomer sees the whole circle turn. It stands
 * beside the server, is reached over HTTP like any other, and calls back over HTTP.
 */
public final class DemoSupplier implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Vertx vertx;
    private final String address;

    private DemoSupplier(Vertx vertx, String address) {
        this.vertx = vertx;
        this.address = address;
    }

    /**
     * Opens it on a free port, and tells the demo's merchant where it is.
     *
     * @param api where the server is reached
     * @param secret that both sides sign with
     * @param actor who does it, for the audit
     */
    public static DemoSupplier open(Millrace millrace, String api, int merchantId, Secret secret, String actor) {
        SandboxConfig usual = SandboxConfig.defaults();
        URI callback = URI.create(api + "/v1/supplier-callbacks/" + merchantId + "/" + DemoCatalog.SUPPLIER_ID);
        SandboxSupplier supplier = new SandboxSupplier(
                new SandboxConfig(HOST, 0, secret, callback, usual.acknowledge(), usual.pace()),
                Clock.system(ZoneOffset.UTC),
                List.of());
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            Await.of(vertx.deployVerticle(supplier));
            DemoSupplier open = new DemoSupplier(vertx, "http://" + HOST + ":" + supplier.port());
            open.connect(millrace, merchantId, secret, actor);
            return open;
        } catch (RuntimeException failure) {
            Await.of(vertx.close());
            throw failure;
        }
    }

    /** Where it listens. */
    public String address() {
        return address;
    }

    /** Whoever has connected the merchant to somebody else meant it; only its own address is new at every start. */
    private void connect(Millrace millrace, int merchantId, Secret secret, String actor) {
        Optional<Connection> known = Await.of(millrace.connections().find(merchantId, DemoCatalog.SUPPLIER_ID));
        Kind kind = known.map(connection -> connection.settings().kind()).orElse(Kind.REST);
        GatherPolicy gather = known.map(Connection::gather).orElse(new GatherPolicy.AtOnce());
        if (known.isPresent() && !isHere(known.get().settings().address())) {
            return;
        }
        SupplierSettings settings = new SupplierSettings(
                merchantId,
                DemoCatalog.SUPPLIER_ID,
                kind,
                URI.create(kind == Kind.REST ? address : address + "/soap"),
                secret,
                null,
                Timeouts.defaults());
        Await.of(millrace.connections().put(new Connection(settings, gather, Instant.EPOCH), actor));
    }

    private static boolean isHere(@Nullable URI known) {
        return known != null && HOST.equals(known.getHost());
    }

    @Override
    public void close() {
        Await.of(vertx.close());
    }
}
