package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.TestDatabase;
import dev.millrace.app.node.Millrace;
import dev.millrace.app.node.TestNode;
import dev.millrace.http.RawConnection.Answer;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One node, and two that share the database and fight for the same merchant. */
class NeverOversoldIT {
    private static final int ORDERS = 1_000;
    private static final int UNITS = 100;
    private static final int TWINS = 8;

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final HttpClient HTTP = ApiClient.http();
    private static Millrace one;
    private static Millrace two;

    @BeforeAll
    static void start() {
        one = Millrace.start(TestNode.config(DATABASE));
        two = Millrace.start(TestNode.config(DATABASE));
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
        DATABASE.close();
    }

    @Test
    void sellsExactlyWhatIsThereOnOneNode() {
        Shop shop = Shop.open(DATABASE, "one node");
        sellsExactlyWhatIsThere(shop, List.of(client(one, shop)));
    }

    @Test
    void sellsExactlyWhatIsThereOnTwoNodes() {
        Shop shop = Shop.open(DATABASE, "two nodes");
        sellsExactlyWhatIsThere(shop, List.of(client(one, shop), client(two, shop)));
    }

    @Test
    void givesTwinsOneOrderAndEqualAnswersFromEitherNode() {
        Shop shop = Shop.open(DATABASE, "twins");
        List<ApiClient> clients = List.of(client(one, shop), client(two, shop));
        clients.getFirst().stock("TWIN", 10_000);
        for (int order = 0; order < 25; order++) {
            String key = "twin-" + order;
            List<CompletableFuture<Answer>> sent = new ArrayList<>();
            for (int twin = 0; twin < TWINS; twin++) {
                sent.add(clients.get(twin % 2).placing(key, ApiClient.order("TWIN", 2)));
            }
            List<Answer> answers = sent.stream().map(CompletableFuture::join).toList();

            assertThat(answers).extracting(Answer::status).containsOnly(201);
            assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
            assertThat(answers.stream().map(answer -> answer.required("ETag")).distinct())
                    .hasSize(1);
            assertThat(answers.stream()
                            .map(answer -> answer.required("Location"))
                            .distinct())
                    .hasSize(1);
            assertThat(answers.stream()
                            .filter(answer ->
                                    !answer.header("Idempotent-Replayed").isEmpty()))
                    .hasSize(TWINS - 1);
        }
        assertThat(shop.number("SELECT count(*) FROM orders WHERE merchant_id = ?"))
                .isEqualTo(25);
        assertThat(shop.number("SELECT sum(allocated) FROM stock WHERE merchant_id = ?"))
                .isEqualTo(50);
    }

    private static void sellsExactlyWhatIsThere(Shop shop, List<ApiClient> clients) {
        clients.getFirst().stock("HOT", UNITS);
        List<CompletableFuture<Answer>> sent = new ArrayList<>();
        for (int order = 0; order < ORDERS; order++) {
            sent.add(clients.get(order % clients.size()).placing("order-" + order, ApiClient.order("HOT", 1)));
        }
        Map<Integer, Long> statuses = sent.stream()
                .map(CompletableFuture::join)
                .map(Answer::status)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(statuses).isEqualTo(Map.of(201, (long) UNITS, 409, (long) (ORDERS - UNITS)));
        assertThat(shop.number("SELECT allocated FROM stock WHERE merchant_id = ?"))
                .isEqualTo(UNITS);
        assertThat(shop.number("SELECT count(*) FROM orders WHERE merchant_id = ? AND status = 'open'"))
                .isEqualTo(UNITS);
        assertThat(shop.number("SELECT count(*) FROM orders WHERE merchant_id = ? AND status = 'rejected'"))
                .isEqualTo(ORDERS - UNITS);
    }

    private static ApiClient client(Millrace node, Shop shop) {
        return new ApiClient(HTTP, node.apiPort(), shop.key());
    }
}
