package dev.millrace.purchasing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.ApiClient;
import dev.millrace.EventLoop;
import dev.millrace.Soon;
import dev.millrace.app.database.ArchivedCluster;
import dev.millrace.app.database.Deployment;
import dev.millrace.app.database.Jdbc;
import dev.millrace.app.database.Migrations;
import dev.millrace.app.database.TestCluster;
import dev.millrace.app.node.Millrace;
import dev.millrace.app.node.TestNode;
import dev.millrace.feed.audit.Audit;
import dev.millrace.http.RawConnection.Answer;
import dev.millrace.purchasing.ConnectorConfig;
import dev.millrace.purchasing.GatherPolicy;
import dev.millrace.purchasing.OpenSandbox;
import dev.millrace.purchasing.SupplierSettings.Kind;
import dev.millrace.purchasing.dispatch.Buying.Merchant;
import dev.millrace.sandbox.FaultRule.Asked;
import dev.millrace.sandbox.InjectedFault;
import dev.millrace.sandbox.SandboxConfig.Acknowledge;
import dev.millrace.sandbox.SandboxConfig.Pace;
import dev.millrace.store.DatabaseConfig;
import dev.millrace.store.DatabaseUrl;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A database with purchase orders in every state is copied and served elsewhere, with the same pepper, while the original goes on
 * buying; the supplier's book is what counts.
 */
