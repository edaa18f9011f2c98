package dev.millrace.http;

import static dev.millrace.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.ApiClient;
import dev.millrace.TestDatabase;
import dev.millrace.app.node.TestNode;
import dev.millrace.app.node.TestNode.TestTenant;
import dev.millrace.http.RawConnection.Answer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is wrong with a request about orders that live on, purchase orders or deliveries, it gets its precise problem,
 * and the books and the head are afterwards as they were before.
 */
class BadPurchasesIT {
    private static final List<String> BOOKS = List.of(
            "heads",
            "journal",
            "orders",
            "stock",
            "backorders",
            "replenishments",
            "purchase_orders",
            "receipts",
            "outcomes");
    private static final String UNKNOWN_PO = "/v1/purchase-orders/po_01h455vb4pex5vsknk084sn02q";
    private static final String UNKNOWN_ORDER = "/v1/orders/order_01h455vb4pex5vsknk084sn02q";

    private static TestDatabase database;
    private static TestNode node;
    private static ApiClient api;
    private static ApiClient reader;
    private static ApiClient writer;
    private static ApiClient stranger;

    /** Ordered: MUG 10, of which 4 were in stock and 1 was shipped. */
    private static String order;

    private static String cancelled;
    /** Sent, for 8 MUG, of which 3 came by note L-1. */
    private static String sent;

    private static String queued;
    private static String closed;

    @BeforeAll
    static void serve() throws Exception {
        database = TestDatabase.create();
        node = TestNode.on(database);
        int port = node.millrace().apiPort();
        TestTenant tenant = TestNode.tenant(database, "careful");
        api = DescribedAnswers.client(port, tenant.key());
        stranger = DescribedAnswers.client(
                port, TestNode.tenant(database, "stranger").key());
        reader = DescribedAnswers.client(port, TestNode.key(database, tenant, "read"));
        writer = DescribedAnswers.client(port, TestNode.key(database, tenant, "write"));
        done(api.post("/v1/suppliers", "{\"id\":\"clay\",\"name\":\"Clay\"}"));
        for (String sku : new String[] {"MUG", "BOWL"}) {
            done(api.post(
                    "/v1/products",
                    "{\"sku\":\"" + sku + "\",\"price\":{\"amount\":100,\"currency\":\"EUR\"},"
                            + "\"policy\":\"backorder\",\"supplier_id\":\"clay\"}"));
        }
        done(api.post(
                "/v1/stock/adjustments", "{\"reason\":\"r\",\"lines\":[{\"sku\":\"MUG\",\"set\":4}]}", key("stock")));
        order = placed("order", "MUG", 10);
        done(api.post(order + "/shipments", units(0, "1"), key("shipped")));
        sent = gathered();
        done(api.post(sent + "/submit", ""));
        done(api.post(sent + "/resolve", "{\"outcome\":\"sent\"}"));
        done(api.post(sent + "/receipts", delivery("L-1", "MUG", "3")));
        cancelled = placed("cancelled", "BOWL", 1);
        done(api.post(cancelled + "/cancel", ""));
        placed("closed", "BOWL", 5);
        closed = gathered();
        done(api.post(closed + "/submit", ""));
        done(api.post(closed + "/resolve", "{\"outcome\":\"sent\"}"));
        done(api.post(closed + "/receipts", delivery("L-1", "BOWL", "6")));
        placed("queued", "BOWL", 5);
        queued = gathered();
        done(api.post(queued + "/submit", ""));
    }

    @AfterAll
    static void stop() {
        node.close();
        database.close();
    }

