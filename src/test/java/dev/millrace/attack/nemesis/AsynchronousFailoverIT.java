package dev.millrace.attack.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.Soon;
import dev.millrace.app.database.Deployment;
import dev.millrace.app.database.Jdbc;
import dev.millrace.app.database.Migrations;
import dev.millrace.app.database.TestCluster;
import dev.millrace.app.node.Millrace;
import dev.millrace.app.node.TestNode;
import dev.millrace.endtoend.Shop;
import dev.millrace.feed.audit.Audit;
import dev.millrace.http.RawConnection.Answer;
import dev.millrace.store.DatabaseConfig;
import dev.millrace.store.DatabaseUrl;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A standby takes over that has not heard of the last orders, beside a server that acknowledged them. */
class AsynchronousFailoverIT {
    private static final Path HOME = Path.of("target", "asynchronous");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int KEPT = 20;
    private static final int LOST = 10;
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

    @Test
    void whatIsLostIsNoticedAndNeverNumberedAgainWithoutAWord() throws Exception {
        try (TestCluster primary = TestCluster.make(HOME.resolve("primary"), Path.of("target", "nemesis", "binaries"));
                Proxy replication = Proxy.before(primary.url().port());
                HttpClient http = ApiClient.http()) {
            new Migrations(DatabaseConfig.at(primary.url())).migrate();
            try (TestCluster standby = primary.standbyIn(HOME.resolve("standby"), replication.port());
                    Millrace node = Millrace.start(TestNode.config(either(primary, standby)))) {
                Shop shop = Shop.open(primary.url(), "lost");
                ApiClient client = new ApiClient(http, node.apiPort(), shop.key());
                client.stock("tea", 1_000_000);
                place(client, "kept-", KEPT);
                Shop onStandby = shop.in(standby.url());
                Soon.await("the kept orders on the standby").atMost(TIMEOUT).until(() -> orders(onStandby) == KEPT);
                String history = history(shop);

                replication.darken(Direction.values());
                place(client, "lost-", LOST);
                String cursor = next(client.get("/v1/events?limit=1000"));
                primary.kill();
                standby.promote();

                Soon.await("an order that is taken")
                        .atMost(TIMEOUT)
                        .until(() ->
                                client.place("new", ApiClient.order("tea", 1)).status() == 201);
                assertThat(history(onStandby)).isNotEqualTo(history);
                Answer followed = client.get("/v1/events?after=" + cursor);
                assertThat(followed.status()).isEqualTo(410);
                assertThat(followed.body()).contains("\"code\":\"history_gone\"", "\"head\":");
                assertThat(new Deployment(DatabaseConfig.at(standby.url())).buyingHeld())
                        .contains("set back");
                assertThat(client.place("kept-0", ApiClient.order("tea", 1)).header("Idempotent-Replayed"))
                        .isEqualTo("true");
                assertThat(client.place("lost-0", ApiClient.order("tea", 1)).header("Idempotent-Replayed"))
                        .isEmpty();
                assertThat(orders(onStandby)).isEqualTo(KEPT + 2);
                assertThat(new Audit(Jdbc.dataSource(DatabaseConfig.at(standby.url())), Audit.ROWS_PER_PASS_MAX)
                                .run(_ -> {})
                                .balances())
                        .isTrue();
            }
        }
    }

    private static void place(ApiClient client, String prefix, int count) {
        for (int order = 0; order < count; order++) {
            assertThat(client.place(prefix + order, ApiClient.order("tea", 1)).status())
                    .isEqualTo(201);
        }
    }

    private static long orders(Shop shop) {
        return shop.number("SELECT count(*) FROM orders WHERE merchant_id = ?");
    }

    private static String history(Shop shop) {
        return shop.text("SELECT history FROM heads WHERE merchant_id = ?");
    }

    private static String next(Answer events) {
        Matcher matcher = NEXT.matcher(events.body());
        assertThat(matcher.find()).as(events.body()).isTrue();
        return matcher.group(1);
    }

    private static DatabaseUrl either(TestCluster one, TestCluster other) {
        DatabaseUrl url = one.url();
        return new DatabaseUrl(
                List.of(url.hosts().getFirst(), other.url().hosts().getFirst()),
                url.database(),
                url.user(),
                url.password());
    }
}
