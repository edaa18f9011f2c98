package dev.millrace.http;

import static dev.millrace.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.TestDatabase;
import dev.millrace.app.node.TestNode;
import dev.millrace.http.RawConnection.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A supplier's connection is a setting without a number in the journal, and has a version all the same. */
class ConnectionVersionsIT {
    private static final String MANUAL = "{\"kind\":\"manual\"}";
    private static final String ON_SUBMIT = "{\"kind\":\"manual\",\"gather\":{\"policy\":\"on_submit\"}}";
    private static final String REST = "{\"kind\":\"rest\",\"address\":\"https://192.0.43.8\",\"secret\":\"%s\"}";

    private static TestDatabase database;
    private static TestNode node;
    private static String apiKey;
    private static ApiClient api;
    private static int suppliers;

    private String path;

    @BeforeAll
    static void serve() throws Exception {
        database = TestDatabase.create();
        node = TestNode.on(database);
        apiKey = TestNode.tenant(database, "connections").key();
        api = DescribedAnswers.client(node.millrace().apiPort(), apiKey);
    }

    @AfterAll
    static void stop() {
        node.close();
        database.close();
    }

    @BeforeEach
    void supplier() {
        String id = "s" + suppliers++;
        assertThat(api.post("/v1/suppliers", "{\"id\":\"" + id + "\",\"name\":\"n\"}")
                        .status())
                .isEqualTo(201);
        path = "/v1/suppliers/" + id + "/connection";
    }

    @Test
    void itIsShownWithItsTagAndNotShownAgain() {
        String tag = put(MANUAL).header("ETag");

        Answer shown = api.get(path);
        assertThat(shown.header("ETag")).isEqualTo(tag).matches("\"[0-9a-f]{32}\"");
        Answer known = api.get(path, "If-None-Match: " + tag);
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.header("ETag")).isEqualTo(tag);
        assertThat(known.body()).isEmpty();
    }

    @Test
    void everyChangeMovesItAlsoOneOfTheSecretAlone() {
        String first = put(REST.formatted("a secret of enough characters")).header("ETag");
        String second = put(REST.formatted("another one of the same sort")).header("ETag");
        String third = put(REST.formatted("another one of the same sort")).header("ETag");

        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    }

    @Test
    void aChangeOfWhatWasSeenIsMadeAndOneOfWhatWasNotIsRefused() {
        String seen = put(MANUAL).header("ETag");

        Answer made = put(ON_SUBMIT, "If-Match: \"x\", " + seen);
        assertThat(made.status()).isEqualTo(200);
        assertRefused(put(MANUAL, "If-Match: " + seen));
        assertThat(api.get(path).header("ETag")).isEqualTo(made.header("ETag"));
        assertThat(put(MANUAL, "If-Match: *").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"x\""})
    void nothingIsMadeWhereSomethingIsExpected(String tag) {
        assertRefused(put(MANUAL, "If-Match: " + tag));
        assertThat(api.get(path).status()).isEqualTo(404);
    }

    @Test
    void aWeakTagMatchesNothing() {
        assertRefused(put(ON_SUBMIT, "If-Match: W/" + put(MANUAL).header("ETag")));
    }

    @Test
    void onlyWhatIsNewIsMadeWhereNothingIsExpected() {
        assertThat(put(MANUAL, "If-None-Match: *").status()).isEqualTo(200);
        assertRefused(put(ON_SUBMIT, "If-None-Match: *"));
    }

    @Test
    void aListMayHaveEmptyPlacesAndExcludeVersions() {
        String tag = put(MANUAL).header("ETag");

        assertRefused(put(ON_SUBMIT, "If-Match: \"a\","));
        assertRefused(put(ON_SUBMIT, "If-None-Match: \"x\", W/" + tag));
        assertThat(put(ON_SUBMIT, "If-Match: \"a\",, " + tag).status()).isEqualTo(200);
        assertThat(put(MANUAL, "If-None-Match: " + tag).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-Match: x", "If-Match: \"", "If-Match: ", "If-Match: *, \"a\"", "If-None-Match: x"})
    void whatIsNoTagIsRefused(String header) {
        assertThat(put(MANUAL, header).status()).isEqualTo(400);
    }

    @Test
    void aSupplierThatIsNotThereIsNotFound() {
        path = "/v1/suppliers/nobody/connection";

        assertThat(put(MANUAL).status()).isEqualTo(404);
        assertThat(put(MANUAL, "If-None-Match: *").status()).isEqualTo(404);
    }

    @Test
    void ofManyThatSawTheSameOneIsMade() throws Exception {
        String seen = put(MANUAL).header("ETag");
        int clients = 8;
        CyclicBarrier together = new CyclicBarrier(clients);
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int client = 0; client < clients; client++) {
                answers.add(threads.submit(() -> {
                    together.await(30, TimeUnit.SECONDS);
                    return api.put(path, ON_SUBMIT, "If-Match: " + seen).status();
                }));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
    }

    private Answer put(String body, String... headers) {
        return api.put(path, body, headers);
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(412);
        assertThat(json(answer).path("code").asText()).isEqualTo("precondition_failed");
    }
}
