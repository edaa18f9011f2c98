package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.TestDatabase;
import dev.millrace.access.AccessConfig;
import dev.millrace.app.node.TestNode;
import dev.millrace.app.node.TestNode.TestTenant;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How long a key works that was revoked, or has expired, on nodes that have just seen it. */
class KeyRevocationIT {
    /** So long that only what is heard can end a key's work within this test. */
    private static final Duration NEVER = Duration.ofHours(1);

    private static final Duration SHORT = Duration.ofSeconds(2);

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void everyNodeRefusesAKeyWithinASecondAfterItsRevocation() throws Exception {
        try (TestNode one = node(NEVER, AccessConfig.defaults().revocationsInterval());
                TestNode other = node(NEVER, AccessConfig.defaults().revocationsInterval())) {
            TestTenant acme = TestNode.tenant(database, "acme");
            TestTenant rival = TestNode.tenant(database, "rival");
            assertThat(statuses(acme, one, other)).containsOnly(200);
            assertThat(statuses(rival, one, other)).containsOnly(200);

            revokeKeyOf("acme");
            long revokedNanos = System.nanoTime();

            while (statuses(acme, one, other).contains(200)) {
                assertThat(Duration.ofNanos(System.nanoTime() - revokedNanos))
                        .as("since it was revoked")
                        .isLessThan(Duration.ofSeconds(1));
            }
            assertThat(statuses(acme, one, other)).containsOnly(401);
            assertThat(statuses(rival, one, other)).containsOnly(200);
        }
    }

    @Test
    void aNodeThatHearsNothingRefusesAKeyWhenItsMemoryOfItEnds() throws Exception {
        try (TestNode deaf = node(SHORT, NEVER)) {
            TestTenant acme = TestNode.tenant(database, "acme");
            assertThat(statuses(acme, deaf)).containsOnly(200);

            revokeKeyOf("acme");
            long revokedNanos = System.nanoTime();

            while (statuses(acme, deaf).contains(200)) {
                assertThat(Duration.ofNanos(System.nanoTime() - revokedNanos))
                        .as("since it was revoked")
                        .isLessThan(SHORT.plusSeconds(1));
            }
        }
    }

    @Test
    void aKeyThatIsRememberedExpiresInTime() throws Exception {
        try (TestNode node = node(NEVER, NEVER)) {
            TestTenant acme = TestNode.tenant(database, "acme");
            long beganNanos = System.nanoTime();
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE api_keys SET expires_at = now() + interval '5 s'");
            }
            assertThat(statuses(acme, node)).containsOnly(200);

            while (statuses(acme, node).contains(200)) {
                assertThat(Duration.ofNanos(System.nanoTime() - beganNanos))
                        .as("since it was to live for five seconds")
                        .isLessThan(Duration.ofSeconds(7));
            }
        }
    }

    private TestNode node(Duration cacheTtl, Duration revocationsInterval) {
        return TestNode.with(TestNode.config(database)
                .with(new AccessConfig(TestNode.PEPPER, 1_000, cacheTtl, revocationsInterval, 1)));
    }

    private static List<Integer> statuses(TestTenant tenant, TestNode... nodes)
            throws IOException, InterruptedException {
        List<Integer> statuses = new ArrayList<>();
        for (TestNode node : nodes) {
            statuses.add(node.client(tenant).get("/v1/suppliers").status());
        }
        return statuses;
    }

    private void revokeKeyOf(String merchant) {
        String id = run("keys", "list", "--merchant", merchant)
                .output()
                .lines()
                .flatMap(line -> Stream.of(line.split(" +")))
                .filter(word -> word.startsWith("key_"))
                .findFirst()
                .orElseThrow();
        assertThat(run("keys", "revoke", id).output()).startsWith("Revoked. Running servers refuse it within a second");
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(Stream.concat(
                        Stream.of(arguments),
                        Stream.of(
                                "--set",
                                "database.url=" + OperatorCommandsIT.urlOf(database),
                                "--set",
                                "access.pepper=" + TestNode.PEPPER.reveal()))
                .toArray(String[]::new));
    }
}
