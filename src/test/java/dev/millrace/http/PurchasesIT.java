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
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is bought, what arrives, and what becomes of orders, as a client meets it. Each test has its merchant, and a second
 * node that remembers nothing of what the first has answered.
 */
class PurchasesIT {
    private static TestDatabase database;
    private static TestNode node;
    private static TestNode otherNode;
    private static int merchants;

    private ApiClient api;
    private ApiClient elsewhere;

    @BeforeAll
    static void serve() {
        database = TestDatabase.create();
        node = TestNode.on(database);
        otherNode = TestNode.on(database);
    }

    @AfterAll
    static void stop() {
        otherNode.close();
        node.close();
        database.close();
    }

    @BeforeEach
    void connect() throws Exception {
        String key = TestNode.tenant(database, "buyer-" + merchants++).key();
        api = DescribedAnswers.client(node.millrace().apiPort(), key);
        elsewhere = DescribedAnswers.client(otherNode.millrace().apiPort(), key);
        for (String supplier : new String[] {"clay", "wood"}) {
            api.post("/v1/suppliers", "{\"id\":\"" + supplier + "\",\"name\":\"" + supplier + "\"}");
        }
        bought("MUG", "clay");
        bought("BOWL", "clay");
        bought("SPOON", "wood");
    }

    @Test
    void aShipmentLeavesOnceWhateverNodeIsAskedAgain() {
        stock("MUG", 10);
        String order = placed("o", "MUG", 10);
        String part = "{\"lines\":[{\"line\":0,\"quantity\":4}]}";
        Answer first = api.post(order + "/shipments", part, key("s"));
        Answer again = api.post(order + "/shipments", part, key("s"));
        Answer there = elsewhere.post(order + "/shipments", part, key("\"s\""));

        assertThat(first.status()).isEqualTo(200);
        assertThat(json(first).at("/lines/0/shipped").asLong()).isEqualTo(4);
        for (Answer replay : new Answer[] {again, there}) {
            assertThat(replay.status()).isEqualTo(200);
            assertThat(replay.body()).isEqualTo(first.body());
            assertThat(replay.header("ETag")).isEqualTo(first.header("ETag"));
            assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
        }
        assertThat(code(api.post(order + "/shipments", part.replace("4", "5"), key("s"))))
                .isEqualTo("422 idempotency_key_reused");
        assertThat(json(api.get("/v1/stock/MUG")).path("on_hand").asLong()).isEqualTo(6);
        assertThat(json(api.get(order)).path("status").asText()).isEqualTo("open");
        assertThat(json(api.post(order + "/shipments", "", key("rest")))
                        .path("status")
                        .asText())
                .isEqualTo("completed");
    }

    @Test
    void oneKeyIsNotTheSameWishForTwoOrders() {
        stock("MUG", 10);
        String one = placed("o1", "MUG", 5);
        String two = placed("o2", "MUG", 5);
        api.post(one + "/shipments", "", key("s"));

        assertThat(code(api.post(two + "/shipments", "", key("s")))).isEqualTo("422 idempotency_key_reused");
        assertThat(json(api.post(two + "/edits", edit(0, 3), key("s")))
                        .at("/lines/0/quantity")
                        .asLong())
                .isEqualTo(3);
    }

    @Test
    void whatComesBackIsSoldAgainOrWrittenOffLineByLine() {
        stock("MUG", 5);
        stock("BOWL", 5);
        String order = location(api.post(
                "/v1/orders",
                "{\"lines\":[{\"sku\":\"MUG\",\"quantity\":5},{\"sku\":\"BOWL\",\"quantity\":5}]}",
                key("o")));
        api.post(order + "/shipments", "", key("s"));
        String back = "{\"lines\":[{\"line\":0,\"quantity\":2,\"restock\":true},"
                + "{\"line\":1,\"quantity\":3,\"restock\":false}]}";
        Answer returned = api.post(order + "/returns", back, key("r"));

        assertThat(returned.status()).isEqualTo(200);
        assertThat(json(returned).findValuesAsText("returned")).containsExactly("2", "3");
        assertThat(elsewhere.post(order + "/returns", back, key("r")).body()).isEqualTo(returned.body());
        assertThat(json(api.get("/v1/stock/MUG")).path("available").asLong()).isEqualTo(2);
        assertThat(json(api.get("/v1/stock/BOWL")).path("on_hand").asLong()).isZero();
        assertThat(code(api.post(order + "/returns", back.replace("3", "9"), key("r2"))))
                .isEqualTo("409 not_shipped");
    }

