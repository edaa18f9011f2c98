package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.TestDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The server is killed with SIGKILL while it takes orders; nothing that it acknowledged is lost or done twice. */
class KilledIT {
    private static final int KILLS = 3;
    private static final int CLIENTS = 16;
    private static final int ACKNOWLEDGED_BEFORE_KILL = 150;
    private static final int UNITS = 1_000_000;

    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    @Test
    void keepsEveryAcknowledgedOrderOnceAndTellsTheTruthOfTheOthers() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                HttpClient http = Client.http()) {
            Shop shop = Shop.open(database, "killed");
            for (int kill = 0; kill < KILLS; kill++) {
                try (ServerProcess server = ServerProcess.start(database, http)) {
                    Client client = new Client(http, server.apiPort(), shop.key());
                    if (kill == 0) {
                        client.stock("A", UNITS);
                    }
                    orderUntilKilled(server, client, "round-" + kill);
                }
            }
            assertThat(unanswered)
                    .as("orders were in flight when it was killed")
                    .isNotEmpty();

            try (ServerProcess server = ServerProcess.start(database, http)) {
                Client client = new Client(http, server.apiPort(), shop.key());
                for (String key : unanswered) {
                    HttpResponse<String> answer = client.place(key, Client.order("A", 1));
                    assertThat(answer.statusCode()).isEqualTo(201);
                    acknowledged.put(key, answer.body());
                }
                acknowledged.forEach((key, body) -> {
                    HttpResponse<String> replay = client.place(key, Client.order("A", 1));
                    assertThat(replay.statusCode()).isEqualTo(201);
                    assertThat(replay.headers().firstValue("Idempotent-Replayed"))
                            .contains("true");
                    assertThat(replay.body()).isEqualTo(body);
                });
            }
            assertThat(shop.number("SELECT count(*) FROM orders WHERE merchant_id = ?"))
                    .isEqualTo(acknowledged.size());
            assertThat(shop.number("SELECT sum(allocated) FROM stock WHERE merchant_id = ?"))
                    .isEqualTo(acknowledged.size());
            assertThat(shop.number("SELECT number FROM heads WHERE merchant_id = ?"))
                    .isEqualTo(acknowledged.size() + 2L);
        }
    }

    private void orderUntilKilled(ServerProcess server, Client client, String round) throws Exception {
        CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_KILL);
        List<Future<?>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < CLIENTS; number++) {
                String prefix = round + "-" + number + "-";
                clients.add(threads.submit(() -> orderUntilRefused(client, prefix, enough)));
            }
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            server.kill();
            for (Future<?> each : clients) {
                each.get(60, TimeUnit.SECONDS);
            }
        }
    }

    private void orderUntilRefused(Client client, String prefix, CountDownLatch enough) {
        for (int order = 0; ; order++) {
            String key = prefix + order;
            unanswered.add(key);
            HttpResponse<String> answer;
            try {
                answer = client.place(key, Client.order("A", 1));
            } catch (IllegalStateException _) {
                return;
            }
            assertThat(answer.statusCode()).isEqualTo(201);
            acknowledged.put(key, answer.body());
            unanswered.remove(key);
            enough.countDown();
        }
    }
}
