package dev.millrace.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.purchasing.SupplierSettings.Kind;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What a supplier sees of us, to the byte, and what we make of odd answers. */
@ExtendWith(VertxExtension.class)
class OnTheWireTest {
    private static final String NUMBER = "po_01h455vb4pex5vsknk084sn02q";
    private static final String SCHEMA = XMLConstants.W3C_XML_SCHEMA_NS_URI;

    private final EventLoop loop;
    private final TestSuppliers suppliers;
    private final List<Seen> seen = new ArrayList<>();
    private final HttpServer server;
    private String answer = "{\"number\":\"" + NUMBER + "\",\"status\":\"received\"}";
    private int status = 200;

    private record Seen(String line, MultiMap headers, String body) {}

    OnTheWireTest(Vertx vertx) {
        loop = new EventLoop(vertx);
        suppliers = new TestSuppliers(loop);
        server = loop.await(() ->
                loop.vertx().createHttpServer().requestHandler(this::receive).listen(0, "127.0.0.1"));
    }

    @AfterEach
    void close() {
        suppliers.close();
    }

    @Test
    void aPurchaseOrderOverRest() {
        SupplierSettings settings = settings(Kind.REST, "/api/");

        assertThat(suppliers.<Reply.ToSubmit>ask(settings, each -> each.submit(attempt(3))))
                .isEqualTo(new Reply.Sent());

        Seen request = seen.getFirst();
        assertThat(request.line()).isEqualTo("POST /api/purchase-orders");
        assertThat(request.headers().get("Idempotency-Key")).isEqualTo(NUMBER);
        assertThat(request.headers().get("Millrace-Attempt")).isEqualTo("3");
        assertThat(request.headers().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.body())
                .isEqualTo(
                        "{\"number\":\"" + NUMBER + "\",\"created_at\":\"2026-11-24T12:00:00Z\","
                                + "\"callback_url\":\"https://api.test/c?x=1\",\"lines\":[{\"sku\":\"DEMO-BACKORDER\",\"quantity\":36}]}");
        assertThat(isSigned(request, "POST", "/api/purchase-orders")).isTrue();
    }