    @Test
    void anEditChangesWhatIsOrderedForWhoHasSeenIt() {
        stock("MUG", 10);
        Answer placed = order("o", "MUG", 4);
        String order = location(placed);

        assertThat(code(api.post(order + "/edits", edit(0, 6), key("e"), "If-Match: \"testhistor-1\"")))
                .isEqualTo("412 precondition_failed");
        Answer edited = api.post(order + "/edits", edit(0, 6), key("e"), "If-Match: " + placed.header("ETag"));
        Answer again = elsewhere.post(order + "/edits", edit(0, 6), key("e"), "If-Match: " + placed.header("ETag"));
        Answer unchanged = api.post(order + "/edits", edit(0, 6), key("e2"));

        assertThat(edited.status()).isEqualTo(200);
        assertThat(json(edited).at("/lines/0/allocated").asLong()).isEqualTo(6);
        assertThat(again.body()).isEqualTo(edited.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(unchanged.status()).isEqualTo(200);
        assertThat(unchanged.header("ETag")).isEqualTo(edited.header("ETag"));
        assertThat(api.get(order).header("ETag")).isEqualTo(edited.header("ETag"));
    }

    @Test
    void whoReadsAtOnceReadsWhatAnEditOrAReturnWasAnsweredWith() {
        stock("MUG", 5);
        String order = location(api.post(
                "/v1/orders",
                "{\"lines\":[{\"sku\":\"MUG\",\"quantity\":5},{\"sku\":\"MUG\",\"quantity\":5}]}",
                key("o")));
        Answer edited = api.post(order + "/edits", edit(0, 3), key("e"));
        assertThat(json(edited).at("/lines/1/allocated").asLong()).isEqualTo(2);
        assertReadAtOnce(order, edited);
        assertSameAgain(edited, elsewhere.post(order + "/edits", edit(0, 3), key("e")));

        Answer shipped = api.post(order + "/shipments", "{\"lines\":[{\"line\":0,\"quantity\":3}]}", key("s"));
        assertReadAtOnce(order, shipped);
        String back = "{\"lines\":[{\"line\":0,\"quantity\":2,\"restock\":true}]}";
        Answer returned = api.post(order + "/returns", back, key("r"));
        assertThat(json(returned).at("/lines/1/allocated").asLong()).isEqualTo(4);
        assertReadAtOnce(order, returned);
        assertSameAgain(returned, elsewhere.post(order + "/returns", back, key("r")));

        Answer cancelled = api.post(order + "/cancel", "", "If-Match: " + returned.header("ETag"));
        assertThat(json(cancelled).path("status").asText()).isEqualTo("completed");
        assertReadAtOnce(order, cancelled);
        assertSame(cancelled, api.post(order + "/cancel", "", "If-Match: " + returned.header("ETag")));
        assertSame(cancelled, elsewhere.post(order + "/cancel", ""));
        assertSameAgain(edited, api.post(order + "/edits", edit(0, 3), key("e")));
    }

    private void assertReadAtOnce(String path, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertSame(answer, elsewhere.get(path));
    }

    private static void assertSame(Answer first, Answer second) {
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
    }

    private static void assertSameAgain(Answer first, Answer replay) {
        assertSame(first, replay);
        assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void anOrdersLinesAreBoughtInItsOrder() {
        List<String> skus = List.of("M", "C", "X", "A", "Q", "F");
        skus.forEach(sku -> bought(sku, "clay"));
        String lines = skus.stream()
                .map(sku -> "{\"sku\":\"" + sku + "\",\"quantity\":2}")
                .collect(Collectors.joining(","));
        String first = location(api.post("/v1/orders", "{\"lines\":[" + lines + "]}", key("o1")));
        placed("o2", "BOWL", 3);
        // What changed since keeps its place all the same.
        assertThat(api.post(first + "/edits", edit(0, 1), key("e")).status()).isEqualTo(200);

        assertThat(each(gather("clay"), "lines", "sku")).containsExactly("M", "C", "X", "A", "Q", "F", "BOWL");
    }

    @Test
    void whatIsOwedIsGatheredUntilNothingIs() {
        placed("o1", "MUG", 10);
        placed("o2", "SPOON", 5);
        Answer made = gather("clay");
        placed("o3", "BOWL", 5);
        Answer grown = gather("clay");

        assertThat(made.status()).isEqualTo(201);
        assertThat(api.get(made.header("Location")).header("ETag")).isEqualTo(grown.header("ETag"));
        assertThat(grown.status()).isEqualTo(200);
        assertThat(json(grown).path("id")).isEqualTo(json(made).path("id"));
        assertThat(each(grown, "lines", "sku")).containsExactly("MUG", "BOWL");
        assertThat(each(grown, "lines", "quantity")).containsExactly("12", "6");
        assertThat(code(gather("clay"))).isEqualTo("409 nothing_owed");
        assertThat(gather("wood").status()).isEqualTo(201);
        assertThat(code(gather("nobody"))).isEqualTo("422 validation_failed");

        placed("o4", "MUG", 5);
        Answer queued = api.post("/v1/purchase-orders", "{\"supplier_id\":\"clay\",\"submit\":true}");
        assertThat(queued.status()).isEqualTo(200);
        assertThat(json(queued).path("status").asText()).isEqualTo("queued");
    }

    @Test
    void thePurchaseIsFollowedFromEveryEnd() {
        String order = placed("o", "MUG", 10);
        String purchase = sent();
        api.post(purchase + "/receipts", receipt("L-1", "MUG", 4));
        String orderId = id(order);
        String purchaseId = id(purchase);
        String replenishment =
                json(api.get(order)).at("/lines/0/replenishment/id").asText();

        JsonNode ofOrder = json(api.get(order + "/replenishments")).path("replenishments");
        assertThat(ofOrder).hasSize(1);
        assertThat(ofOrder.at("/0/id").asText()).isEqualTo(replenishment);
        assertThat(ofOrder.at("/0/purchase_order_id").asText()).isEqualTo(purchaseId);
        assertThat(ofOrder.at("/0/purchase_order_status").asText()).isEqualTo("partially_received");
        assertThat(ofOrder.at("/0/backordered").asLong()).isEqualTo(6);
        JsonNode whole = json(api.get(purchase));
        assertThat(whole.at("/replenishments")).isEqualTo(ofOrder);
        assertThat(whole.at("/receipts/0/delivery_note").asText()).isEqualTo("L-1");
        assertThat(whole.at("/lines/0/received").asLong()).isEqualTo(4);
        for (String filter : new String[] {
            "sku=MUG", "supplier_id=clay", "order_id=" + orderId, "purchase_order_id=" + purchaseId, "status=bought"
        }) {
            assertThat(json(api.get("/v1/replenishments?" + filter)).path("replenishments"))
                    .as(filter)
                    .isEqualTo(ofOrder);
        }
        for (String filter : new String[] {"sku=BOWL", "sku=nothing", "supplier_id=wood", "status=owed"}) {
            assertThat(json(api.get("/v1/replenishments?" + filter)).path("replenishments"))
                    .as(filter)
                    .isEmpty();
        }
    }

    @Test
    void aPurchaseOrderIsReadWithItsVersion() {
        placed("o", "MUG", 10);
        Answer made = gather("clay");
        String purchase = location(made);

        assertThat(api.get(purchase, "If-None-Match: " + made.header("ETag")).status())
                .isEqualTo(304);
        assertThat(code(api.post(purchase + "/submit", "", "If-Match: \"testhistor-1\"")))
                .isEqualTo("412 precondition_failed");
        Answer submitted = api.post(purchase + "/submit", "{}", "If-Match: " + made.header("ETag"));
        assertThat(submitted.status()).isEqualTo(200);
        assertThat(api.post(purchase + "/submit", "").body()).isEqualTo(submitted.body());
        assertThat(api.get(purchase, "If-None-Match: " + made.header("ETag")).status())
                .isEqualTo(200);
    }

    @Test
    void whatWasAskedForBeforeIsAnsweredAgainWhateverHasBecomeOfIt() {
        placed("o", "MUG", 10);
        Answer made = gather("clay");
        String purchase = location(made);
        String first = "If-Match: " + made.header("ETag");
        api.post(purchase + "/submit", "", first);
        Answer sent = resolve(purchase, "{\"outcome\":\"sent\"}");
        assertSame(sent, api.post(purchase + "/submit", "", first));
        assertSame(sent, elsewhere.post(purchase + "/submit", ""));

        String acknowledged = "{\"outcome\":\"acknowledged\",\"reference\":\"S-1\"}";
        Answer told = resolve(purchase, acknowledged);
        assertSame(told, api.post(purchase + "/resolve", acknowledged, "If-Match: " + sent.header("ETag")));
        api.post(purchase + "/receipts", receipt("L-1", "MUG", 4));
        Answer asked = api.post(purchase + "/cancel", "");
        for (String outcome : new String[] {"{\"outcome\":\"sent\"}", acknowledged}) {
            assertSame(asked, api.post(purchase + "/resolve", outcome, first));
        }
        Answer agreed = resolve(purchase, "{\"outcome\":\"cancel_confirmed\"}");
        assertThat(json(agreed).path("status").asText()).isEqualTo("closed_short");
        for (String step : new String[] {"/submit", "/cancel"}) {
            assertSame(agreed, api.post(purchase + step, "", first));
            assertSame(agreed, elsewhere.post(purchase + step, ""));
        }
        for (String outcome :
                new String[] {"{\"outcome\":\"sent\"}", acknowledged, "{\"outcome\":\"cancel_confirmed\"}"}) {
            assertSame(agreed, api.post(purchase + "/resolve", outcome, first));
        }
    }

    @Test
    void whatNobodyHadAskedForIsRefusedAsEver() {
        placed("o", "MUG", 10);
        String purchase = location(gather("clay"));
        api.post(purchase + "/cancel", "");
        assertThat(code(api.post(purchase + "/submit", ""))).isEqualTo("409 purchase_order_status");

        stock("SPOON", 5);
        String order = placed("whole", "SPOON", 5);
        api.post(order + "/shipments", "", key("s"));
        assertThat(code(api.post(order + "/cancel", ""))).isEqualTo("409 order_not_open");
    }

    @Test
    void purchaseOrdersAreListedTheNewestFirstPageByPage() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            placed("o" + i, i % 2 == 0 ? "MUG" : "SPOON", 5);
            Answer gathered = gather(i % 2 == 0 ? "clay" : "wood");
            made.addFirst(json(gathered).path("id").asText());
            api.post(location(gathered) + (i == 3 ? "/cancel" : "/submit"), "");
        }

        assertThat(all("/v1/purchase-orders?limit=2", "purchase_orders"))
                .hasSize(6)
                .containsAll(made);
        assertThat(all("/v1/purchase-orders?supplier_id=clay&limit=1", "purchase_orders"))
                .containsExactly(made.get(0), made.get(2), made.get(4));
        assertThat(all("/v1/purchase-orders?status=cancelled", "purchase_orders"))
                .containsExactly(made.get(1));
        assertThat(all("/v1/purchase-orders?status=queued&supplier_id=wood", "purchase_orders"))
                .containsExactly(made.get(3));
        assertThat(all("/v1/purchase-orders?supplier_id=nobody", "purchase_orders"))
                .isEmpty();
        assertThat(all("/v1/replenishments?limit=1", "replenishments"))
                .hasSize(5)
                .doesNotHaveDuplicates();
    }

