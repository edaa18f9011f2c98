package dev.millrace.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.EventLoop;
import dev.millrace.config.Secret;
import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.purchasing.RequestSignature;
import dev.millrace.purchasing.SupplierNotice;
import dev.millrace.purchasing.xml.HostileXml;
import dev.millrace.sandbox.SandboxConfig.Acknowledge;
import dev.millrace.sandbox.SandboxConfig.Pace;
import dev.millrace.wire.Faults;
import dev.millrace.wire.StrictJson;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class SandboxSupplierTest {
    private static final Secret SECRET = Secret.of("the-secret-of-the-tests-1234");
    private static final String ORDER = "{\"number\":\"po_1\",\"lines\":[{\"sku\":\"A\",\"quantity\":36}]}";

    private final EventLoop loop;
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<SupplierNotice> notices = new LinkedBlockingQueue<>();
    private int callbackFailures;

    SandboxSupplierTest(Vertx vertx) {
        loop = new EventLoop(vertx);
    }

    @AfterEach
    void close() {
        client.close();
    }

    static Stream<String> hostile() {
        return HostileXml.texts();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileXmlIsAnsweredWithAFaultThatGivesNothingAway(String text) {
        String address = open(Secret.none(), Acknowledge.RESPONSE, new Pace(Duration.ZERO, null, 1));

        HttpResponse<String> soap11 = post(address + "/soap", "text/xml; charset=utf-8", text);
        HttpResponse<String> soap12 = post(address + "/soap", "application/soap+xml; charset=utf-8", text);

        assertThat(soap11.statusCode()).isEqualTo(500);
        assertThat(soap11.body()).contains("faultcode>soap:Client<").doesNotContain("SECRET", "root:", "exception");
        assertThat(soap12.statusCode()).isEqualTo(400);
        assertThat(soap12.body()).contains("soap:Sender<").doesNotContain("SECRET", "root:", "exception");
        assertThat(book(address)).contains("\"purchase_orders\":0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"number\":\"po_1\"}",
                "{\"number\":\"po_1\",\"lines\":[]}",
                "{\"number\":\"\",\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}",
                "{\"number\":\"po_1\",\"lines\":[{\"sku\":\"A\",\"quantity\":0}]}",
                "{\"number\":\"po_1\",\"lines\":[{\"sku\":\"A\",\"quantity\":1.5}]}",
                "{\"number\":\"po_1\",\"lines\":[{\"sku\":\"A\",\"quantity\":1},{\"sku\":\"A\",\"quantity\":1}]}",
                "{\"number\":\"po_1\",\"lines\":[{\"sku\":\"A\",\"quantity\":99999999999999999999}]}",
                "{\"number\":\"po_1\",\"callback_url\":\"::\",\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}"
            })
    void anOrderThatIsNoneIsRefused(String body) {
        String address = open(Secret.none(), Acknowledge.RESPONSE, new Pace(Duration.ZERO, null, 1));

        assertThat(post(address + "/purchase-orders", "application/json", body).statusCode())
                .isEqualTo(400);
        assertThat(book(address)).contains("\"purchase_orders\":0");
    }

    @Test
    void anOrderIsAcknowledgedAndDeliveredInPartsByCallback() throws InterruptedException {
        String address = open(SECRET, Acknowledge.CALLBACK, new Pace(Duration.ofMillis(20), Duration.ofMillis(20), 5));

        assertThat(signed(address, ORDER).body()).contains("\"status\":\"received\"");

        assertThat(next()).isInstanceOfSatisfying(SupplierNotice.Acknowledged.class, notice -> {
            assertThat(notice.number()).isEqualTo("po_1");
            assertThat(notice.reference()).isEqualTo("S-1");
        });
        long delivered = 0;
        for (int part = 1; part <= 5; part++) {
            SupplierNotice.Delivered delivery = (SupplierNotice.Delivered) next();
            assertThat(delivery.deliveryNote()).startsWith("DN-S-1-");
            delivered += delivery.lines().getFirst().quantity();
        }
        assertThat(delivered).isEqualTo(36);
        assertThat(book(address)).contains("\"status\":\"delivered\"", "\"submissions\":1");
    }

    @Test
    void aCallbackThatFailsIsRepeated() throws InterruptedException {
        callbackFailures = 1;
        String address = open(SECRET, Acknowledge.RESPONSE, new Pace(Duration.ZERO, Duration.ofMillis(10), 1));

        signed(address, ORDER);

        assertThat(next())
                .isEqualTo(
                        new SupplierNotice.Delivered("po_1", "DN-S-1-1", List.of(new ReceiveGoods.Arrived("A", 36))));
    }

    @Test
    void whatIsNotSignedIsNotTaken() {
        String address = open(SECRET, Acknowledge.RESPONSE, new Pace(Duration.ZERO, null, 1));

        HttpResponse<String> unsigned = post(address + "/purchase-orders", "application/json", ORDER);
        assertThat(unsigned.statusCode()).isEqualTo(401);
        assertThat(unsigned.headers().firstValue("Date")).isPresent();
        assertThat(post(address + "/soap", "text/xml", "<a/>").body()).contains("Client.Authentication");
        assertThat(signed(address, ORDER).statusCode()).isEqualTo(201);
    }

    @Test
    void describesItsSoapServiceWithTheAddressWhereItListens() {
        String address = open(Secret.none(), Acknowledge.RESPONSE, new Pace(Duration.ZERO, null, 1));

        assertThat(send(HttpRequest.newBuilder(URI.create(address + "/soap?wsdl")))
                        .body())
                .contains("location=\"" + address + "/soap\"")
                .doesNotContain(":8090");
    }

    @Test
    void whatIsTooMuchIsNotReadOn() {
        String address = open(Secret.none(), Acknowledge.RESPONSE, new Pace(Duration.ZERO, null, 1));

        assertThatThrownBy(() -> client.send(
                        HttpRequest.newBuilder(URI.create(address + "/purchase-orders"))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[8 * 1_024 * 1_024]))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "drop_after, DROP_AFTER, 1, SUBMIT",
        "error:3@ask, ERROR, 3, ASK",
        "too-many:10@cancel, TOO_MANY, 10, CANCEL"
    })
    void readsMisbehavioursFromTheCommandLine(String text, InjectedFault fault, int requests, FaultRule.Asked of) {
        assertThat(FaultRule.parse(text)).isEqualTo(FaultRule.of(fault, of, requests));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "explode", "drop:x", "drop:0", "drop@never", "drop:99999999"})
    void saysWhichMisbehaviourItDoesNotKnow(String text) {
        assertThatThrownBy(() -> FaultRule.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private String open(Secret secret, Acknowledge acknowledge, Pace pace) {
        HttpServer buyer = loop.await(() -> loop.vertx()
                .createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> hear(request, body)))
                .listen(0, "127.0.0.1"));
        URI callback = URI.create("http://127.0.0.1:" + buyer.actualPort() + "/notices");
        SandboxConfig config = new SandboxConfig("127.0.0.1", 0, secret, callback, acknowledge, pace);
        SandboxSupplier supplier = new SandboxSupplier(config, Clock.systemUTC(), List.of());
        loop.await(() -> loop.vertx().deployVerticle(supplier));
        return "http://127.0.0.1:" + supplier.port();
    }

    private void hear(HttpServerRequest request, Buffer body) {
        if (callbackFailures-- > 0) {
            request.response().setStatusCode(503).end();
            return;
        }
        byte[] bytes = body.getBytes();
        String signature = request.getHeader(RequestSignature.HEADER);
        Faults faults = new Faults();
        SupplierNotice notice = new StrictJson(8).read(bytes, faults, SupplierNotice.DOCUMENT);
        boolean fits = RequestSignature.verifies(SECRET, signature, Instant.now(), "POST", "/notices", bytes);
        if (fits && faults.isEmpty() && notice != null) {
            notices.add(notice);
        }
        request.response().setStatusCode(204).end();
    }

    private SupplierNotice next() throws InterruptedException {
        SupplierNotice notice = notices.poll(20, TimeUnit.SECONDS);
        if (notice == null) {
            throw new AssertionError("nothing was called back, or not signed");
        }
        return notice;
    }

    private HttpResponse<String> signed(String address, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return send(HttpRequest.newBuilder(URI.create(address + "/purchase-orders"))
                .header(
                        RequestSignature.HEADER,
                        RequestSignature.sign(SECRET, Instant.now(), "POST", "/purchase-orders", bytes))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
    }

    private HttpResponse<String> post(String address, String contentType, @Nullable String body) {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(String.valueOf(body))));
    }

    private String book(String address) {
        return send(HttpRequest.newBuilder(URI.create(address + "/sandbox/purchase-orders")))
                .body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