    @Test
    void aQuestionAndACancellationOverRest() {
        SupplierSettings settings = settings(Kind.REST, "/api");

        suppliers.<Reply.ToAsk>ask(settings, each -> each.ask(NUMBER));
        suppliers.<Reply.ToCancel>ask(settings, each -> each.cancel(NUMBER));

        assertThat(seen)
                .extracting(Seen::line)
                .containsExactly(
                        "GET /api/purchase-orders/" + NUMBER, "POST /api/purchase-orders/" + NUMBER + "/cancel");
        assertThat(isSigned(seen.get(0), "GET", "/api/purchase-orders/" + NUMBER))
                .isTrue();
        assertThat(isSigned(seen.get(1), "POST", "/api/purchase-orders/" + NUMBER + "/cancel"))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"REST", "SOAP11", "SOAP12"})
    void aSecondAttemptSendsTheSameBytes(Kind kind) {
        suppliers.<Reply.ToSubmit>ask(settings(kind, "/x"), each -> each.submit(attempt(1)));
        suppliers.<Reply.ToSubmit>ask(settings(kind, "/x"), each -> each.submit(attempt(2)));

        assertThat(seen.get(1).body()).isEqualTo(seen.get(0).body());
    }

    @ParameterizedTest
    @EnumSource(names = {"SOAP11", "SOAP12"})
    void everyMessageOverSoapIsValidAgainstTheWsdl(Kind kind) throws Exception {
        Validator validator = validator();
        SupplierSettings settings = settings(kind, "/soap?wsdl=no");
        suppliers.<Reply.ToSubmit>ask(settings, each -> each.submit(TestSuppliers.dispatch(NUMBER)));
        suppliers.<Reply.ToSubmit>ask(settings, each -> each.submit(attempt(1)));
        suppliers.<Reply.ToAsk>ask(settings, each -> each.ask(NUMBER));
        suppliers.<Reply.ToCancel>ask(settings, each -> each.cancel(NUMBER));

        assertThat(seen).hasSize(4);
        for (Seen request : seen) {
            Document envelope = parse(request.body());
            validator.validate(new DOMSource(content(envelope)));
            assertThat(request.line()).isEqualTo("POST /soap?wsdl=no");
            assertThat(isSigned(request, "POST", "/soap?wsdl=no")).isTrue();
            String action = "urn:millrace:supplier:purchase-orders:v1/"
                    + content(envelope).getLocalName();
            if (kind == Kind.SOAP11) {
                assertThat(request.headers().get("SOAPAction")).isEqualTo("\"" + action + "\"");
                assertThat(request.headers().get("Content-Type")).isEqualTo("text/xml; charset=utf-8");
            } else {
                assertThat(request.headers().get("Content-Type"))
                        .isEqualTo("application/soap+xml; charset=utf-8; action=\"" + action + "\"");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "\"received\"",
                "{\"number\":\"" + NUMBER + "\"}",
                "{\"number\":\"" + NUMBER + "\",\"status\":\"perhaps\"}",
                "{\"number\":\"" + NUMBER + "\",\"status\":7}",
                "{\"number\":\"po_other\",\"status\":\"received\"}",
                "{\"number\":\"" + NUMBER + "\",\"status\":\"received\",\"status\":\"rejected\"}",
                "{\"number\":\"" + NUMBER + "\",\"status\":\"received\"} and more",
                "{\"number\":\"" + NUMBER + "\",\"status\":\"received\"",
                "<html/>"
            })
    void anAnswerThatSaysNothingIsUnknown(String odd) {
        answer = odd;

        assertThat(suppliers.<Reply.ToSubmit>ask(settings(Kind.REST, ""), each -> each.submit(attempt(1))))
                .isInstanceOf(Reply.Unknown.class);
        assertThat(suppliers.<Reply.ToAsk>ask(settings(Kind.REST, ""), each -> each.ask(NUMBER)))
                .isInstanceOf(Reply.NoAnswer.class);
    }

    @Test
    void anAnswerThatIsNestedWithoutEndIsUnknown() {
        answer = "{\"x\":" + "[".repeat(50_000);

        assertThat(suppliers.<Reply.ToSubmit>ask(settings(Kind.REST, ""), each -> each.submit(attempt(1))))
                .isInstanceOf(Reply.Unknown.class);
    }

    @Test
    void whatASupplierAddsIsPassedOver() {
        answer = "{\"number\":\"" + NUMBER + "\",\"status\":\"acknowledged\",\"reference\":\"S\\u0000\\n 1\","
                + "\"expected_at\":\"2026-12-01\",\"price\":{\"amount\":1}}";

        assertThat(suppliers.<Reply.ToSubmit>ask(settings(Kind.REST, ""), each -> each.submit(attempt(1))))
                .isEqualTo(new Reply.Acknowledged("S   1", Instant.parse("2026-12-01T00:00:00Z")));
    }

    @Test
    void createdWithoutABodyIsTaken() {
        answer = "";
        status = 201;

        assertThat(suppliers.<Reply.ToSubmit>ask(settings(Kind.REST, ""), each -> each.submit(attempt(1))))
                .isEqualTo(new Reply.Sent());
        assertThat(suppliers.<Reply.ToSubmit>ask(settings(Kind.SOAP11, "/"), each -> each.submit(attempt(1))))
                .isInstanceOf(Reply.Unknown.class);
    }

    @Test
    void anyWebServersNotFoundIsNotThatANumberIsNotKnown() {
        answer = "<html>Not found</html>";
        status = 404;
        assertThat(suppliers.<Reply.ToAsk>ask(settings(Kind.REST, ""), each -> each.ask(NUMBER)))
                .isInstanceOf(Reply.Misconfigured.class);

        answer = "{\"code\":\"unknown_purchase_order\"}";
        assertThat(suppliers.<Reply.ToAsk>ask(settings(Kind.REST, ""), each -> each.ask(NUMBER)))
                .isEqualTo(new Reply.NotKnown());
        assertThat(suppliers.<Reply.ToSubmit>ask(settings(Kind.REST, ""), each -> each.submit(attempt(1))))
                .isInstanceOf(Reply.Misconfigured.class);
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            seen.add(new Seen(
                    request.method() + " " + request.uri(), request.headers(), body.toString(StandardCharsets.UTF_8)));
            request.response().setStatusCode(status).end(answer);
        });
    }

    private static Dispatch attempt(int attempt) {
        return new Dispatch(
                NUMBER,
                attempt,
                Instant.parse("2026-11-24T12:00:00Z"),
                List.of(new Dispatch.Line("DEMO-BACKORDER", 36)));
    }

    private SupplierSettings settings(Kind kind, String path) {
        SupplierSettings settings = suppliers.settings(kind, "http://127.0.0.1:" + server.actualPort() + path);
        return new SupplierSettings(
                1,
                "acme",
                kind,
                settings.address(),
                settings.secret(),
                URI.create("https://api.test/c?x=1"),
                settings.timeouts());
    }

    private static boolean isSigned(Seen request, String method, String target) {
        return RequestSignature.verifies(
                TestSuppliers.SECRET,
                request.headers().get(RequestSignature.HEADER),
                Instant.now(),
                method,
                target,
                request.body().getBytes(StandardCharsets.UTF_8));
    }

    /** Of the schema that stands in the WSDL. */
    private static Validator validator() throws Exception {
        try (InputStream wsdl =
                Objects.requireNonNull(OnTheWireTest.class.getResourceAsStream("/supplier/purchase-orders.wsdl"))) {
            Document document = parse(new String(wsdl.readAllBytes(), StandardCharsets.UTF_8));
            Node schema = document.getElementsByTagNameNS(SCHEMA, "schema").item(0);
            return SchemaFactory.newDefaultInstance()
                    .newSchema(new DOMSource(schema))
                    .newValidator();
        }
    }

    private static Node content(Document envelope) {
        NodeList children = envelope.getDocumentElement().getFirstChild().getChildNodes();
        assertThat(children.getLength()).isEqualTo(1);
        return children.item(0);
    }

    private static Document parse(String text) throws Exception {
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
    }
}
