package dev.millrace.http;

import static dev.millrace.ApiClient.each;
import static dev.millrace.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.ApiClient;
import dev.millrace.TestDatabase;
import dev.millrace.app.node.TestNode;
import dev.millrace.http.RawConnection.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every resource of the API as a client meets it: from the request to PostgreSQL and back. Each test has its merchant. */
class ResourcesIT {
    private static TestDatabase database;
    private static TestNode node;
    private static int merchants;

    private String merchantKey;
    private ApiClient api;

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

    @BeforeEach
    void connect() throws Exception {
        merchantKey = TestNode.tenant(database, "merchant-" + merchants++).key();
        api = DescribedAnswers.client(node.millrace().apiPort(), merchantKey);
    }

    @Test
    void anOrderIsReadAsItWasAnsweredUntilItsClientHasIt() {
        stock("LAMP", 5);
        Answer placed = order("key", "LAMP", 2);
        String location = placed.header("Location");
        Answer read = api.get(location);

        assertThat(placed.status()).isEqualTo(201);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(placed.body());
        assertThat(read.header("ETag")).isEqualTo(placed.header("ETag"));
        assertThat(api.get(location, "If-None-Match: " + placed.header("ETag")).status())
                .isEqualTo(304);
        assertThat(api.get(location, "If-None-Match: \"other\"").status()).isEqualTo(200);
    }

    @Test
    void aKeyGivesTheSameAnswerForEverWhetherTakenOrRejected() {
        stock("LAMP", 5);
        for (int quantity : new int[] {2, 100}) {
            String key = "key-" + quantity;
            Answer first = order(key, "LAMP", quantity);
            order("another-" + key, "LAMP", 1);
            Answer again = order("\"" + key + "\"", "LAMP", quantity);

            assertThat(first.status()).isEqualTo(quantity == 2 ? 201 : 409);
            assertThat(again.status()).isEqualTo(first.status());
            assertThat(again.body()).isEqualTo(first.body());
            for (String header : List.of("Content-Type", "Location", "ETag")) {
                assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
            }
            assertThat(first.header("Idempotent-Replayed")).isEmpty();
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        }
    }

    @Test
    void aRejectionNamesWhatIsShortAndCanBeReadAsAnOrder() {
        stock("LAMP", 5);
        Answer rejected = order("key", "LAMP", 6);
        JsonNode problem = json(rejected);

        assertThat(rejected.status()).isEqualTo(409);
        assertThat(problem.path("code").asText()).isEqualTo("insufficient_stock");
        assertThat(problem.path("retry").asText()).isEqualTo("new_key");
        assertThat(problem.at("/order/rejection/lines/0/available").asLong()).isEqualTo(5);
        assertThat(json(api.get(problem.path("instance").asText()))).isEqualTo(problem.path("order"));
        assertThat(onHandAllocatedAvailable("LAMP")).isEqualTo("5 0 5");
    }

    @Test
    void aKeyLeadsToItsOrder() {
        stock("LAMP", 5);
        Answer placed = order("key/1", "LAMP", 1);
        JsonNode found = json(api.get("/v1/orders?idempotency_key=key%2F1"));

        assertThat(found.at("/orders/0")).isEqualTo(json(placed));
        assertThat(found.path("orders")).hasSize(1);
        assertThat(found.path("next").isNull()).isTrue();
        assertThat(json(api.get("/v1/orders?idempotency_key=key-2")).path("orders"))
                .isEmpty();
        assertThat(api.get("/v1/orders?idempotency_key=a&limit=1").status()).isEqualTo(400);
    }

