package dev.millrace.purchasing;

import dev.millrace.EventLoop;
import dev.millrace.config.Secret;
import dev.millrace.purchasing.SupplierSettings.Kind;
import dev.millrace.purchasing.SupplierSettings.Timeouts;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Everything that is needed to reach a supplier on this machine, in tests. */
public final class TestSuppliers implements AutoCloseable {
    /** What both sides sign with. */
    public static final Secret SECRET = Secret.of("the-secret-of-the-tests-1234");

    private final EventLoop loop;
    private final Suppliers suppliers;
    private final Timeouts timeouts;

    /** With limits short enough for tests. */
    public TestSuppliers(EventLoop loop) {
        this(loop, Duration.ofSeconds(10), UnaryOperator.identity());
    }

    /** With a limit for a whole exchange, and another configuration. */
    public TestSuppliers(EventLoop loop, Duration exchange, UnaryOperator<ConnectorConfig> config) {
        this.loop = loop;
        this.timeouts = new Timeouts(
                exchange.compareTo(Duration.ofSeconds(2)) < 0 ? exchange : Duration.ofSeconds(2), exchange);
        ConnectorConfig here = config.apply(ConnectorConfig.defaults().allowing("127.0.0.0/8"));
        this.suppliers = new Suppliers(
                Clock.systemUTC(),
                SupplierListener.NONE,
                new SupplierHttp(loop.vertx(), here, Resolver.ofSystem(), new HttpClientOptions()));
    }

    /** Settings for a supplier at an address. */
    public SupplierSettings settings(Kind kind, String address) {
        return new SupplierSettings(1, "acme", kind, URI.create(address), SECRET, null, timeouts);
    }

    /** What came of something that was asked of a supplier. */
    public <T> T ask(SupplierSettings settings, Function<SupplierConnector, Future<T>> question) {
        return loop.await(() -> question.apply(suppliers.connector(settings)));
    }

    /** A purchase order. */
    public static Dispatch dispatch(String number) {
        return new Dispatch(
                number,
                1,
                Instant.parse("2026-11-24T12:00:00Z"),
                List.of(new Dispatch.Line("DEMO-BACKORDER", 36), new Dispatch.Line("Größe <M> & \"L\"", 2)));
    }

    @Override
    public void close() {
        loop.await(suppliers::close);
    }
}