    static Stream<Arguments> posts() {
        return Stream.of(
                bad("ship without a key", order + "/shipments", units(0, "1"), "400 missing_idempotency_key"),
                bad("ship an unknown order", UNKNOWN_ORDER + "/shipments", "", "404 not_found", key("k")),
                bad("ship no order", "/v1/orders/1/shipments", "", "404 not_found", key("k")),
                bad("ship too much", order + "/shipments", units(0, "7"), "409 not_allocated", key("k")),
                bad("ship an unknown line", order + "/shipments", units(1, "1"), "422 validation_failed", key("k")),
                bad("ship zero", order + "/shipments", units(0, "0"), "422 validation_failed", key("k")),
                bad("ship less than nothing", order + "/shipments", units(0, "-1"), "422 validation_failed", key("k")),
                bad("ship a fraction", order + "/shipments", units(0, "1.5"), "400 not_an_integer", key("k")),
                bad("ship 2^63", order + "/shipments", units(0, "9223372036854775808"), "400 out_of_64_bits", key("k")),
                bad("ship what was cancelled", cancelled + "/shipments", "", "409 order_not_open", key("k")),
                bad(
                        "ship under a key of other content",
                        order + "/shipments",
                        units(0, "2"),
                        "422 idempotency_key_reused",
                        key("shipped")),
                bad(
                        "ship another order under that key",
                        cancelled + "/shipments",
                        units(0, "1"),
                        "422 idempotency_key_reused",
                        key("shipped")),
                bad(
                        "ship with a word too many",
                        order + "/shipments",
                        "{\"carrier\":\"x\"}",
                        "400 unknown_field",
                        key("k")),
                bad("ship with a parameter", order + "/shipments?all=true", "", "400 unsupported_parameter", key("k")),
                bad("edit without a key", order + "/edits", units(0, "1"), "400 missing_idempotency_key"),
                bad("edit what was shipped", order + "/edits", units(0, "5"), "409 already_shipped", key("k")),
                bad("edit what was cancelled", cancelled + "/edits", units(0, "5"), "409 order_not_open", key("k")),
                bad(
                        "edit another version",
                        order + "/edits",
                        units(0, "5"),
                        "412 precondition_failed",
                        key("k"),
                        "If-Match: \"testhistor-1\""),
                bad("edit nothing", order + "/edits", "{}", "400 missing_field", key("k")),
                bad("edit without a body", order + "/edits", "", "400 body_required", key("k")),
                bad("edit to zero", order + "/edits", units(0, "0"), "422 validation_failed", key("k")),
                bad(
                        "edit a line twice",
                        order + "/edits",
                        "{\"lines\":[{\"line\":0,\"quantity\":1},{\"line\":0,\"quantity\":2}]}",
                        "422 validation_failed",
                        key("k")),
                bad("return without a key", order + "/returns", back("1"), "400 missing_idempotency_key"),
                bad("return what is not outside", order + "/returns", back("2"), "409 not_shipped", key("k")),
                bad(
                        "return without a word of its state",
                        order + "/returns",
                        units(0, "1"),
                        "400 missing_field",
                        key("k")),
                bad("return to an unknown order", UNKNOWN_ORDER + "/returns", back("1"), "404 not_found", key("k")),
                bad(
                        "gather for nobody",
                        "/v1/purchase-orders",
                        "{\"supplier_id\":\"nobody\"}",
                        "422 validation_failed"),
                bad("gather nothing", "/v1/purchase-orders", "{\"supplier_id\":\"clay\"}", "409 nothing_owed"),
                bad("gather without a word", "/v1/purchase-orders", "{}", "400 missing_field"),
                bad("gather for a list", "/v1/purchase-orders", "{\"supplier_id\":[]}", "400 wrong_type"),
                bad("submit an unknown one", UNKNOWN_PO + "/submit", "", "404 not_found"),
                bad("submit an order", order.replace("orders", "purchase-orders") + "/submit", "", "404 not_found"),
                bad("submit with words", queued + "/submit", "{\"now\":true}", "400 unknown_field"),
                bad(
                        "close another version",
                        sent + "/close",
                        "",
                        "412 precondition_failed",
                        "If-Match: \"testhistor-1\""),
                bad("cancel what came", closed + "/cancel", "", "409 purchase_order_status"),
                bad("cancel another version", sent + "/cancel", "", "412 precondition_failed", "If-Match: W/\"x\""),
                bad("close what is not sent", queued + "/close", "", "409 purchase_order_status"),
                bad("close an unknown one", UNKNOWN_PO + "/close", "", "404 not_found"),
                bad("resolve without words", sent + "/resolve", "{}", "400 missing_field"),
                bad("resolve as received", sent + "/resolve", "{\"outcome\":\"received\"}", "422 validation_failed"),
                bad(
                        "reject without a reason",
                        sent + "/resolve",
                        "{\"outcome\":\"rejected\"}",
                        "422 validation_failed"),
                bad(
                        "resolve what is not unknown",
                        sent + "/resolve",
                        "{\"outcome\":\"not_sent\",\"reason\":\"r\"}",
                        "409 purchase_order_status"),
                bad(
                        "confirm no cancellation",
                        sent + "/resolve",
                        "{\"outcome\":\"cancel_confirmed\"}",
                        "409 purchase_order_status"),
                bad(
                        "refuse no cancellation",
                        sent + "/resolve",
                        "{\"outcome\":\"cancel_refused\",\"reason\":\"r\"}",
                        "409 purchase_order_status"),
                bad("receive for an unknown one", UNKNOWN_PO + "/receipts", delivery("n", "MUG", "1"), "404 not_found"),
                bad(
                        "receive for what is not sent",
                        queued + "/receipts",
                        delivery("n", "BOWL", "1"),
                        "409 purchase_order_not_sent"),
                bad(
                        "receive for what is closed",
                        closed + "/receipts",
                        delivery("n", "BOWL", "1"),
                        "409 purchase_order_closed"),
                bad("receive a foreign SKU", sent + "/receipts", delivery("n", "BOWL", "1"), "422 validation_failed"),
                bad(
                        "receive an unknown SKU",
                        sent + "/receipts",
                        delivery("n", "nothing", "1"),
                        "422 validation_failed"),
                bad("receive zero", sent + "/receipts", delivery("n", "MUG", "0"), "422 validation_failed"),
                bad(
                        "receive less than nothing",
                        sent + "/receipts",
                        delivery("n", "MUG", "-1"),
                        "422 validation_failed"),
                bad("receive a fraction", sent + "/receipts", delivery("n", "MUG", "0.5"), "400 not_an_integer"),
                bad(
                        "receive 2^63",
                        sent + "/receipts",
                        delivery("n", "MUG", "9223372036854775808"),
                        "400 out_of_64_bits"),
                bad(
                        "receive a billion and one",
                        sent + "/receipts",
                        delivery("n", "MUG", "1000000001"),
                        "422 validation_failed"),
                bad("receive far too much", sent + "/receipts", delivery("n", "MUG", "1000000000"), "409 over_receipt"),
                bad(
                        "receive a SKU twice",
                        sent + "/receipts",
                        "{\"delivery_note\":\"n\",\"lines\":[{\"sku\":\"MUG\",\"quantity\":1},{\"sku\":\"MUG\",\"quantity\":1}]}",
                        "422 validation_failed"),
                bad(
                        "receive without a note",
                        sent + "/receipts",
                        "{\"lines\":[{\"sku\":\"MUG\",\"quantity\":1}]}",
                        "400 missing_field"),
                bad("receive by an empty note", sent + "/receipts", delivery("", "MUG", "1"), "422 validation_failed"),
                bad(
                        "receive by a lone surrogate",
                        sent + "/receipts",
                        delivery("\\ud800", "MUG", "1"),
                        "400 invalid_character"),
                bad(
                        "receive a note again with other content",
                        sent + "/receipts",
                        delivery("L-1", "MUG", "4"),
                        "422 delivery_note_reused"),
                bad(
                        "receive with a word too many",
                        sent + "/receipts",
                        "{\"note\":1," + delivery("n", "MUG", "1").substring(1),
                        "400 unknown_field"),
                bad(
                        "receive nothing",
                        sent + "/receipts",
                        "{\"delivery_note\":\"n\",\"lines\":[]}",
                        "422 validation_failed"));
    }

