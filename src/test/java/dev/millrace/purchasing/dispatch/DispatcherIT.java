package dev.millrace.purchasing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.EventLoop;
import dev.millrace.TestDatabase;
import dev.millrace.app.database.Deployment;
import dev.millrace.purchasing.GatherPolicy;
import dev.millrace.purchasing.OpenSandbox;
import dev.millrace.purchasing.SupplierSettings.Kind;
import dev.millrace.purchasing.dispatch.Buying.Merchant;
import dev.millrace.sandbox.FaultRule.Asked;
import dev.millrace.sandbox.InjectedFault;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is owed becomes purchase orders, and the supplier hears of them. */
@ExtendWith(VertxExtension.class)
class DispatcherIT {
    private static final Duration EXCHANGE = Duration.ofSeconds(5);
    private static final Duration LONG_ENOUGH = Duration.ofHours(2);

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static EventLoop loop;
    private static Buying buying;

    @AutoClose
    private final OpenSandbox sandbox;

    DispatcherIT() {
        sandbox = OpenSandbox.open(loop);
    }

    @BeforeAll
    static void open(Vertx vertx) {
        loop = new EventLoop(vertx);
        buying = new Buying(DATABASE, loop);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MANUAL")
    void whatIsOwedIsBoughtAtOnceAndAcknowledged(Kind kind) {
        Merchant merchant = buying.merchant("at once " + kind);
        buying.connect(merchant, kind, sandbox.address(), new GatherPolicy.AtOnce(), EXCHANGE);
        merchant.order("order", 30);

        buying.work(buying.dispatcher());

        assertThat(merchant.owed()).isZero();
        assertThat(merchant.purchaseOrders("acknowledged")).isEqualTo(1);
        assertThat(only(sandbox.book()).at("/lines/0/quantity").asLong()).isEqualTo(36);
    }

    @Test
    void nothingIsBoughtWhileBuyingIsHeld() {
        Merchant merchant = buying.merchant("held");
        buying.connect(merchant, Kind.REST, sandbox.address(), new GatherPolicy.AtOnce(), EXCHANGE);
        Dispatcher dispatcher = buying.dispatcher();
        Deployment deployment = new Deployment(DATABASE.config());
        deployment.holdBuying("it may be a copy", "test");
        try {
            merchant.order("one", 5);
            buying.work(dispatcher);

            assertThat(dispatcher.isHeld()).isTrue();
            assertThat(merchant.owed()).isOne();
            assertThat(sandbox.book().get("items")).isEmpty();
        } finally {
            deployment.resumeBuying("suppliers were asked", "test");
        }
        buying.work(dispatcher);

        assertThat(dispatcher.isHeld()).isFalse();
        assertThat(only(sandbox.book()).at("/lines/0/quantity").asLong()).isEqualTo(6);
    }

    /** A node that could tell whether something is lost is perhaps on its way. */
    @Test
    void nothingIsBoughtOnATimelineThatNobodyHasVouchedFor() throws SQLException {
        Merchant merchant = buying.merchant("unvouched");
        buying.connect(merchant, Kind.REST, sandbox.address(), new GatherPolicy.AtOnce(), EXCHANGE);
        Dispatcher dispatcher = buying.dispatcher();
        // Of another cluster, too, so that the node does not vouch for it meanwhile.
        execute("UPDATE deployment SET timeline = timeline - 1, system_identifier = system_identifier + 1");
        try {
            merchant.order("one", 5);
            buying.work(dispatcher);

            assertThat(dispatcher.isHeld()).isTrue();
            assertThat(merchant.owed()).isOne();
            assertThat(sandbox.book().get("items")).isEmpty();
        } finally {
            execute("UPDATE deployment SET timeline = timeline + 1, system_identifier = system_identifier - 1");
        }
        buying.work(dispatcher);

        assertThat(dispatcher.isHeld()).isFalse();
        assertThat(only(sandbox.book()).at("/lines/0/quantity").asLong()).isEqualTo(6);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void whatIsOwedTogetherIsBoughtTogether() {
        Merchant merchant = buying.merchant("together");
        buying.connect(merchant, Kind.REST, sandbox.address(), new GatherPolicy.AtOnce(), EXCHANGE);
        merchant.order("one", 5);
        merchant.order("another", 10);

        buying.work(buying.dispatcher());

        assertThat(only(sandbox.book()).at("/lines/0/quantity").asLong()).isEqualTo(6 + 12);
    }

    @Test
    void aDraftGathersForItsIntervalAndThenGoesOut() {
        Merchant merchant = buying.merchant("interval");
        buying.connect(
                merchant, Kind.REST, sandbox.address(), new GatherPolicy.Interval(Duration.ofMinutes(10)), EXCHANGE);
        Dispatcher dispatcher = buying.dispatcher();
        merchant.order("one", 5);
        buying.work(dispatcher);
        buying.clock.advance(Duration.ofMinutes(9));
        merchant.order("another", 10);
        buying.work(dispatcher);

        assertThat(merchant.purchaseOrders("draft")).isEqualTo(1);
        assertThat(merchant.owed()).isZero();
        assertThat(sandbox.book().get("items")).isEmpty();

        buying.clock.advance(Duration.ofMinutes(1));
        buying.work(dispatcher);
        buying.work(dispatcher);

        assertThat(only(sandbox.book()).at("/lines/0/quantity").asLong()).isEqualTo(6 + 12);
    }

    @Test
    void aDraftGathersUntilItIsLargeEnough() {
        Merchant merchant = buying.merchant("quantity");
        buying.connect(merchant, Kind.REST, sandbox.address(), new GatherPolicy.Quantity(18), EXCHANGE);
        Dispatcher dispatcher = buying.dispatcher();
        merchant.order("one", 5);
        buying.work(dispatcher);
        buying.work(dispatcher);
        assertThat(sandbox.book().get("items")).isEmpty();

        merchant.order("another", 10);
        buying.work(dispatcher);
        buying.work(dispatcher);
        buying.work(dispatcher);

        assertThat(only(sandbox.book()).at("/lines/0/quantity").asLong()).isEqualTo(6 + 12);
    }

    @Test
    void aSupplierThatAPersonTellsHearsNothingAndItsPurchaseOrdersWait() {
        Merchant merchant = buying.merchant("manual");
        buying.connect(merchant, Kind.MANUAL, null, new GatherPolicy.AtOnce(), EXCHANGE);
        merchant.order("one", 5);
        Dispatcher dispatcher = buying.dispatcher();

        buying.work(dispatcher);
        buying.clock.advance(LONG_ENOUGH);
        buying.work(dispatcher);

        assertThat(merchant.purchaseOrders("queued")).isEqualTo(1);
    }

    @Test
    void whatIsOwedToASupplierOfWhomNothingIsSetStaysOwed() {
        Merchant merchant = buying.merchant("nothing set");
        merchant.order("one", 5);

        buying.work(buying.dispatcher());

        assertThat(merchant.owed()).isEqualTo(1);
    }

    @Test
    void aRejectionIsRaisedToAPerson() {
        Merchant merchant = buying.merchant("rejected");
        buying.connect(merchant, Kind.REST, sandbox.address(), new GatherPolicy.AtOnce(), EXCHANGE);
        sandbox.injectFaults(InjectedFault.FAULT, Asked.SUBMIT, 1, 0);
        merchant.order("one", 5);
        Dispatcher dispatcher = buying.dispatcher();

        buying.work(dispatcher);
        buying.clock.advance(LONG_ENOUGH);
        buying.work(dispatcher);

        assertThat(merchant.purchaseOrders("rejected")).isEqualTo(1);
        // What it was to bring is on a draft that only a person submits.
        assertThat(merchant.purchaseOrders("draft")).isEqualTo(1);
        assertThat(sandbox.book().get("items")).isEmpty();
    }

    @Test
    void aSupplierThatTakesItAndSaysNoMoreIsAskedLater() {
        try (OpenSandbox slow = OpenSandbox.open(
                loop,
                dev.millrace.sandbox.SandboxConfig.Acknowledge.CALLBACK,
                new dev.millrace.sandbox.SandboxConfig.Pace(Duration.ZERO, null, 1))) {
            Merchant merchant = buying.merchant("sent");
            buying.connect(merchant, Kind.REST, slow.address(), new GatherPolicy.AtOnce(), EXCHANGE);
            merchant.order("one", 5);
            Dispatcher dispatcher = buying.dispatcher();
            buying.work(dispatcher);
            assertThat(merchant.purchaseOrders("sent")).isEqualTo(1);

            Buying.await(() -> only(slow.book()).get("status").asText().equals("acknowledged"));
            buying.clock.advance(buying.config.timeouts().acknowledgedWithin());
            buying.work(dispatcher);

            assertThat(merchant.purchaseOrders("acknowledged")).isEqualTo(1);
        }
    }

    @AfterAll
    static void close() {
        buying.close();
        DATABASE.close();
    }

    static JsonNode only(JsonNode book) {
        assertThat(book.get("items")).hasSize(1);
        return book.get("items").get(0);
    }
}
