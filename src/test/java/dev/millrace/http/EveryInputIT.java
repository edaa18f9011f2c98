package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.TestDatabase;
import dev.millrace.app.node.TestNode;
import dev.millrace.app.node.TestNode.TestTenant;
import dev.millrace.config.Secret;
import dev.millrace.http.RawConnection.Answer;
import dev.millrace.purchasing.RequestSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every field of every body, and every parameter, that the API's document has, with every wrong kind of value: the answer is a
 * 4xx that names the place and no other, nothing is written, no neighbour is harmed, and nothing that can be sent at all is
 * a 5xx. It is made from the document, so whatever is added there is walked too.
 */
class EveryInputIT {
    private static final List<String> BOOKS = List.of(
            "heads",
            "journal",
            "orders",
            "stock",
            "products",
            "suppliers",
            "purchase_orders",
            "receipts",
            "outcomes",
            "supplier_connections",
            "operator_audit");
    private static final Secret SECRET = Secret.of("only-the-supplier-and-we-know-this");
    private static final OpenApi API = OpenApi.load();

    private static TestDatabase database;
    private static TestNode node;
    private static TestTenant tenant;
    private static ApiClient api;
    /** For what a well-behaved client would not send. */
    private static RawConnection wire;

    private static Map<String, String> names;
    private static int keys;

    @BeforeAll
    static void serve() throws Exception {
        database = TestDatabase.create();
        node = TestNode.on(database);
        tenant = TestNode.tenant(database, "every-input");
        api = DescribedAnswers.client(node.millrace().apiPort(), tenant.key());
        wire = new RawConnection(node.millrace().apiPort());
        done(api.post("/v1/suppliers", "{\"id\":\"potters\",\"name\":\"Potters\"}"));
        // Whom something is owed to has no connection, so that nobody writes by himself what is compared.
        done(api.post("/v1/suppliers", "{\"id\":\"weavers\",\"name\":\"Weavers\"}"));
        done(api.post("/v1/suppliers", "{\"id\":\"coopers\",\"name\":\"Coopers\"}"));
        done(api.put(
                "/v1/suppliers/potters/connection",
                "{\"kind\":\"rest\",\"address\":\"https://192.0.43.8\",\"secret\":\"" + SECRET.reveal()
                        + "\",\"gather\":{\"policy\":\"on_submit\"}}"));
        done(api.post("/v1/products", product("GOOD")));
        done(api.post(
                "/v1/products",
                "{\"sku\":\"MUG\",\"price\":{\"amount\":1,\"currency\":\"EUR\"},\"policy\":\"backorder\","
                        + "\"supplier_id\":\"weavers\"}"));
        done(api.post(
                "/v1/stock/adjustments", "{\"reason\":\"r\",\"lines\":[{\"sku\":\"GOOD\",\"set\":1000000}]}", key()));
        String order = place("MUG");
        String purchaseOrder = done(api.post("/v1/purchase-orders", "{\"supplier_id\":\"weavers\"}"))
                .header("Location");
        names = Map.of(
                "/v1/orders/{id}",
                order,
                "/v1/purchase-orders/{id}",
                purchaseOrder,
                "/v1/suppliers/{id}",
                "/v1/suppliers/coopers",
                "{sku}",
                "MUG",
                "{merchant}",
                Integer.toString(tenant.merchantId()),
                "{supplier}",
                "potters",
                "{receipt_id}",
                "rct_01h455vb4pex5vsknk084sn02q",
                "{file}",
                "index.html");
    }

    @AfterAll
    static void stop() throws IOException {
        wire.close();
        node.close();
        database.close();
    }

    static Stream<DescribedOperation> operationsWithABody() {
        return DescribedOperation.all(API).stream().filter(operation -> operation.body() != null);
    }