@ExtendWith(VertxExtension.class)
class CopyOfABuyerIT {
    private static final Path HOME = Path.of("target", "copied");
    private static final Duration EXCHANGE = Duration.ofSeconds(10);
    private static final Duration LONG_ENOUGH = Duration.ofHours(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int ROUNDS = 6;
    private static final int UNITS = 5;

    /** How it is copied, and what the first server there says of it. */
    enum Copy {
        BASE_BACKUP("rows may be lost"),
        DUMP("at another place"),
        TEMPLATE("at another place");

        private final String held;

        Copy(String held) {
            this.held = held;
        }
    }

    /** How far what a merchant owes has got when the copy is made, in the order in which it is brought there. */
    enum Stage {
        ACKNOWLEDGED("acknowledged"),
        SENT("sent"),
        DRAFT("draft"),
        SENDING_AND_NOT_THERE("sending"),
        SENDING_AND_THERE("sending"),
        UNKNOWN("unknown"),
        QUEUED("queued"),
        OWED(null);

        private final @Nullable String status;

        Stage(@Nullable String status) {
            this.status = status;
        }
    }

    private final EventLoop loop;

    private final OpenSandbox sandbox;

    /** Says later whether it will deliver. */
    private final OpenSandbox slow;

    private final Map<Stage, Merchant> merchants = new HashMap<>();

    CopyOfABuyerIT(Vertx vertx) {
        loop = new EventLoop(vertx);
        sandbox = OpenSandbox.open(loop);
        slow = OpenSandbox.open(loop, Acknowledge.CALLBACK, new Pace(Duration.ZERO, null, 1));
    }

    @AfterEach
    void close() {
        sandbox.close();
        slow.close();
    }

    @ParameterizedTest
    @EnumSource
    void buysNothingUntilAnOperatorSaysSoWhileTheOriginalGoesOn(Copy kind) throws Exception {
        var installation = ArchivedCluster.installation();
        assumeTrue(installation.isPresent(), ArchivedCluster.MISSING);
        try (ArchivedCluster original = ArchivedCluster.make(HOME, installation.get())) {
            new Migrations(DatabaseConfig.at(original.url())).migrate();
            try (Buying before = new Buying(original.url(), loop)) {
                bringToItsStage(before);
            }
            try (AnyCopy copied = copy(original, kind);
                    Buying there = new Buying(copied.url(), loop)) {
                assertBuysNothing(there, copied.url(), kind);
                try (Buying here = new Buying(original.url(), loop)) {
                    assertGoesOn(here, original.url());
                }
                assertBuysNothing(there, copied.url(), kind);
                assertResumes(there, copied.url());
            }
        }
    }

    private record AnyCopy(DatabaseUrl url, @Nullable TestCluster cluster) implements AutoCloseable {
        @Override
        public void close() {
            if (cluster != null) {
                cluster.close();
            }
        }
    }

    private static AnyCopy copy(ArchivedCluster original, Copy kind) throws Exception {
        if (kind == Copy.TEMPLATE) {
            return new AnyCopy(original.copyByTemplate("another"), null);
        }
        Path folder = HOME.resolve("copy");
        TestCluster cluster = kind == Copy.DUMP ? original.dumpedCopyIn(folder) : original.promotedCopyIn(folder);
        return new AnyCopy(cluster.url(), cluster);
    }

    private void bringToItsStage(Buying buying) {
        for (Stage stage : Stage.values()) {
            Merchant merchant = buying.merchant(stage.name());
            merchants.put(stage, merchant);
            OpenSandbox supplier = stage == Stage.SENT ? slow : sandbox;
            GatherPolicy gather = stage == Stage.DRAFT ? new GatherPolicy.Quantity(1_000) : new GatherPolicy.AtOnce();
            buying.connect(merchant, Kind.REST, supplier.address(), gather, EXCHANGE);
            merchant.order("order", UNITS);
            switch (stage) {
                case ACKNOWLEDGED, SENT, DRAFT -> buying.work(buying.dispatcher());
                case SENDING_AND_NOT_THERE -> work(buying, Death.AFTER_SEND_WRITTEN_BEFORE_THE_CALL);
                case SENDING_AND_THERE -> work(buying, Death.IN_THE_CALL);
                case UNKNOWN -> {
                    sandbox.injectFaults(InjectedFault.DROP_AFTER, Asked.SUBMIT, 1, 0);
                    buying.work(buying.dispatcher());
                }
                case QUEUED -> {
                    Dispatcher gatherer = buying.dispatcher();
                    loop.await(gatherer::gather);
                    Buying.await(gatherer::isIdle);
                }
                case OWED -> {}
            }
        }
        merchants.forEach((stage, merchant) -> assertThat(
                        stage.status == null ? merchant.owed() : merchant.purchaseOrders(stage.status))
                .as(stage.name())
                .isOne());
    }

    private static void work(Buying buying, Death death) {
        Death.Life mortal = death.new Life();
        buying.work(buying.dispatcher(mortal::gate, mortal::connector, buying.config), mortal::isOver);
    }

    private void assertBuysNothing(Buying there, DatabaseUrl url, Copy kind) throws Exception {
        List<JsonNode> before = books();
        Dispatcher dispatcher = there.dispatcher();
        work(there, dispatcher);
        assertThat(books()).as("what suppliers were told").isEqualTo(before);
        assertThat(dispatcher.isHeld()).isTrue();
        assertThat(new Deployment(DatabaseConfig.at(url)).buyingHeld()).contains(kind.held);
        merchants.forEach((stage, merchant) -> assertThat(
                        stage.status == null
                                ? there.known(merchant).owed()
                                : there.known(merchant).purchaseOrders(stage.status))
                .as(stage + " on the copy")
                .isOne());
        // A server as it is run: it takes orders, it is ready, and it says that it does not buy.
        try (Millrace node = Millrace.start(
                        TestNode.config(url).with(ConnectorConfig.defaults().allowing("127.0.0.0/8")));
                HttpClient http = ApiClient.http()) {
            Soon.await("millrace_buying_held 1.0")
                    .atMost(TIMEOUT)
                    .until(() -> manage(http, node, "/metrics").body().contains("millrace_buying_held 1.0"));
            assertThat(manage(http, node, "/health/ready").status()).isEqualTo(200);
        }
        assertThat(books()).isEqualTo(before);
    }

    /** Each is bought once, whatever the copy does. */
    private void assertGoesOn(Buying here, DatabaseUrl url) throws Exception {
        work(here, here.dispatcher());
        assertThat(new Deployment(DatabaseConfig.at(url)).buyingHeld()).isNull();
        assertEachIsSettled(here);
        assertThat(numbers()).doesNotHaveDuplicates().hasSize(Stage.values().length - 1);
        assertThat(books().stream()
                        .mapToInt(book -> book.get("submissions").asInt())
                        .sum())
                .as("each was sent once")
                .isEqualTo(Stage.values().length - 1);
        assertThat(here.known(any()).shop().number("SELECT count(*) FROM histories WHERE merchant_id = ?"))
                .as("its journals go on")
                .isOne();
        assertBalances(url);
    }

    /** What had a number when the copy was made has the same at its supplier; what was owed then has a new one, and is bought by both. */
    private void assertResumes(Buying there, DatabaseUrl url) throws Exception {
        List<String> before = numbers();
        assertThat(new Deployment(DatabaseConfig.at(url)).resumeBuying("the original is switched off", "test"))
                .isTrue();
        work(there, there.dispatcher());
        assertEachIsSettled(there);
        assertThat(numbers()).doesNotHaveDuplicates().containsAll(before).hasSize(before.size() + 1);
        assertBalances(url);
    }

    private void work(Buying buying, Dispatcher dispatcher) {
        for (int round = 0; round < ROUNDS; round++) {
            buying.work(dispatcher);
            buying.clock.advance(LONG_ENOUGH);
        }
    }

    private void assertEachIsSettled(Buying buying) {
        merchants.forEach((stage, merchant) -> {
            Merchant known = buying.known(merchant);
            assertThat(known.purchaseOrders(stage == Stage.DRAFT ? "draft" : "acknowledged"))
                    .as(stage.name())
                    .isOne();
            assertThat(known.owed()).as(stage.name()).isZero();
        });
    }

    private Merchant any() {
        return merchants.values().iterator().next();
    }

    private static void assertBalances(DatabaseUrl url) throws Exception {
        assertThat(new Audit(Jdbc.dataSource(DatabaseConfig.at(url)), Audit.ROWS_PER_PASS_MAX)
                        .run(_ -> {})
                        .checks())
                .allMatch(check -> check.holds());
    }

    private List<JsonNode> books() {
        return List.of(sandbox.book(), slow.book());
    }

    private List<String> numbers() {
        List<String> numbers = new ArrayList<>();
        for (JsonNode book : books()) {
            StreamSupport.stream(book.get("items").spliterator(), false)
                    .forEach(item -> numbers.add(item.get("number").asText()));
        }
        return numbers;
    }

    private static Answer manage(HttpClient http, Millrace node, String path) {
        return ApiClient.anonymous(http, node.managementPort()).get(path);
    }
}
