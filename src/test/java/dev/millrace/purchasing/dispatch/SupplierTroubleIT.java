package dev.millrace.purchasing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.TestDatabase;
import dev.millrace.purchasing.Dispatch;
import dev.millrace.purchasing.GatherPolicy;
import dev.millrace.purchasing.OpenSandbox;
import dev.millrace.purchasing.Reply;
import dev.millrace.purchasing.SupplierConnector;
import dev.millrace.purchasing.SupplierSettings.Kind;
import dev.millrace.purchasing.dispatch.Buying.Merchant;
import dev.millrace.sandbox.FaultRule.Asked;
import dev.millrace.sandbox.InjectedFault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a supplier in trouble costs, and who has his turn while it lasts. */
@ExtendWith(VertxExtension.class)
class SupplierTroubleIT {
    private static final Duration EXCHANGE = Duration.ofSeconds(5);
    private static final int PURCHASE_ORDERS = 10;
    private static final int FOR_EVER = 1_000;

    /** So long that no pause ends by itself while a test runs, wherever in it chance falls. */
    private static final Duration PAUSE_MAX = Duration.ofDays(100);

    private static final Duration LONGER = PAUSE_MAX.plusDays(1);

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static EventLoop loop;
    private static Buying buying;

    /** What suppliers were asked, by the number that it was about. */
    private final List<String> tried = new ArrayList<>();

    private final List<Merchant> merchants = new ArrayList<>();
    private int orders;

    @BeforeAll
    static void open(Vertx vertx) {
        loop = new EventLoop(vertx);
        buying = new Buying(DATABASE, loop);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP", "TOO_MANY", "UNAUTHORIZED"})
    void costsOneExchangeEachPauseAndNothingIsWrittenDownMeanwhile(InjectedFault trouble) {
        try (OpenSandbox sandbox = OpenSandbox.open(loop)) {
            injectFaults(sandbox, trouble);
            Merchant merchant = merchant("trouble " + trouble, sandbox);
            Dispatcher dispatcher = dispatcher(PAUSE_MAX);
            gather(dispatcher, merchant, PURCHASE_ORDERS);
            buying.work(dispatcher);
            int together = buying.config.concurrency().supplierExchangesMax();
            assertThat(tried).as("nothing was known of it yet").hasSize(together);

            long events = events(merchant);
            for (int round = 0; round < 10; round++) {
                buying.work(dispatcher);
            }
            assertThat(tried).as("within the pause").hasSize(together);
            assertThat(events(merchant)).isEqualTo(events);

            for (int probe = 1; probe <= 8; probe++) {
                buying.clock.advance(LONGER);
                buying.work(dispatcher);
                assertThat(tried).hasSize(together + probe);
            }
        }
    }

    @Test
    void whateverWaitsIsTriedInItsTurnThoughMuchIsToBeSent() {
        try (OpenSandbox sandbox = OpenSandbox.open(loop)) {
            Merchant merchant = merchant("turns", sandbox);
            // What is written down has the real time, whatever a test puts before it.
            Dispatcher dispatcher = dispatcher(Duration.ofMillis(1));
            sandbox.injectFaults(InjectedFault.DROP_AFTER, Asked.SUBMIT, 1, 0);
            gather(dispatcher, merchant, 1);
            buying.work(dispatcher);
            assertThat(merchant.purchaseOrders("unknown")).isEqualTo(1);
            String unknown = tried.getFirst();
            tried.clear();

            injectFaults(sandbox, InjectedFault.TOO_MANY);
            gather(dispatcher, merchant, PURCHASE_ORDERS);
            for (int probe = 0; probe <= PURCHASE_ORDERS; probe++) {
                buying.clock.advance(LONGER);
                buying.work(dispatcher);
            }
            assertThat(tried)
                    .hasSize(PURCHASE_ORDERS + 1)
                    .doesNotHaveDuplicates()
                    .contains(unknown);
        }
    }

    private Dispatcher dispatcher(Duration pauseMax) {
        return buying.dispatcher(UnaryOperator.identity(), this::noting, Buying.backingOff(pauseMax));
    }

    private Merchant merchant(String name, OpenSandbox sandbox) {
        Merchant merchant = buying.merchant(name);
        merchants.add(merchant);
        buying.connect(merchant, Kind.REST, sandbox.address(), new GatherPolicy.AtOnce(), EXCHANGE);
        return merchant;
    }

    /** What is left of one test is not the next one's. */
    @AfterEach
    void leaveToAPerson() {
        merchants.forEach(merchant -> buying.connect(merchant, Kind.MANUAL, null, new GatherPolicy.AtOnce(), EXCHANGE));
    }

    /** A purchase order for each order. */
    private void gather(Dispatcher dispatcher, Merchant merchant, int count) {
        for (int made = 0; made < count; made++) {
            merchant.order("order-" + orders++, 1);
            loop.await(dispatcher::gather);
            Buying.await(dispatcher::isIdle);
        }
        assertThat(merchant.purchaseOrders("queued")).isEqualTo(count);
    }

    private static void injectFaults(OpenSandbox sandbox, InjectedFault trouble) {
        sandbox.injectFaults(trouble, Asked.SUBMIT, FOR_EVER, 0);
        sandbox.injectFaults(trouble, Asked.ASK, FOR_EVER, 0);
    }

    private static long events(Merchant merchant) {
        return merchant.shop().number("SELECT number FROM heads WHERE merchant_id = ?");
    }

    private SupplierConnector noting(SupplierConnector connector) {
        return new SupplierConnector() {
            @Override
            public Future<Reply.ToSubmit> submit(Dispatch dispatch) {
                tried.add(dispatch.number());
                return connector.submit(dispatch);
            }

            @Override
            public Future<Reply.ToAsk> ask(String number) {
                tried.add(number);
                return connector.ask(number);
            }

            @Override
            public Future<Reply.ToCancel> cancel(String number) {
                tried.add(number);
                return connector.cancel(number);
            }
        };
    }

    @AfterAll
    static void close() {
        buying.close();
        DATABASE.close();
    }
}