    @Test
    void cancellingGivesBackWhatAnOrderHeldAndMayBeRepeated() {
        stock("LAMP", 5);
        Answer placed = order("key", "LAMP", 2);
        String path = placed.header("Location");

        assertThat(api.post(path + "/cancel", "", "If-Match: \"testhistor-999\"")
                        .status())
                .isEqualTo(412);
        Answer cancelled = api.post(path + "/cancel", "{}", "If-Match: " + placed.header("ETag"));
        Answer again = api.post(path + "/cancel", "");

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(json(cancelled).path("status").asText()).isEqualTo("cancelled");
        assertThat(cancelled.header("ETag")).isNotEqualTo(placed.header("ETag"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(cancelled.body());
        assertThat(api.get(path).body()).isEqualTo(cancelled.body());
        assertThat(onHandAllocatedAvailable("LAMP")).isEqualTo("5 0 5");
        assertThat(order("key", "LAMP", 2).body()).isEqualTo(placed.body());
    }

    @Test
    void aRejectedOrderCanNotBeCancelled() {
        stock("LAMP", 1);
        String path = json(order("key", "LAMP", 2)).path("instance").asText();
        Answer refused = api.post(path + "/cancel", "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(json(refused).path("code").asText()).isEqualTo("order_not_open");
    }

    @Test
    void theStockOfAHundredLongNamesFitsInOneRequest() {
        StringBuilder path = new StringBuilder("/v1/stock?");
        for (int sku = 0; sku < 100; sku++) {
            path.append("sku=").append("%2F".repeat(60)).append(1_000 + sku).append('&');
        }
        path.setLength(path.length() - 1);

        assertThat(json(api.get(path.toString())).path("code").asText()).isEqualTo("not_found");
    }

    @Test
    void aListShowsTheNewestFirstPageByPage() {
        stock("LAMP", 100);
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            placed.addFirst(json(order("key-" + i, "LAMP", 1)).path("id").asText());
        }
        List<String> listed = new ArrayList<>();
        String next = "/v1/orders?limit=2";
        while (!next.isEmpty()) {
            JsonNode page = json(api.get(next));
            assertThat(page.path("orders").size()).isLessThanOrEqualTo(2);
            page.path("orders").forEach(order -> listed.add(order.path("id").asText()));
            next = page.path("next").asText("");
        }

        assertThat(listed).isEqualTo(placed);
    }

    @Test
    void aListShowsWhatItsFiltersAskFor() {
        stock("LAMP", 2);
        stock("VASE", 2);
        api.post(
                "/v1/orders",
                "{\"customer_ref\":\"web é\",\"lines\":[{\"sku\":\"LAMP\",\"quantity\":1}]}",
                "Idempotency-Key: ref");
        order("vase", "VASE", 1);
        JsonNode rejected = json(order("rejected", "VASE", 9));
        long number = rejected.at("/order/journal_number").asLong();
        String sees = "&min_number=" + number;

        assertThat(refs("/v1/orders?customer_ref=web%20%C3%A9" + sees)).containsExactly("web é");
        assertThat(json(api.get("/v1/orders?sku=VASE" + sees)).path("orders")).hasSize(2);
        assertThat(json(api.get("/v1/orders?sku=VASE&status=rejected" + sees)).path("orders"))
                .containsExactly(rejected.path("order"));
        assertThat(json(api.get("/v1/orders?status=cancelled" + sees)).path("orders"))
                .isEmpty();
        assertThat(json(api.get("/v1/orders?created_from=2020-01-01T00:00:00Z" + sees))
                        .path("orders"))
                .hasSize(3);
        assertThat(json(api.get("/v1/orders?created_before=2020-01-01T00:00:00Z" + sees))
                        .path("orders"))
                .isEmpty();
        assertThat(json(api.get("/v1/orders?limit=1" + sees)).path("as_of").asText())
                .matches("[0-9a-z]{10}:[0-9]+");
    }

    @Test
    void aProductIsMadeOnceAndReplacedByWhoKnowsIt() {
        String lamp = product("a/b é", 100);
        Answer made = api.post("/v1/products", lamp);
        String path = made.header("Location");

        assertThat(made.status()).isEqualTo(201);
        assertThat(api.post("/v1/products", lamp).status()).isEqualTo(200);
        assertThat(json(api.post("/v1/products", product("a/b é", 200)))
                        .path("code")
                        .asText())
                .isEqualTo("product_exists");
        assertThat(api.get(path).body()).isEqualTo(made.body());
        assertThat(api.get(path, "If-None-Match: " + made.header("ETag")).status())
                .isEqualTo(304);

        assertThat(api.put(path, product("a/b é", 200)).status()).isEqualTo(428);
        Answer replaced = api.put(path, product("a/b é", 200), "If-Match: " + made.header("ETag"));
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(api.put(path, product("a/b é", 300), "If-Match: " + made.header("ETag"))
                        .status())
                .isEqualTo(412);
        assertThat(api.put(path, product("a/b é", 300), "If-Match: *").status()).isEqualTo(200);
        assertThat(json(api.get(path)).at("/price/amount").asLong()).isEqualTo(300);
        assertThat(api.put("/v1/products/nothing", product("nothing", 1), "If-Match: *")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aProductThatMustBeNewIsMadeOnce() {
        String path = "/v1/products/new";
        String none = "If-None-Match: *";

        Answer made = api.put(path, product("new", 100), none);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(path);
        // Not even the same: whoever asks so wants to know whether it was he who made it.
        assertThat(api.put(path, product("new", 100), none).status()).isEqualTo(412);
        assertThat(api.put(path, product("new", 100), none, "If-Match: *").status())
                .isEqualTo(412);
        assertThat(api.post("/v1/products", product("new", 100), none).status()).isEqualTo(412);
        assertThat(api.post("/v1/products", product("newer", 100), none).status())
                .isEqualTo(201);

        assertThat(api.put(path, product("new", 200), "If-None-Match: " + made.header("ETag"))
                        .status())
                .isEqualTo(412);
        assertThat(api.put(path, product("new", 200), "If-None-Match: \"other\"")
                        .status())
                .isEqualTo(200);

        assertThat(api.post("/v1/suppliers", "{\"id\":\"new\",\"name\":\"N\"}", none)
                        .status())
                .isEqualTo(201);
        assertThat(api.post("/v1/suppliers", "{\"id\":\"new\",\"name\":\"N\"}", none)
                        .status())
                .isEqualTo(412);
        assertThat(api.post("/v1/suppliers", "{\"id\":\"new\",\"name\":\"N\"}").status())
                .isEqualTo(200);
    }

    @Test
    void aConditionIsAListOverAllItsLines() {
        Answer made = api.post("/v1/products", product("listed", 100));
        String path = made.header("Location");
        String tag = made.header("ETag");

        Answer replaced = api.put(path, product("listed", 200), "If-Match: \"x\", " + tag + ", W/\"y\"");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(api.put(path, product("listed", 300), "If-Match: \"x\", W/" + replaced.header("ETag"))
                        .status())
                .isEqualTo(412);
        assertThat(api.put(path, product("listed", 300), "If-Match: " + tag, "If-Match: " + replaced.header("ETag"))
                        .status())
                .isEqualTo(200);

        String now = api.get(path).header("ETag");
        assertThat(api.get(path, "If-None-Match: \"x\", W/" + now).status()).isEqualTo(304);
        assertThat(api.get(path, "If-None-Match: \"x\"", "If-None-Match: " + now)
                        .status())
                .isEqualTo(304);
        assertThat(api.get(path, "If-None-Match: *").status()).isEqualTo(304);
        assertThat(api.get(path, "If-None-Match: \"x" + now.substring(1)).status())
                .isEqualTo(200);
        assertThat(api.get(path, "If-Match: \"x\"").status()).isEqualTo(412);
        assertThat(api.get(path, "If-Match: \"x\", " + now).status()).isEqualTo(200);
    }

    @Test
    void nothingNewIsNamedLikeAStepInAPath() {
        for (String name : List.of(".", "..")) {
            Answer product = api.post("/v1/products", product(name, 100));
            assertThat(product.status()).isEqualTo(422);
            assertThat(product.body()).contains("\"pointer\":\"/sku\"");
            assertThat(api.post("/v1/products/bulk", product(name, 100)).body()).contains("\"status\":422");
            assertThat(api.put(
                                    "/v1/products/" + name,
                                    "{\"price\":{\"amount\":1,\"currency\":\"EUR\"}}",
                                    "If-None-Match: *")
                            .status())
                    .isEqualTo(422);
            Answer supplier = api.post("/v1/suppliers", "{\"id\":\"" + name + "\",\"name\":\"N\"}");
            assertThat(supplier.status()).isEqualTo(422);
            assertThat(supplier.body()).contains("\"pointer\":\"/id\"");
        }
        assertThat(api.post("/v1/products", product("...", 100)).header("Location"))
                .isEqualTo("/v1/products/...");
    }

    @Test
    void aDeactivatedProductTakesNoOrders() {
        stock("LAMP", 5);

        assertThat(json(api.post("/v1/products/LAMP/deactivate", ""))
                        .path("active")
                        .asBoolean())
                .isFalse();
        assertThat(api.post("/v1/products/LAMP/deactivate", "{}").status()).isEqualTo(200);
        assertThat(each(order("key", "LAMP", 1), "errors", "code")).containsExactly("inactive_sku");
    }

    @Test
    void productsAreListedByTheirNames() {
        for (String sku : new String[] {"C", "A", "B&", "a"}) {
            api.post("/v1/products", product(sku, 1));
        }
        Answer first = api.get("/v1/products?limit=3");
        Answer last = api.get(json(first).path("next").asText());

        assertThat(each(first, "products", "sku")).containsExactly("A", "B&", "C");
        assertThat(each(last, "products", "sku")).containsExactly("a");
        assertThat(json(last).path("next").isNull()).isTrue();
    }

    @Test
    void manyProductsAreMadeOrReplacedAtOnce() {
        api.post("/v1/products", product("A", 1));
        Answer answer = api.post("/v1/products/bulk", product("A", 2) + "\n" + "{}\n" + product("B", 3) + "\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().lines()).hasSize(3);
        assertThat(json(api.get("/v1/products/A")).at("/price/amount").asLong()).isEqualTo(2);
        assertThat(json(api.get("/v1/products/B")).at("/price/amount").asLong()).isEqualTo(3);
    }

    @Test
    void suppliersAreMadeReadAndListed() {
        Answer made = api.post("/v1/suppliers", "{\"id\":\"potters & co\",\"name\":\"Potters\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(api.get(made.header("Location")).body()).isEqualTo(made.body());
        assertThat(api.post("/v1/suppliers", "{\"id\":\"potters & co\",\"name\":\"Potters\"}")
                        .status())
                .isEqualTo(200);
        assertThat(json(api.post("/v1/suppliers", "{\"id\":\"potters & co\",\"name\":\"Others\"}"))
                        .path("code")
                        .asText())
                .isEqualTo("supplier_exists");
        assertThat(each(api.get("/v1/suppliers"), "suppliers", "id")).containsExactly("potters & co");
        assertThat(api.get("/v1/suppliers/nobody").status()).isEqualTo(404);
    }

    @Test
    void stockIsReadForOneOrForManyInTheOrderAskedFor() {
        stock("LAMP", 5);
        stock("VASE", 3);
        Answer one = api.get("/v1/stock/LAMP");
        Answer many = api.get("/v1/stock?sku=VASE&sku=LAMP&sku=VASE");
        Answer unknown = api.get("/v1/stock?sku=LAMP&sku=NOTHING");

        assertThat(one.body())
                .isEqualTo("{\"sku\":\"LAMP\",\"on_hand\":5,\"allocated\":0,\"available\":5,\"backordered\":0,"
                        + "\"incoming\":0}");
        assertThat(api.get("/v1/stock/LAMP", "If-None-Match: " + one.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(each(many, "stock", "sku")).containsExactly("VASE", "LAMP", "VASE");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(json(unknown).path("detail").asText()).contains("NOTHING");
    }

    @Test
    void anAdjustmentIsDoneOnceOrRejectedForEver() {
        stock("LAMP", 5);
        String take3 = "{\"reason\":\"broken\",\"lines\":[{\"sku\":\"LAMP\",\"delta\":-3}]}";
        Answer done = api.post("/v1/stock/adjustments", take3, "Idempotency-Key: take");
        Answer again = api.post("/v1/stock/adjustments", take3, "Idempotency-Key: take");
        Answer tooMuch = api.post("/v1/stock/adjustments", take3, "Idempotency-Key: more");
        stock("LAMP", 50);
        Answer stillTooMuch = api.post("/v1/stock/adjustments", take3, "Idempotency-Key: more");
        Answer other = api.post("/v1/stock/adjustments", take3.replace("3", "4"), "Idempotency-Key: take");

        assertThat(done.status()).isEqualTo(200);
        assertThat(json(done).at("/lines/0/on_hand").asLong()).isEqualTo(2);
        assertThat(again.body()).isEqualTo(done.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(tooMuch.status()).isEqualTo(409);
        assertThat(json(tooMuch).path("code").asText()).isEqualTo("insufficient_stock");
        assertThat(stillTooMuch.body()).isEqualTo(tooMuch.body());
        assertThat(json(other).path("code").asText()).isEqualTo("idempotency_key_reused");
        assertThat(onHandAllocatedAvailable("LAMP")).isEqualTo("50 0 50");
    }

    @Test
    void eventsAreReadInOrderWithoutGaps() {
        stock("LAMP", 5);
        order("key-1", "LAMP", 1);
        order("key-2", "LAMP", 9);
        List<String> types = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        JsonNode page = json(api.get("/v1/events?limit=1"));
        while (!page.path("events").isEmpty()) {
            assertThat(page.path("events")).hasSize(1);
            types.add(page.at("/events/0/type").asText());
            numbers.add(page.at("/events/0/number").asLong());
            page = json(api.get("/v1/events?limit=1&after=" + page.path("next").asText()));
        }

        assertThat(types).containsExactly("product.created", "stock.adjusted", "order.placed", "order.rejected");
        assertThat(numbers).containsExactly(1L, 2L, 3L, 4L);
        assertThat(page.path("head").asLong()).isEqualTo(4);
        assertThat(json(api.get("/v1/events?after=2")).path("events")).hasSize(2);
    }

    @Test
    void whoWaitsForEventsIsToldOfTheNextOne() throws Exception {
        stock("LAMP", 5);
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> {
            return api.get("/v1/events?after=2&wait=20");
        });
        order("key", "LAMP", 1);

        assertThat(each(waiting.get(10, TimeUnit.SECONDS), "events", "type")).containsExactly("order.placed");
    }

    @Test
    void whoWaitsForEventsInVainIsToldSo() {
        Answer nothing = api.get("/v1/events?wait=1");

        assertThat(nothing.status()).isEqualTo(200);
        assertThat(json(nothing).path("events")).isEmpty();
        assertThat(json(nothing).path("next").asText()).endsWith(":0");
    }

    private void stock(String sku, int units) {
        api.post("/v1/products", product(sku, 1_999));
        Answer adjusted = api.post(
                "/v1/stock/adjustments",
                "{\"reason\":\"count\",\"lines\":[{\"sku\":\"" + sku + "\",\"set\":" + units + "}]}",
                "Idempotency-Key: stock-" + sku + "-" + units);
        assertThat(adjusted.status()).as(adjusted.body()).isEqualTo(200);
    }

    private Answer order(String key, String sku, int quantity) {
        return api.post(
                "/v1/orders",
                "{\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}]}",
                "Idempotency-Key: " + key);
    }

    private List<String> refs(String target) {
        return each(api.get(target), "orders", "customer_ref");
    }

    private String onHandAllocatedAvailable(String sku) {
        JsonNode stock = json(api.get("/v1/stock/" + sku));
        return stock.path("on_hand") + " " + stock.path("allocated") + " " + stock.path("available");
    }

    private static String product(String sku, long price) {
        return "{\"sku\":\"" + sku + "\",\"price\":{\"amount\":" + price + ",\"currency\":\"EUR\"}}";
    }
}
