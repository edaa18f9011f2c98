package dev.millrace.purchasing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.Changed;
import dev.millrace.EventLoop;
import dev.millrace.Soon;
import dev.millrace.TestDatabase;
import dev.millrace.app.node.Millrace;
import dev.millrace.app.node.TestNode;
import dev.millrace.config.Secret;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.purchasing.MovePurchaseOrder;
import dev.millrace.endtoend.Shop;
import dev.millrace.jobs.JobSite;
import dev.millrace.lane.CommandGate;
import dev.millrace.lane.Result;
import dev.millrace.purchasing.CallbackAddress;
import dev.millrace.purchasing.Connection;
import dev.millrace.purchasing.Connections;
import dev.millrace.purchasing.ConnectorConfig;
import dev.millrace.purchasing.GatherPolicy;
import dev.millrace.purchasing.SecretBox;
import dev.millrace.purchasing.SupplierConnector;
import dev.millrace.purchasing.SupplierListener;
import dev.millrace.purchasing.SupplierSettings;
import dev.millrace.purchasing.SupplierSettings.Kind;
import dev.millrace.purchasing.SupplierSettings.Timeouts;
import dev.millrace.purchasing.Suppliers;
import dev.millrace.purchasing.TestSuppliers;
import dev.millrace.store.Database;
import dev.millrace.store.DatabaseConfig;
import dev.millrace.store.DatabaseUrl;
import dev.millrace.store.DeploymentReads;
import dev.millrace.store.DispatcherReads;
import dev.millrace.store.SupplierConnectionStore;
import dev.millrace.wire.Uuid7;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A merchant with a product that is bought when it runs short, a node that serves it, and dispatchers that a test makes,
 * lets work and forgets. The node's own dispatcher is idle, so that a test knows who does what.
 */
final class Buying implements AutoCloseable {
    static final String SUPPLIER = "acme";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Uuid7 IDS = Uuid7.seeded();

    final EventLoop loop;
    final TestClock clock = new TestClock();
    final DispatcherConfig config;
    private final DatabaseUrl url;
    private final HttpClient http = ApiClient.http();
    private final Millrace node;
    private final Database database;
    private final Connections connections;
    private final Suppliers suppliers;

    Buying(TestDatabase database, EventLoop loop) {
        this(database.url(), loop);
    }

    /** On a database that is not this run's shared one. */
    Buying(DatabaseUrl url, EventLoop loop) {
        this.url = url;
        this.loop = loop;
        this.config = DispatcherConfig.defaults();
        this.node = Millrace.start(TestNode.config(url).with(idle()));
        this.database = new Database(loop.vertx(), DatabaseConfig.at(url));
        this.connections = new Connections(
                new SupplierConnectionStore(database.lists(), this::id),
                new SecretBox(TestNode.PEPPER),
                new CallbackAddress(""),
                new Connections.CachePolicy(Duration.ZERO, 10),
                System::nanoTime);
        ConnectorConfig connectors = ConnectorConfig.defaults().allowing("127.0.0.0/8");
        this.suppliers = new Suppliers(loop.vertx(), connectors, Clock.systemUTC(), SupplierListener.NONE);
    }

    /** A dispatcher that never looks. */
    static DispatcherConfig idle() {
        DispatcherConfig real = DispatcherConfig.defaults();
        return like(
                real,
                Duration.ofDays(1),
                real.pauses().backoffFirst(),
                real.pauses().backoffMax());
    }

    /** One that leaves suppliers in trouble alone for as long as that at most, from the first failure on. */
    static DispatcherConfig backingOff(Duration most) {
        DispatcherConfig real = DispatcherConfig.defaults();
        return like(real, real.rounds().interval(), most, most);
    }

    private static DispatcherConfig like(
            DispatcherConfig real, Duration interval, Duration backoffFirst, Duration backoffMax) {
        return Changed.of(
                real,
                Map.of(
                        "interval", interval,
                        "retryDelayMax", interval,
                        "backoffFirst", backoffFirst,
                        "backoffMax", backoffMax,
                        "figuresInterval", interval));
    }

    /** A merchant with a supplier and a product of it that is out of stock. */
    Merchant merchant(String name) {
        Shop shop = Shop.open(url, name);
        ApiClient client = new ApiClient(http, node.apiPort(), shop.key());
        client.post("/v1/suppliers", "{\"id\":\"" + SUPPLIER + "\",\"name\":\"Acme\"}");
        client.post(
                "/v1/products",
                "{\"sku\":\"A\",\"price\":{\"amount\":100,\"currency\":\"EUR\"},\"policy\":\"backorder\","
                        + "\"supplier_id\":\"" + SUPPLIER + "\"}");
        return new Merchant(shop, client);
    }