    @Test
    void aDeliveryIsReceivedOnceByItsNote() {
        placed("o", "MUG", 100);
        String purchase = sent();
        String delivery = receipt("L 1/ä", "MUG", 50);
        Answer first = api.post(purchase + "/receipts", delivery);
        Answer again = api.post(purchase + "/receipts", delivery);
        Answer there = elsewhere.post(purchase + "/receipts", delivery);
        Answer allowed =
                elsewhere.post(purchase + "/receipts", delivery.replace("\"lines\"", "\"allow_over\":true,\"lines\""));

        assertThat(first.status()).isEqualTo(201);
        for (Answer replay : new Answer[] {again, there, allowed}) {
            assertThat(replay.status()).as(replay.body()).isEqualTo(201);
            assertThat(replay.body()).isEqualTo(first.body());
            assertThat(replay.header("Location")).isEqualTo(first.header("Location"));
            assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
        }
        assertThat(api.get(first.header("Location")).body()).isEqualTo(first.body());
        assertThat(code(api.post(purchase + "/receipts", receipt("L 1/ä", "MUG", 51))))
                .isEqualTo("422 delivery_note_reused");
        assertThat(json(api.get("/v1/stock/MUG")).path("on_hand").asLong()).isEqualTo(50);
    }

    @Test
    void twoSuppliersMayNumberTheirNotesAlike() {
        placed("o1", "MUG", 10);
        String clay = sent();
        placed("o2", "SPOON", 10);
        String wood = sent("wood");

        assertThat(api.post(clay + "/receipts", receipt("1", "MUG", 12)).status())
                .isEqualTo(201);
        assertThat(api.post(wood + "/receipts", receipt("1", "SPOON", 12)).status())
                .isEqualTo(201);
    }

