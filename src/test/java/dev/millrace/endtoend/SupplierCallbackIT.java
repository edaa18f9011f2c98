package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.TestDatabase;
import dev.millrace.app.node.Millrace;
import dev.millrace.app.node.TestNode;
import dev.millrace.config.Secret;
import dev.millrace.http.RawConnection.Answer;
import dev.millrace.purchasing.RequestSignature;
import dev.millrace.wire.TypeId;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a supplier says by itself: believed if it is signed, safe to repeat, and about its own purchase orders alone. */
class SupplierCallbackIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final HttpClient HTTP = ApiClient.http();
    private static final Secret SECRET = Secret.of("only-the-supplier-and-we-know-this");
    private static final AtomicInteger SHOPS = new AtomicInteger();
    private static Millrace node;

    private Shop shop;
    private ApiClient client;
    private String path;
    private String number;

    @BeforeAll
    static void start() {
        node = Millrace.start(TestNode.config(DATABASE));
    }

    @AfterAll
    static void stop() {
        node.close();
        DATABASE.close();
    }

    /** A purchase order of 36, which a person has told the supplier. */
    @BeforeEach
    void send() {
        shop = Shop.open(DATABASE, "callbacks " + SHOPS.incrementAndGet());
        client = new ApiClient(HTTP, node.apiPort(), shop.key());
        path = "/v1/supplier-callbacks/" + shop.merchantId() + "/acme";
        client.post("/v1/suppliers", "{\"id\":\"acme\",\"name\":\"Acme\"}");
        client.post("/v1/suppliers", "{\"id\":\"other\",\"name\":\"Other\"}");
        for (String supplier : new String[] {"acme", "other"}) {
            String body = "{\"kind\":\"rest\",\"address\":\"https://192.0.43.8\",\"secret\":\"" + SECRET.reveal()
                    + "\",\"gather\":{\"policy\":\"on_submit\"}}";
            assertThat(client.put("/v1/suppliers/" + supplier + "/connection", body)
                            .status())
                    .isEqualTo(200);
        }
        client.post(
                "/v1/products",
                "{\"sku\":\"A\",\"price\":{\"amount\":100,\"currency\":\"EUR\"},\"policy\":\"backorder\","
                        + "\"supplier_id\":\"acme\"}");
        assertThat(client.place("order", ApiClient.order("A", 30)).status()).isEqualTo(201);
        client.post("/v1/purchase-orders", "{\"supplier_id\":\"acme\"}");
        number = TypeId.PURCHASE_ORDER.of(UUID.fromString(
                shop.text("SELECT purchase_order_id::text FROM purchase_orders WHERE merchant_id = ?")));
        client.post("/v1/purchase-orders/" + number + "/submit", "{}");
        Answer told = client.post("/v1/purchase-orders/" + number + "/resolve", "{\"outcome\":\"sent\"}");
        assertThat(told.status()).as(told.body()).isEqualTo(200);
    }

    @Test
    void anAcknowledgementIsTakenInAnyNumberOfTimes() {
        String notice = notice("acknowledged", ",\"reference\":\"S-1\",\"expected_at\":\"2026-12-01T08:00:00Z\"");

        assertThat(tell(notice).status()).isEqualTo(204);
        assertThat(tell(notice).status()).isEqualTo(204);

        assertThat(status()).isEqualTo("acknowledged");
        assertThat(shop.text("SELECT document ->> 'reference' FROM purchase_orders WHERE merchant_id = ?"))
                .isEqualTo("S-1");
    }

    @Test
    void goodsAreReceivedOncePerDeliveryNoteAndFillWhoWaits() {
        String notice = delivery("DN-1", 36);

        assertThat(tell(notice).status()).isEqualTo(204);
        Answer again = tell(notice);

        assertThat(again.status()).isEqualTo(204);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(status()).isEqualTo("received");
        assertThat(client.get("/v1/stock/A").body())
                .contains(
                        "\"on_hand\":36", "\"allocated\":30", "\"available\":6", "\"backordered\":0", "\"incoming\":0");
    }

    @Test
    void aNoteThatTheMerchantReceivedAlreadyIsTheSameOne() {
        Answer byHand = client.post(
                "/v1/purchase-orders/" + number + "/receipts",
                "{\"delivery_note\":\"DN-1\",\"lines\":[{\"sku\":\"A\",\"quantity\":10}]}");
        assertThat(byHand.status()).as(byHand.body()).isEqualTo(201);

        assertThat(tell(delivery("DN-1", 10)).status()).isEqualTo(204);
        assertProblem(tell(delivery("DN-1", 11)), 422, "delivery_note_reused");
        assertThat(client.get("/v1/stock/A").body()).contains("\"on_hand\":10");
    }

    @Test
    void moreThanWasOrderedIsForThePersonToTake() {
        assertProblem(tell(delivery("DN-1", 100)), 409, "over_receipt");
        assertThat(client.get("/v1/stock/A").body()).contains("\"on_hand\":0");
    }

    @Test
    void aRejectionAndACancellationEndIt() {
        assertThat(tell(notice("rejected", ",\"reason\":\"no clay\"")).status()).isEqualTo(204);
        assertThat(tell(notice("rejected", ",\"reason\":\"no clay\"")).status()).isEqualTo(204);
        assertThat(status()).isEqualTo("rejected");
    }

    @Test
    void aCancellationThatWasAskedForIsConfirmed() {
        client.post("/v1/purchase-orders/" + number + "/cancel", "{}");
        assertThat(tell(notice("cancelled", "")).status()).isEqualTo(204);
        assertThat(tell(notice("cancelled", "")).status()).isEqualTo(204);
        assertThat(status()).isEqualTo("cancelled");
    }

    @Test
    void aSupplierThatCancelsByItselfRejects() {
        assertThat(tell(notice("cancelled", "")).status()).isEqualTo(204);
        assertThat(status()).isEqualTo("rejected");
    }

    @Test
    void aSupplierThatCancelsAfterAPartCameDeliversTheRestNoMore() {
        assertThat(tell(delivery("DN-1", 10)).status()).isEqualTo(204);
        assertThat(tell(notice("cancelled", "")).status()).isEqualTo(204);
        assertThat(tell(notice("cancelled", "")).status()).isEqualTo(204);

        assertThat(status()).isEqualTo("closed_short");
        assertThat(shop.text("SELECT document ->> 'reason' FROM purchase_orders WHERE merchant_id = ?"
                        + " ORDER BY made_number LIMIT 1"))
                .isEqualTo("The supplier has cancelled it.");
        // The rest waits on a draft that a person must submit.
        assertThat(shop.text("SELECT status || ' ' || (document ->> 'hold') FROM purchase_orders WHERE merchant_id = ?"
                        + " ORDER BY made_number DESC LIMIT 1"))
                .startsWith("draft It buys again");
        assertThat(client.get("/v1/replenishments?status=owed").body()).contains("\"replenishments\":[]");
    }

    @Test
    void goodsThatComeAfterAllAreForThePersonToTake() {
        assertThat(tell(delivery("DN-1", 36)).status()).isEqualTo(204);
        assertProblem(tell(delivery("DN-2", 1)), 409, "purchase_order_closed");
        Answer byHand = client.post(
                "/v1/purchase-orders/" + number + "/receipts",
                "{\"delivery_note\":\"DN-2\",\"allow_over\":true,\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}");
        assertThat(byHand.status()).as(byHand.body()).isEqualTo(201);
        assertThat(tell(delivery("DN-2", 1)).status()).isEqualTo(204);
        assertThat(client.get("/v1/stock/A").body()).contains("\"on_hand\":37");
    }

    @Test
    void whatIsNotSignedOrWronglyOrTooLateOrForElsewhereIsRefusedAlike() {
        String notice = delivery("DN-1", 36);
        String now = signature(SECRET, Instant.now(), path, notice);
        Answer unsigned = client.post(path, notice);

        assertProblem(unsigned, 401, "invalid_signature");
        assertThat(unsigned.header("WWW-Authenticate")).isEqualTo("Millrace-Signature realm=\"millrace\"");
        Instant late = Instant.now().minus(Duration.ofMinutes(6));
        Instant early = Instant.now().plus(Duration.ofMinutes(6));
        Secret another = Secret.of("another-secret-as-long-as-it");
        for (Answer each : List.of(
                post(path, notice, signature(another, Instant.now(), path, notice)),
                post(path, notice, signature(SECRET, late, path, notice)),
                post(path, notice, signature(SECRET, early, path, notice)),
                post(path, notice.replace("36", "35"), now),
                post(path.replace("acme", "other"), notice, now),
                post(path.replace("acme", "nobody"), notice, now),
                post("/v1/supplier-callbacks/200000000/acme", notice, now),
                post("/v1/supplier-callbacks/x/acme", notice, now),
                post(path, notice, "t=,v1="))) {
            assertThat(withoutInstance(each.body())).isEqualTo(withoutInstance(unsigned.body()));
        }
        assertThat(status()).isEqualTo("sent");
    }

    @Test
    void anotherSuppliersPurchaseOrderAndOneThatIsNotAreNotThere() {
        String elsewhere = path.replace("acme", "other");
        String notice = delivery("DN-1", 36);
        assertProblem(post(elsewhere, notice, signature(SECRET, Instant.now(), elsewhere, notice)), 404, "not_found");
        number = TypeId.PURCHASE_ORDER.of(UUID.randomUUID());
        assertProblem(tell(delivery("DN-1", 36)), 404, "not_found");
        number = "4711";
        assertProblem(tell(delivery("DN-1", 36)), 404, "not_found");
    }

    @Test
    void whatCanNotBeReadOrIsTooMuchIsSaid() {
        assertProblem(tell("{}"), 400, "missing_field");
        assertProblem(tell(notice("exploded", "")), 422, "validation_failed");
        assertProblem(tell(notice("delivered", ",\"delivery_note\":\"DN\"")), 422, "validation_failed");
        assertProblem(
                tell(notice(
                        "delivered", ",\"delivery_note\":\"DN\",\"lines\":[{\"sku\":\"A\",\"quantity\":9000000000}]")),
                422,
                "validation_failed");
        assertProblem(
                tell(notice("delivered", ",\"delivery_note\":\"DN\",\"lines\":[{\"sku\":\"B\",\"quantity\":1}]")),
                422,
                "validation_failed");
        assertProblem(tell(" ".repeat(300_000)), 413, "body_too_large");
        assertThat(status()).isEqualTo("sent");
    }

    private String status() {
        return shop.text("SELECT status FROM purchase_orders WHERE merchant_id = ? ORDER BY made_number LIMIT 1");
    }

    private String notice(String event, String rest) {
        return "{\"event\":\"" + event + "\",\"number\":\"" + number + "\"" + rest + "}";
    }

    private String delivery(String note, long units) {
        return notice(
                "delivered",
                ",\"delivery_note\":\"" + note + "\",\"lines\":[{\"sku\":\"A\",\"quantity\":" + units + "}]");
    }

    private Answer tell(String notice) {
        return post(path, notice, signature(SECRET, Instant.now(), path, notice));
    }

    private Answer post(String to, String notice, String signature) {
        return client.post(to, notice, RequestSignature.HEADER + ": " + signature);
    }

    private static String signature(Secret secret, Instant at, String path, String notice) {
        return RequestSignature.sign(secret, at, "POST", path, notice.getBytes(StandardCharsets.UTF_8));
    }

    private static String withoutInstance(String problem) {
        return problem.replaceAll("\"instance\":\"[^\"]*\"", "");
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    }
}