    /** A merchant whom another one made, in the database of which this one's is a copy or which it is. */
    Merchant known(Merchant merchant) {
        Shop shop = merchant.shop().in(url);
        return new Merchant(shop, new ApiClient(http, node.apiPort(), shop.key()));
    }

    /** A merchant as the tests see it. */
    record Merchant(Shop shop, ApiClient client) {
        int id() {
            return shop.merchantId();
        }

        void order(String key, long units) {
            assertThat(client.place(key, ApiClient.order("A", units)).status()).isEqualTo(201);
        }

        long purchaseOrders(String status) {
            return shop.number(
                    "SELECT count(*) FROM purchase_orders WHERE merchant_id = ? AND status = '" + status + "'");
        }

        long owed() {
            return shop.number("SELECT count(*) FROM replenishments WHERE merchant_id = ? AND status = 'owed'");
        }
    }

    /** Sets how the merchant's supplier is reached. */
    void connect(Merchant merchant, Kind kind, @Nullable String address, GatherPolicy gather, Duration exchange) {
        SupplierSettings settings = new SupplierSettings(
                merchant.id(),
                SUPPLIER,
                kind,
                address == null ? null : URI.create(kind == Kind.REST ? address : address + "/soap"),
                kind.isReached() ? TestSuppliers.SECRET : Secret.none(),
                null,
                new Timeouts(exchange, exchange));
        assertThat(loop.await(() -> connections.put(new Connection(settings, gather, Instant.EPOCH), "test")))
                .isPresent();
    }

    /** Moves the merchant's only purchase order, as a person would. */
    void move(Merchant merchant, Move move) {
        UUID id = UUID.fromString(
                merchant.shop().text("SELECT purchase_order_id::text FROM purchase_orders WHERE merchant_id = ?"));
        Result result = loop.await(() -> gate().submit(
                        new MovePurchaseOrder(merchant.id(), id(), clock.instant(), id, move, Precondition.NONE),
                        System.nanoTime() + TIMEOUT.toNanos()));
        assertThat(result).isInstanceOf(Result.Accepted.class);
    }

    /** A dispatcher, as a node has one. */
    Dispatcher dispatcher() {
        return dispatcher(UnaryOperator.identity(), UnaryOperator.identity(), config);
    }

    /** One whose commands and exchanges go through something of the test's. */
    Dispatcher dispatcher(
            UnaryOperator<CommandGate> gate, UnaryOperator<SupplierConnector> connector, DispatcherConfig with) {
        return loop.make(() -> new Dispatcher(
                JobSite.of(loop.vertx()),
                new DispatcherReads(database.background()),
                new DeploymentReads(database),
                connections,
                settings -> connector.apply(suppliers.connector(settings)),
                new Dispatcher.Commands(gate.apply(gate()), this::id, clock),
                with));
    }

    /** One look for what is owed, one round, and whatever comes of it. */
    void work(Dispatcher dispatcher) {
        work(dispatcher, () -> false);
    }

    /** The same, until somebody is dead. */
    void work(Dispatcher dispatcher, BooleanSupplier isDead) {
        CompletableFuture<Void> gathering = loop.start(dispatcher::gather);
        await(() -> (gathering.isDone() && dispatcher.isIdle()) || isDead.getAsBoolean());
        CompletableFuture<Void> round = loop.start(dispatcher::round);
        await(() -> round.isDone() || isDead.getAsBoolean());
        await(() -> dispatcher.isIdle() || isDead.getAsBoolean());
    }

    static void await(BooleanSupplier done) {
        Soon.await("the end of what is bought")
                .atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(2))
                .until(done::getAsBoolean);
    }

    /** The node's way in, with answers on the test's own loop. */
    private CommandGate gate() {
        CommandGate gate = node.gate();
        return (command, deadlineNanos) -> {
            Promise<Result> answer = Promise.promise();
            gate.submit(command, deadlineNanos)
                    .onComplete(done -> loop.run(() -> {
                        if (done.succeeded()) {
                            answer.complete(done.result());
                        } else {
                            answer.fail(done.cause());
                        }
                    }));
            return answer.future();
        };
    }

    private UUID id() {
        synchronized (IDS) {
            return IDS.next(clock.instant());
        }
    }

    @Override
    public void close() {
        loop.await(suppliers::close);
        loop.await(database::close);
        node.close();
        http.close();
    }

    /** A future of somebody who is dead. */
    static <T> Future<T> never() {
        return Promise.<T>promise().future();
    }
}
