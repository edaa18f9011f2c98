package dev.millrace.purchasing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.EventLoop;
import dev.millrace.TestDatabase;
import dev.millrace.app.database.Jdbc;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.purchasing.MovePurchaseOrder;
import dev.millrace.feed.audit.Audit;
import dev.millrace.feed.audit.AuditReport;
import dev.millrace.lane.CommandGate;
import dev.millrace.lane.Result;
import dev.millrace.purchasing.GatherPolicy;
import dev.millrace.purchasing.OpenSandbox;
import dev.millrace.purchasing.SupplierSettings.Kind;
import dev.millrace.purchasing.TestSuppliers;
import dev.millrace.purchasing.dispatch.Buying.Merchant;
import dev.millrace.sandbox.FaultRule.Asked;
import dev.millrace.sandbox.InjectedFault;
import dev.millrace.sandbox.SandboxConfig;
import dev.millrace.sandbox.SandboxSupplier;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever goes wrong at the supplier, and wherever a node dies: what the supplier's book holds in the end is one purchase
 * order for each of ours, of exactly what was owed.
 */
@ExtendWith(VertxExtension.class)
class SupplierFaultsIT {
    private static final Duration EXCHANGE = Duration.ofMillis(400);
    private static final int SLOWER_MILLIS = 900;
    private static final int ROUNDS_MAX = 30;
    /** Beyond any exchange, margin and backoff. */
    private static final Duration LONG_ENOUGH = Duration.ofHours(2);

    private static final Duration UNHURRIED = Duration.ofSeconds(10);

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static EventLoop loop;
    private static Buying buying;

    private static final AtomicInteger MERCHANTS = new AtomicInteger();

    static Stream<Arguments> matrix() {
        List<@Nullable InjectedFault> faults = new ArrayList<>(List.of(
                InjectedFault.TOO_MANY,
                InjectedFault.UNAVAILABLE,
                InjectedFault.ERROR,
                InjectedFault.ERROR_AFTER,
                InjectedFault.DROP,
                InjectedFault.DROP_AFTER,
                InjectedFault.CUT_AFTER,
                InjectedFault.GARBAGE_AFTER,
                InjectedFault.SLOW));
        faults.add(null);
        return Stream.of(Kind.REST, Kind.SOAP12)
                .flatMap(kind -> faults.stream()
                        .flatMap(fault -> Stream.of(Death.values()).map(death -> Arguments.of(kind, fault, death))));
    }

