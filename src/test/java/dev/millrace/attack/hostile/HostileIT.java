package dev.millrace.attack.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.Changed;
import dev.millrace.Soon;
import dev.millrace.TestDatabase;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.node.Millrace;
import dev.millrace.app.node.TestNode;
import dev.millrace.endtoend.Shop;
import dev.millrace.http.AllRoutes;
import dev.millrace.http.BodyRule;
import dev.millrace.http.RawConnection;
import dev.millrace.http.Route;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Slow clients on every route that there is, by what can be counted: they are kept within the budgets, others are served
 * beside them, and when they are gone nothing of theirs is left. How fast others are served measures {@code scripts/attack
 * hostile}.
 */
class HostileIT {
    private static final int CLIENTS = 40;
    private static final int ANNOUNCED_BYTES = 20_000;
    private static final int HOLDER_BODIES_BYTES_MAX = 200_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final HttpClient HTTP = ApiClient.http();
    private static Millrace node;
    private static Shop hostile;
    private static ApiClient neighbour;
    private static ApiClient operator;
    private static int orders;

    @BeforeAll
    static void start() {
        MillraceConfig config = TestNode.config(DATABASE);
        node = Millrace.start(config.with(Changed.of(
                        config.memory(),
                        Map.of(
                                "headsBytesMax", 4_000_000,
                                "bodiesBytesMax", 1_000_000,
                                "holderBodiesBytesMax", HOLDER_BODIES_BYTES_MAX)))
                .with(Changed.of(config.api(), Map.of("requestDeadline", Duration.ofSeconds(20)))));
        hostile = Shop.open(DATABASE, "hostile");
        Shop calm = Shop.open(DATABASE, "calm");
        neighbour = new ApiClient(HTTP, node.apiPort(), calm.key());
        neighbour.stock("A", 1_000_000);
        operator = new ApiClient(HTTP, node.managementPort(), "none");
    }

    @AfterAll
    static void stop() {
        node.close();
        HTTP.close();
        DATABASE.close();
    }

    @TestFactory
    Stream<DynamicTest> keepsNoMoreThanAShareOfBodiesThatDoNotEnd() {
        return AllRoutes.list().stream()
                .filter(route -> route.body() != BodyRule.NONE && route.scope() != null)
                .map(route -> DynamicTest.dynamicTest(name(route), () -> {
                    double refused = kept("millrace_kept_refused_total", "bodies");
                    String request = head(route, "Authorization: Bearer " + hostile.key()) + "{";
                    besiege(
                            request,
                            Holders.Reading.ALL,
                            () -> kept("millrace_kept_refused_total", "bodies")
                                    >= refused + CLIENTS - HOLDER_BODIES_BYTES_MAX / ANNOUNCED_BYTES);
                }));
    }

    @TestFactory
    Stream<DynamicTest> keepsNothingOfWhoShowsNeitherKeyNorSignature() {
        return AllRoutes.list().stream()
                .filter(route -> route.body() != BodyRule.NONE)
                .map(route -> DynamicTest.dynamicTest(name(route), () -> {
                    double kept = kept("millrace_kept_bytes", "bodies");
                    assertThat(kept).isZero();
                    try (RawConnection connection = new RawConnection(node.apiPort())) {
                        assertThat(connection
                                        .send(head(route, "X-None: 1") + "{")
                                        .read()
                                        .status())
                                .isEqualTo(401);
                        assertThat(kept("millrace_kept_bytes", "bodies")).isZero();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> keepsLittleOfWhoAsksMuchAndReadsNothing() {
        return AllRoutes.list().stream()
                .filter(route -> route.body() == BodyRule.NONE)
                .map(route -> DynamicTest.dynamicTest(name(route), () -> {
                    String request = (route.method() + " " + path(route) + " HTTP/1.1\r\nHost: x\r\n"
                                    + "Authorization: Bearer " + hostile.key() + "\r\n\r\n")
                            .repeat(50);
                    besiege(request, Holders.Reading.NOTHING, () -> true);
                }));
    }

    @Test
    void servesTheOperatorBesideSlowClientsOfTheManagementPort() {
        try (Holders dripping = new Holders(
                        node.managementPort(), CLIENTS, ascii("GET /metrics HTTP/1.1\r\nX: "), Holders.Reading.ALL);
                Holders notReading = new Holders(
                        node.managementPort(),
                        CLIENTS,
                        ascii("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".repeat(50)),
                        Holders.Reading.NOTHING)) {
            Soon.await("slow clients to be sent away")
                    .atMost(TIMEOUT)
                    .until(() -> dripping.sentAway() + notReading.sentAway() > CLIENTS);
            assertThat(neighbour
                            .place("management-" + orders++, ApiClient.order("A", 1))
                            .status())
                    .isEqualTo(201);
        }
        awaitNothingKeptOf("heads");
    }

    private static void besiege(String request, Holders.Reading reading, BooleanSupplier isEnough) {
        try (Holders holders = new Holders(node.apiPort(), CLIENTS, ascii(request), reading)) {
            Soon.await("clients that hold on")
                    .atMost(TIMEOUT)
                    .until(() -> holders.open() + holders.sentAway() >= CLIENTS && isEnough.getAsBoolean());
            assertThat(neighbour.place("n-" + orders++, ApiClient.order("A", 1)).status())
                    .isEqualTo(201);
        }
        for (String what : new String[] {"heads", "bodies", "unsent"}) {
            awaitNothingKeptOf(what);
        }
    }

    private static String name(Route route) {
        return route.method() + " " + route.path();
    }

    private static String path(Route route) {
        return route.path().replaceAll("\\{[^}]*}", "1");
    }

    private static String head(Route route, String header) {
        String type = route.body() == BodyRule.NDJSON ? "application/x-ndjson" : "application/json";
        return route.method() + " " + path(route) + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\n" + header
                + "\r\nContent-Length: " + ANNOUNCED_BYTES + "\r\n\r\n";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void awaitNothingKeptOf(String what) {
        Soon.await("no kept bytes of " + what).atMost(TIMEOUT).until(() -> kept("millrace_kept_bytes", what) == 0);
    }

    private static double kept(String metric, String what) {
        Matcher value = Pattern.compile(metric + "\\{what=\"" + what + "\",?} ([0-9.E+]+)")
                .matcher(operator.get("/metrics").body());
        assertThat(value.find()).as(metric + " of " + what + " is measured").isTrue();
        return Double.parseDouble(value.group(1));
    }
}