    @Test
    void moreThanATenthTooMuchIsTakenOnlyWhereThatIsSaid() {
        placed("o", "MUG", 10);
        String purchase = sent();
        String tooMuch = receipt("L-1", "MUG", 15);

        assertThat(code(api.post(purchase + "/receipts", tooMuch))).isEqualTo("409 over_receipt");
        Answer taken = api.post(purchase + "/receipts", tooMuch.replace("\"lines\"", "\"allow_over\":true,\"lines\""));
        assertThat(taken.status()).isEqualTo(201);
        assertThat(json(api.get("/v1/stock/MUG")).path("incoming").asLong()).isZero();
        assertThat(json(api.get("/v1/stock/MUG")).path("available").asLong()).isEqualTo(5);
    }

    @Test
    void aTenthOfLittleIsNothingAndWhatComesAfterAllIsTakenIfThatIsSaid() {
        api.put(
                "/v1/products/MUG",
                "{\"price\":{\"amount\":1,\"currency\":\"EUR\"},\"policy\":\"backorder\",\"supplier_id\":\"clay\","
                        + "\"surplus_bps\":0}",
                "If-Match: *");
        placed("o", "MUG", 1);
        String purchase = sent();
        assertThat(code(api.post(purchase + "/receipts", receipt("L-1", "MUG", 2))))
                .isEqualTo("409 over_receipt");
        assertThat(api.post(purchase + "/receipts", receipt("L-1", "MUG", 1)).status())
                .isEqualTo(201);
        String more = receipt("L-2", "MUG", 1);
        assertThat(code(api.post(purchase + "/receipts", more))).isEqualTo("409 purchase_order_closed");
        assertThat(api.post(purchase + "/receipts", more.replace("\"lines\"", "\"allow_over\":true,\"lines\""))
                        .status())
                .isEqualTo(201);
        assertThat(json(api.get(purchase)).path("status").asText()).isEqualTo("received");
        assertThat(json(api.get("/v1/stock/MUG")).path("available").asLong()).isEqualTo(1);
    }