    private static Arguments bad(String what, String path, String body, String problem, String... headers) {
        return arguments(what, path, body, problem, headers);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("posts")
    void aBadRequestGetsItsProblemAndNothingChanges(
            String what, String path, String body, String problem, String[] headers) throws SQLException {
        String before = books();

        assertProblem(api.post(path, body, headers), problem);
        assertThat(books()).isEqualTo(before);
    }

    static Stream<Arguments> gets() {
        return Stream.of(
                arguments("/v1/purchase-orders?status=lost", "400 invalid_parameter"),
                arguments("/v1/purchase-orders?colour=red", "400 unsupported_parameter"),
                arguments("/v1/purchase-orders?limit=101", "400 invalid_parameter"),
                arguments("/v1/purchase-orders?after=po_1", "400 invalid_parameter"),
                arguments("/v1/purchase-orders?supplier_id=%00", "400 invalid_character"),
                arguments("/v1/purchase-orders/1", "404 not_found"),
                arguments(UNKNOWN_PO, "404 not_found"),
                arguments(UNKNOWN_PO + "/export", "404 not_found"),
                arguments(UNKNOWN_PO + "/receipts", "404 not_found"),
                arguments(sent + "/receipts?after=1", "400 invalid_parameter"),
                arguments(sent + "/receipts/rct_01h455vb4pex5vsknk084sn02q", "404 not_found"),
                arguments(sent + "/receipts/1", "404 not_found"),
                arguments(sent + "/nothing", "404 not_found"),
                arguments(UNKNOWN_ORDER + "/replenishments", "404 not_found"),
                arguments("/v1/replenishments?status=lost", "400 invalid_parameter"),
                arguments("/v1/replenishments?order_id=1", "400 invalid_parameter"),
                arguments(
                        "/v1/replenishments?purchase_order_id=rpl_01h455vb4pex5vsknk084sn02q", "400 invalid_parameter"),
                arguments("/v1/replenishments?after=0", "400 invalid_parameter"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("gets")
    void aBadQuestionGetsItsProblem(String path, String problem) {
        assertProblem(api.get(path), problem);
    }

    @Test
    void whatIsAnothersIsNotThere() throws SQLException {
        String before = books();

        for (String path : new String[] {sent, sent + "/export", sent + "/receipts", order + "/replenishments"}) {
            assertProblem(stranger.get(path), "404 not_found");
        }
        for (String step : new String[] {"submit", "cancel", "close"}) {
            assertProblem(stranger.post(queued + "/" + step, ""), "404 not_found");
        }
        assertProblem(stranger.post(sent + "/resolve", "{\"outcome\":\"sent\"}"), "404 not_found");
        assertProblem(stranger.post(sent + "/receipts", delivery("n", "MUG", "1")), "404 not_found");
        assertProblem(stranger.post(order + "/shipments", "", key("shipped")), "404 not_found");
        assertProblem(stranger.post(order + "/edits", units(0, "1"), key("k")), "404 not_found");
        assertProblem(stranger.post(order + "/returns", back("1"), key("k")), "404 not_found");
        for (String list : new String[] {"purchase-orders", "replenishments?order_id=" + id(order)}) {
            Answer page = stranger.get("/v1/" + list);
            assertThat(json(page).elements().next()).as(list).isEmpty();
        }
        assertThat(books()).isEqualTo(before);
    }

    @Test
    void aKeyDoesWhatItsScopeAllows() throws SQLException {
        String before = books();

        for (String step : new String[] {"submit", "cancel", "close", "resolve", "receipts"}) {
            assertProblem(reader.post(queued + "/" + step, "{}"), "403 missing_scope");
        }
        for (String step : new String[] {"shipments", "edits", "returns"}) {
            assertProblem(reader.post(order + "/" + step, "{}", key("k")), "403 missing_scope");
        }
        assertProblem(reader.post("/v1/purchase-orders", "{}"), "403 missing_scope");
        for (String path :
                new String[] {"/v1/purchase-orders", "/v1/replenishments", sent, sent + "/export", sent + "/receipts"
                }) {
            assertProblem(writer.get(path), "403 missing_scope");
            assertThat(reader.get(path).status()).isEqualTo(200);
        }
        assertThat(books()).isEqualTo(before);
    }

    @Test
    void faultsPointToWhereTheyAre() {
        JsonNode foreign = json(
                api.post(
                        sent + "/receipts",
                        "{\"delivery_note\":\"n\",\"lines\":[{\"sku\":\"MUG\",\"quantity\":1},{\"sku\":\"BOWL\",\"quantity\":1}]}"));
        assertThat(foreign.at("/errors/0/pointer").asText()).isEqualTo("/lines/1/sku");
        assertThat(foreign.at("/errors/0/code").asText()).isEqualTo("not_on_purchase_order");
        JsonNode tooMuch = json(api.post(order + "/shipments", units(0, "7"), key("k")));
        assertThat(tooMuch.at("/errors/0/pointer").asText()).isEqualTo("/lines/0/quantity");
        assertThat(tooMuch.at("/instance").asText()).isEqualTo(order + "/shipments");
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

    private static void assertProblem(Answer answer, String problem) {
        JsonNode body = json(answer);
        assertThat(answer.status() + " " + body.path("code").asText())
                .as(answer.body())
                .isEqualTo(problem);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(body.path("detail").asText()).isNotEmpty();
    }

    private static String placed(String key, String sku, int quantity) {
        return done(api.post(
                        "/v1/orders",
                        "{\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}]}",
                        key(key)))
                .header("Location");
    }

    private static String gathered() {
        return done(api.post("/v1/purchase-orders", "{\"supplier_id\":\"clay\"}"))
                .header("Location");
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        return answer;
    }

    private static String units(int line, String quantity) {
        return "{\"lines\":[{\"line\":" + line + ",\"quantity\":" + quantity + "}]}";
    }

    private static String back(String quantity) {
        return "{\"lines\":[{\"line\":0,\"quantity\":" + quantity + ",\"restock\":true}]}";
    }

    private static String delivery(String note, String sku, String quantity) {
        return "{\"delivery_note\":\"" + note + "\",\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":" + quantity
                + "}]}";
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String key(String key) {
        return "Idempotency-Key: " + key;
    }
}