    static Stream<DescribedOperation> operations() {
        return DescribedOperation.all(API).stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operationsWithABody")
    void aWrongFieldIsNamedAndNothingIsWritten(DescribedOperation operation) throws SQLException {
        List<FieldTrial> trials = FieldTrial.all(Objects.requireNonNull(operation.body()));
        List<String> wrong = new ArrayList<>();
        String before = books();

        for (FieldTrial trial : trials) {
            if (trial.isWrong()) {
                trial.judge(send(operation, trial.body())).ifPresent(wrong::add);
            }
        }

        assertThat(wrong).as("%s, of %d", operation, trials.size()).isEmpty();
        assertThat(books()).isEqualTo(before);
        for (FieldTrial trial : trials) {
            if (!trial.isWrong()) {
                Answer answer = send(operation, trial.body());
                assertThat(answer.status())
                        .as("%s: %s: %s", operation, trial, answer.body())
                        .isLessThan(500);
            }
        }
        place("GOOD");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void aWrongParameterIsRefusedAndNothingIsWritten(DescribedOperation operation) throws Exception {
        String target = target(operation);
        String before = books();
        for (DescribedOperation.Parameter parameter : operation.parameters()) {
            for (String value : WrongParameters.VALUES) {
                Answer answer = switch (parameter.in()) {
                    case "query" -> ask(operation, target + "?" + parameter.name() + "=" + value);
                    case "path" -> ask(operation, withPathParameter(operation, parameter.name(), value));
                    default -> ask(operation, target, parameter.name() + ": " + value);
                };
                String what = operation + ": " + parameter.name() + "=" + value + ": " + answer.body();
                assertThat(answer.status()).as(what).isLessThan(500);
                if (parameter.in().equals("query") && !WrongParameters.fits(API, parameter, value)) {
                    // What names nothing is not found.
                    assertThat(answer.status()).as(what).isIn(400, 404);
                    assertThat(answer.body())
                            .as(what)
                            .containsAnyOf(
                                    "parameter \\\"" + parameter.name() + "\\\"",
                                    "invalid_" + parameter.name(),
                                    "not_found");
                }
            }
        }
        assertThat(books()).isEqualTo(before);
    }

    private static Answer send(DescribedOperation operation, String body) {
        boolean isOfLines = operation.body() != null && operation.body().isOfLines();
        String whole = isOfLines ? product("GOOD") + "\n" + body + "\n" + product("GOOD") + "\n" : body;
        return send(operation, target(operation), whole);
    }

    private static Answer send(DescribedOperation operation, String target, String body, String... more) {
        List<String> headers = new ArrayList<>(List.of(more));
        if (operation.has("Idempotency-Key") && more.length == 0) {
            headers.add(key());
        }
        if (operation.has("If-Match") && more.length == 0) {
            headers.add("If-Match: *");
        }
        if (operation.has("merchant")) {
            headers.add(RequestSignature.HEADER + ": "
                    + RequestSignature.sign(
                            SECRET, Instant.now(), operation.method(), target, body.getBytes(StandardCharsets.UTF_8)));
        }
        if (!body.isEmpty()) {
            headers.add("Content-Type: " + (target.endsWith("/bulk") ? MediaTypes.NDJSON : MediaTypes.JSON));
        }
        headers.add("Authorization: Bearer " + tenant.key());
        headers.add("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
        String line = operation.method() + " " + target;
        Answer answer = wire.send(
                        line + " HTTP/1.1\r\nHost: test\r\n" + String.join("\r\n", headers) + "\r\n\r\n" + body)
                .read();
        DescribedAnswers.check(line, answer);
        return answer;
    }

    /** With a body that says nothing, so that it can change nothing either. */
    private static Answer ask(DescribedOperation operation, String target, String... headers) throws IOException {
        Answer answer = send(operation, target, operation.method().equals("GET") ? "" : "[]", headers);
        if (answer.header("Connection").equals("close")) {
            wire.close();
            wire = new RawConnection(node.millrace().apiPort());
        }
        return answer;
    }

    private static String target(DescribedOperation operation) {
        String target = operation.path();
        for (Map.Entry<String, String> name : names.entrySet()) {
            target = target.replace(name.getKey(), name.getValue());
        }
        return target;
    }

    private static String withPathParameter(DescribedOperation operation, String name, String value) {
        return operation.path().replace("{" + name + "}", value).replaceAll("\\{[^}]+}", "x");
    }

    private static String place(String sku) {
        return done(api.post("/v1/orders", "{\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":1}]}", key()))
                .header("Location");
    }

    private static String product(String sku) {
        return "{\"sku\":\"" + sku + "\",\"price\":{\"amount\":1,\"currency\":\"EUR\"}}";
    }

    private static String key() {
        return "Idempotency-Key: key-" + keys++;
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        return answer;
    }

    /** All that the books say of everybody, as one text. */
    private static String books() throws SQLException {
        StringJoiner books = new StringJoiner("\n");
        try (Connection connection = database.connect()) {
            for (String table : BOOKS) {
                try (PreparedStatement select = connection.prepareStatement(
                                "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM "
                                        + table + " t");
                        ResultSet row = select.executeQuery()) {
                    row.next();
                    books.add(table + " " + row.getString(1));
                }
            }
        }
        return books.toString();
    }
}