    @Test
    void theRestOfWhatWasCancelledIsBoughtAgainOnlyIfAPersonSubmitsIt() {
        placed("o", "MUG", 10);
        String purchase = sent();
        api.post(purchase + "/receipts", receipt("L-1", "MUG", 4));
        api.post(purchase + "/cancel", "");
        Answer agreed = resolve(purchase, "{\"outcome\":\"cancel_confirmed\"}");

        assertThat(json(agreed).path("status").asText()).isEqualTo("closed_short");
        JsonNode draft = json(api.get("/v1/purchase-orders?status=draft")).at("/purchase_orders/0");
        assertThat(draft.path("hold").asText()).contains("cancelled");
        assertThat(json(api.get("/v1/purchase-orders/" + draft.path("id").asText()))
                        .at("/lines/0/quantity")
                        .asLong())
                .isEqualTo(8);
        assertThat(json(api.get("/v1/replenishments?status=owed")).path("replenishments"))
                .isEmpty();
        assertThat(code(gather("clay"))).isEqualTo("409 nothing_owed");
    }

    @Test
    void receiptsArePagedTheNewestFirst() {
        placed("o", "MUG", 100);
        String purchase = sent();
        List<String> received = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            received.addFirst(json(api.post(purchase + "/receipts", receipt("L-" + i, "MUG", 10)))
                    .path("id")
                    .asText());
        }

