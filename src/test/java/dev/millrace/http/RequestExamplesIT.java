package dev.millrace.http;

import static dev.millrace.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.TestDatabase;
import dev.millrace.app.node.TestNode;
import dev.millrace.http.RawConnection.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Whoever copies a request's example out of the document gets what it promises. Each is sent for a merchant of its own. */
class RequestExamplesIT {
    private static final OpenApi API = OpenApi.load();
    private static TestDatabase database;
    private static TestNode node;
    private static int merchants;

    @BeforeAll
    static void serve() {
        database = TestDatabase.create();
        node = TestNode.on(database);
    }

    @AfterAll
    static void stop() {
        node.close();
        database.close();
    }

    @TestFactory
    List<DynamicTest> isAnsweredAsItPromises() {
        List<DynamicTest> tests = new ArrayList<>();
        API.document()
                .get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> {
                    // A supplier signs what it sends; SupplierCallbackIT does.
                    if (!path.startsWith("/v1/supplier-callbacks/")) {
                        operation
                                .path("requestBody")
                                .path("content")
                                .forEach(content -> examples(content)
                                        .forEach(example -> tests.add(DynamicTest.dynamicTest(
                                                method + " " + path + " " + example,
                                                () -> send(method, path, example)))));
                    }
                }));
        assertThat(tests).hasSizeGreaterThan(25);
        return tests;
    }

    private static List<JsonNode> examples(JsonNode content) {
        List<JsonNode> examples = new ArrayList<>();
        content.path("examples").forEach(example -> examples.add(example.get("value")));
        if (content.has("example")) {
            examples.add(content.get("example"));
        }
        return examples;
    }

    private static void send(String method, String path, JsonNode example) throws Exception {
        String key = TestNode.tenant(database, "example-" + merchants++).key();
        ApiClient api = DescribedAnswers.client(node.millrace().apiPort(), key);
        stock(api);
        String target = target(api, path);
        String body = example.isString() ? example.asString() : example.toString();
        Answer answer =
                method.equals("put") ? put(api, target, body) : api.post(target, body, "Idempotency-Key: the-example");

        assertThat(answer.status()).as("%s: %s", target, answer.body()).isBetween(200, 201);
        if (path.endsWith("/bulk")) {
            assertThat(answer.body())
                    .containsPattern("(?s)\"line\":0.*\"line\":1")
                    .doesNotContain("\"problem\"");
        }
    }

    /** A connection is set for the first time, so there is none that could match. */
    private static Answer put(ApiClient api, String target, String body) {
        return target.endsWith("/connection") ? api.put(target, body) : api.put(target, body, "If-Match: *");
    }

    /** What the examples' names stand for: two suppliers' worth of products, a hundred units of each. */
    private static void stock(ApiClient api) {
        api.post("/v1/suppliers", "{\"id\":\"demo-supplier\",\"name\":\"Demo\"}");
        product(api, "DEMO-REJECT", 1_999, "");
        product(api, "DEMO-BACKORDER", 2_499, ",\"policy\":\"backorder\",\"supplier_id\":\"demo-supplier\"");
        product(api, "SKU-0001", 12_399, "");
        product(api, "SKU-0002", 500, "");
        product(api, "SKU-0003", 500, "");
    }

    private static void product(ApiClient api, String sku, int price, String rest) {
        api.post(
                "/v1/products",
                "{\"sku\":\"" + sku + "\",\"price\":{\"amount\":" + price + ",\"currency\":\"EUR\"}" + rest + "}");
        String lines = "[{\"sku\":\"" + sku + "\",\"set\":100}]";
        api.post(
                "/v1/stock/adjustments",
                "{\"reason\":\"count\",\"lines\":" + lines + "}",
                "Idempotency-Key: count-" + sku);
    }

    /** The path with names of things that are in the state that the request is for. */
    private static String target(ApiClient api, String path) {
        if (path.startsWith("/v1/orders/{id}/")) {
            String order = order(api, "SKU-0001", 5, "SKU-0002", 5);
            if (path.endsWith("/returns")) {
                api.post(order + "/shipments", "", "Idempotency-Key: before");
            }
            return order + path.substring("/v1/orders/{id}".length());
        }
        if (path.startsWith("/v1/purchase-orders")) {
            order(api, "DEMO-BACKORDER", 130, "SKU-0002", 1);
            return path.equals("/v1/purchase-orders") ? path : purchaseOrder(api, path);
        }
        return path.replace("{sku}", "DEMO-REJECT").replace("{id}", "demo-supplier");
    }

    private static String purchaseOrder(ApiClient api, String path) {
        String bought = api.post("/v1/purchase-orders", "{\"supplier_id\":\"demo-supplier\"}")
                .header("Location");
        String step = path.substring("/v1/purchase-orders/{id}".length());
        if (step.equals("/resolve") || step.equals("/close") || step.equals("/receipts")) {
            api.post(bought + "/submit", "");
        }
        if (step.equals("/close") || step.equals("/receipts")) {
            api.post(bought + "/resolve", "{\"outcome\":\"sent\"}");
        }
        return bought + step;
    }

    private static String order(ApiClient api, String sku, int quantity, String otherSku, int otherQuantity) {
        Answer placed = api.post(
                "/v1/orders",
                "{\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "},{\"sku\":\"" + otherSku
                        + "\",\"quantity\":" + otherQuantity + "}]}",
                "Idempotency-Key: " + sku);
        assertThat(placed.status()).isEqualTo(201);
        return "/v1/orders/" + json(placed).get("id").asText();
    }
}