    @BeforeAll
    static void open(Vertx vertx) {
        loop = new EventLoop(vertx);
        buying = new Buying(DATABASE, loop);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("matrix")
    void buysOnceWhateverHappens(Kind kind, @Nullable InjectedFault fault, Death death) {
        try (OpenSandbox sandbox = OpenSandbox.open(loop)) {
            Merchant merchant = buying.merchant("faults " + MERCHANTS.incrementAndGet());
            buying.connect(
                    merchant,
                    kind,
                    sandbox.address(),
                    new GatherPolicy.AtOnce(),
                    fault == InjectedFault.SLOW ? EXCHANGE : UNHURRIED);
            if (fault != null) {
                sandbox.injectFaults(fault, Asked.SUBMIT, 1, SLOWER_MILLIS);
            }
            merchant.order("order", 30);

            Death.Life mortal = death.new Life();
            Dispatcher first = buying.dispatcher(mortal::gate, mortal::connector, buying.config);
            for (int round = 0; round < 6 && !mortal.isOver(); round++) {
                buying.work(first, mortal::isOver);
                buying.clock.advance(LONG_ENOUGH);
            }
            Dispatcher second = buying.dispatcher();
            for (int round = 0; round < ROUNDS_MAX && merchant.purchaseOrders("acknowledged") == 0; round++) {
                buying.clock.advance(LONG_ENOUGH);
                buying.work(second);
            }

            assertThat(merchant.purchaseOrders("acknowledged")).isEqualTo(1);
            assertThat(merchant.shop().number("SELECT count(*) FROM purchase_orders WHERE merchant_id = ?"))
                    .isEqualTo(1);
            assertThat(merchant.owed()).isZero();
            JsonNode bought = DispatcherIT.only(sandbox.book());
            assertThat(bought.at("/lines/0/quantity").asLong()).isEqualTo(36);
            assertThat(bought.get("submissions").asInt())
                    .as("what the supplier has is never sent again, since it is asked first")
                    .isEqualTo(1);
        }
    }

    @Test
    void ofManyNodesAtOnceOneSendsEach() {
        try (OpenSandbox sandbox = OpenSandbox.open(loop)) {
            int orders = 5;
            int nodes = 4;
            for (int i = 0; i < orders; i++) {
                Merchant merchant = buying.merchant("nodes " + i);
                buying.connect(merchant, Kind.REST, sandbox.address(), new GatherPolicy.AtOnce(), UNHURRIED);
                merchant.order("order", 10);
            }
            StartingLine line = new StartingLine();
            List<Dispatcher> all = Stream.generate(
                            () -> buying.dispatcher(line::gate, UnaryOperator.identity(), buying.config))
                    .limit(nodes)
                    .toList();
            loop.await(all.getFirst()::gather);
            Buying.await(all.getFirst()::isIdle);
            loop.await(() -> Future.join(all.stream().map(Dispatcher::round).toList()));
            Buying.await(() -> line.waiting() == orders * nodes);

            loop.run(line::go);
            all.forEach(node -> Buying.await(node::isIdle));

            assertThat(line.accepted()).isEqualTo(orders);
            assertThat(line.refused()).isEqualTo(orders * (nodes - 1));
            assertThat(sandbox.book().get("items")).hasSize(orders);
            assertThat(sandbox.book().get("submissions").asInt()).isEqualTo(orders);
        }
    }

    /** Where all nodes that are about to send wait for one another. */
    private static final class StartingLine {
        private final Promise<Void> start = Promise.promise();
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicInteger accepted = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();

        CommandGate gate(CommandGate real) {
            return (command, deadlineNanos) -> {
                if (!(command instanceof MovePurchaseOrder moved && moved.move() instanceof Move.Send)) {
                    return real.submit(command, deadlineNanos);
                }
                waiting.incrementAndGet();
                return start.future()
                        .compose(_ -> real.submit(command, deadlineNanos))
                        .onSuccess(
                                result -> (result instanceof Result.Accepted ? accepted : refused).incrementAndGet());
            };
        }

        int waiting() {
            return waiting.get();
        }

        void go() {
            start.complete();
        }

        int accepted() {
            return accepted.get();
        }

        int refused() {
            return refused.get();
        }
    }

    @Test
    void aSupplierThatIsDownForLongCostsLittleStarvesNobodyAndGetsEverythingWhenItIsBack() throws IOException {
        int port = freePort();
        try (OpenSandbox healthy = OpenSandbox.open(loop)) {
            List<Merchant> down = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Merchant merchant = buying.merchant("down " + i);
                buying.connect(merchant, Kind.REST, "http://127.0.0.1:" + port, new GatherPolicy.AtOnce(), UNHURRIED);
                down.add(merchant);
            }
            AtomicInteger sends = new AtomicInteger();
            Dispatcher dispatcher = buying.dispatcher(
                    gate -> (command, deadline) -> {
                        if (command instanceof MovePurchaseOrder moved && moved.move() instanceof Move.Send) {
                            sends.incrementAndGet();
                        }
                        return gate.submit(command, deadline);
                    },
                    UnaryOperator.identity(),
                    buying.config);
            // A purchase order for each round, to each of three suppliers that do not answer.
            for (int round = 0; round < 20; round++) {
                for (Merchant merchant : down) {
                    merchant.order("order-" + round, 1);
                }
                buying.work(dispatcher);
                buying.clock.advance(Duration.ofSeconds(10));
            }
            assertThat(sends.get())
                    .as("60 purchase orders wait, some minutes long")
                    .isLessThan(60);
            Merchant other = buying.merchant("not down");
            buying.connect(other, Kind.REST, healthy.address(), new GatherPolicy.AtOnce(), UNHURRIED);
            other.order("order", 5);
            buying.work(dispatcher);
            buying.work(dispatcher);
            assertThat(other.purchaseOrders("acknowledged")).isEqualTo(1);

            SandboxSupplier back = new SandboxSupplier(
                    new SandboxConfig(
                            "127.0.0.1",
                            port,
                            TestSuppliers.SECRET,
                            null,
                            SandboxConfig.Acknowledge.RESPONSE,
                            new SandboxConfig.Pace(Duration.ZERO, null, 1)),
                    Clock.systemUTC(),
                    List.of());
            String deployment = loop.await(() -> loop.vertx().deployVerticle(back));
            for (int round = 0;
                    round < 100 && down.stream().anyMatch(each -> each.purchaseOrders("acknowledged") < 20);
                    round++) {
                buying.clock.advance(LONG_ENOUGH);
                buying.work(dispatcher);
            }
            loop.await(() -> loop.vertx().undeploy(deployment));

            assertThat(down)
                    .allSatisfy(each ->
                            assertThat(each.purchaseOrders("acknowledged")).isEqualTo(20));
        }
    }

    @Test
    void aCancellationIsToldAndAnswered() {
        try (OpenSandbox sandbox = OpenSandbox.open(loop)) {
            Merchant merchant = buying.merchant("cancelled");
            buying.connect(merchant, Kind.REST, sandbox.address(), new GatherPolicy.AtOnce(), UNHURRIED);
            merchant.order("order", 30);
            Dispatcher dispatcher = buying.dispatcher();
            buying.work(dispatcher);

            sandbox.injectFaults(InjectedFault.DROP_AFTER, Asked.CANCEL, 1, 0);
            buying.move(merchant, new Move.Cancel());
            buying.work(dispatcher);
            assertThat(merchant.purchaseOrders("cancel_requested")).isEqualTo(1);
            buying.clock.advance(LONG_ENOUGH);
            buying.work(dispatcher);

            assertThat(merchant.purchaseOrders("cancelled")).isEqualTo(1);
            assertThat(DispatcherIT.only(sandbox.book()).get("status").asText()).isEqualTo("cancelled");
        }
    }

    @AfterAll
    static void theBooksBalance() throws SQLException {
        AuditReport report = new Audit(Jdbc.dataSource(DATABASE.config()), Audit.ROWS_PER_PASS_MAX).run(_ -> {});
        assertThat(report.checks())
                .allSatisfy(
                        check -> assertThat(check.holds()).as(check.toString()).isTrue());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