        assertThat(all(purchase + "/receipts?limit=2", "receipts")).isEqualTo(received);
        placed("o2", "SPOON", 5);
        assertThat(all(sent("wood") + "/receipts", "receipts")).isEmpty();
    }

    @Test
    void whatASupplierRejectsIsOwedAgainOnADraftThatAPersonLooksAt() {
        placed("o", "MUG", 10);
        String purchase = sent();
        Answer rejected = resolve(purchase, "{\"outcome\":\"rejected\",\"reason\":\"sold out\"}");

        assertThat(json(rejected).path("status").asText()).isEqualTo("rejected");
        assertThat(json(rejected).path("reason").asText()).isEqualTo("sold out");
        JsonNode again = json(api.get("/v1/purchase-orders?status=draft")).at("/purchase_orders/0");
        assertThat(again.path("hold").asText()).contains("rejected");
        assertThat(json(api.get("/v1/stock/MUG")).path("incoming").asLong()).isEqualTo(12);
    }

    @Test
    void whatIsClosedShortIsOwedAnew() {
        placed("o", "MUG", 10);
        String purchase = sent();
        api.post(purchase + "/receipts", receipt("L-1", "MUG", 4));
        Answer closed = api.post(purchase + "/close", "");

        assertThat(json(closed).path("status").asText()).isEqualTo("closed_short");
        assertThat(api.post(purchase + "/close", "").body()).isEqualTo(closed.body());
        assertThat(code(api.post(purchase + "/receipts", receipt("L-2", "MUG", 4))))
                .isEqualTo("409 purchase_order_closed");
        assertThat(json(gather("clay")).at("/lines/0/quantity").asLong()).isEqualTo(8);
    }

    @Test
    void aCancellationOfWhatWasSentIsConfirmedOrRefused() {
        placed("o", "MUG", 10);
        String purchase = sent();
        assertThat(json(api.post(purchase + "/cancel", "")).path("status").asText())
                .isEqualTo("cancel_requested");
        assertThat(json(resolve(purchase, "{\"outcome\":\"cancel_refused\",\"reason\":\"on its way\"}"))
                        .path("status")
                        .asText())
                .isEqualTo("acknowledged");
        api.post(purchase + "/cancel", "");
        assertThat(json(resolve(purchase, "{\"outcome\":\"cancel_confirmed\"}"))
                        .path("status")
                        .asText())
                .isEqualTo("cancelled");
    }

    @Test
    void everythingThatHappenedIsInTheFeedAsDescribed() {
        stock("MUG", 4);
        String order = placed("o", "MUG", 10);
        api.post(order + "/edits", edit(0, 12), key("more"));
        api.post(order + "/shipments", "", key("s"));
        api.post(order + "/returns", "{\"lines\":[{\"line\":0,\"quantity\":1,\"restock\":true}]}", key("r"));
        String purchase = sent();
        api.post(purchase + "/receipts", receipt("L-1", "MUG", 3));
        api.post(purchase + "/close", "");

        assertThat(each(api.get("/v1/events?limit=1000"), "events", "type"))
                .containsSubsequence(
                        "order.placed",
                        "order.edited",
                        "order.shipped",
                        "order.returned",
                        "order.backorders_filled",
                        "purchase_order.gathered",
                        "purchase_order.submitted",
                        "purchase_order.sent",
                        "goods.received",
                        "order.backorders_filled",
                        "purchase_order.closed_short");
    }

    @Test
    void theExportIsCsvThatNoSpreadsheetRuns() {
        api.put(
                "/v1/products/MUG",
                "{\"name\":\"=HYPERLINK(\\\"x\\\")\",\"price\":{\"amount\":1,\"currency\":\"EUR\"},"
                        + "\"policy\":\"backorder\",\"supplier_id\":\"clay\"}",
                "If-Match: *");
        placed("o", "MUG", 10);
        String purchase = location(gather("clay"));
        Answer csv = api.get(purchase + "/export");

        assertThat(csv.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"" + id(purchase) + ".csv\"");
        assertThat(csv.body())
                .isEqualTo("purchase_order,supplier_id,sku,name,quantity,received\r\n" + id(purchase)
                        + ",clay,MUG,\"'=HYPERLINK(\"\"x\"\")\",12,0\r\n");
    }

    private void bought(String sku, String supplier) {
        Answer made = api.post(
                "/v1/products",
                "{\"sku\":\"" + sku + "\",\"price\":{\"amount\":100,\"currency\":\"EUR\"},\"policy\":\"backorder\","
                        + "\"supplier_id\":\"" + supplier + "\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    private void stock(String sku, int units) {
        Answer set = api.post(
                "/v1/stock/adjustments",
                "{\"reason\":\"test\",\"lines\":[{\"sku\":\"" + sku + "\",\"set\":" + units + "}]}",
                key("stock-" + sku));
        assertThat(set.status()).as(set.body()).isEqualTo(200);
    }

    private Answer order(String key, String sku, int quantity) {
        Answer placed = api.post(
                "/v1/orders", "{\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}]}", key(key));
        assertThat(placed.status()).as(placed.body()).isEqualTo(201);
        return placed;
    }

    private String placed(String key, String sku, int quantity) {
        return location(order(key, sku, quantity));
    }

    private Answer gather(String supplier) {
        return api.post("/v1/purchase-orders", "{\"supplier_id\":\"" + supplier + "\"}");
    }

    private String sent() {
        return sent("clay");
    }

    /** Where a purchase order is that gathers what is owed and that the supplier knows of. */
    private String sent(String supplier) {
        String purchase = location(gather(supplier));
        api.post(purchase + "/submit", "");
        assertThat(json(resolve(purchase, "{\"outcome\":\"sent\"}"))
                        .path("status")
                        .asText())
                .isEqualTo("sent");
        return purchase;
    }

    private Answer resolve(String purchase, String body) {
        return api.post(purchase + "/resolve", body);
    }

    /** The ids on all pages of a list. */
    private List<String> all(String path, String things) {
        List<String> ids = new ArrayList<>();
        String next = path;
        while (!next.isEmpty()) {
            Answer page = api.get(next);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            json(page).path(things).forEach(thing -> ids.add(thing.path("id").asText()));
            next = json(page).path("next").asText("");
        }
        return ids;
    }

    private static String receipt(String note, String sku, int quantity) {
        return "{\"delivery_note\":\"" + note + "\",\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":" + quantity
                + "}]}";
    }

    private static String edit(int line, int quantity) {
        return "{\"lines\":[{\"line\":" + line + ",\"quantity\":" + quantity + "}]}";
    }

    private static String key(String key) {
        return "Idempotency-Key: " + key;
    }

    private static String location(Answer made) {
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.header("Location");
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String code(Answer problem) {
        return problem.status() + " " + json(problem).path("code").asText();
    }
}
