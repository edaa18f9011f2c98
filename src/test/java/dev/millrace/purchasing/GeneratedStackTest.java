package dev.millrace.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.EventLoop;
import dev.millrace.purchasing.SupplierSettings.Kind;
import dev.millrace.purchasing.generated.Line;
import dev.millrace.purchasing.generated.PurchaseOrderRefusedFault;
import dev.millrace.purchasing.generated.PurchaseOrders;
import dev.millrace.purchasing.generated.Statement;
import dev.millrace.purchasing.generated.Status;
import dev.millrace.purchasing.generated.TryLaterFault;
import dev.millrace.purchasing.generated.UnknownPurchaseOrderFault;
import dev.millrace.sandbox.FaultRule.Asked;
import dev.millrace.sandbox.InjectedFault;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.Endpoint;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The WSDL in the hands of somebody else: Metro made a client of it, which speaks to the sandbox supplier, and a server, to
 * which our connector speaks. In both versions of SOAP.
 */
@ExtendWith(VertxExtension.class)
class GeneratedStackTest {
    private static final String NAMESPACE = "urn:millrace:supplier:purchase-orders:v1";
    private static final QName SERVICE = new QName(NAMESPACE, "PurchaseOrderService");
    private static final String NUMBER = "po_01h455vb4pex5vsknk084sn02q";

    private final EventLoop loop;
    private final TestSuppliers suppliers;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    GeneratedStackTest(Vertx vertx) {
        loop = new EventLoop(vertx);
        suppliers = new TestSuppliers(loop);
    }

    @AfterEach
    void close() {
        suppliers.close();
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(names = {"SOAP11", "SOAP12"})
    void aGeneratedClientBuysFromTheSandbox(Kind version) throws Exception {
        try (OpenSandbox sandbox = OpenSandbox.openUnsigned(loop)) {
            PurchaseOrders client = client(sandbox.address() + "/soap", version);

            Statement first = client.submitPurchaseOrder(NUMBER, created(), null, List.of(line("A <&> Größe", 36)));
            Statement again = client.submitPurchaseOrder(NUMBER, created(), null, List.of(line("A <&> Größe", 36)));

            assertThat(first.getNumber()).isEqualTo(NUMBER);
            assertThat(first.getStatus()).isEqualTo(Status.ACKNOWLEDGED);
            assertThat(first.getReference()).isEqualTo("S-1");
            assertThat(again.getReference()).isEqualTo("S-1");
            assertThat(client.getPurchaseOrder(NUMBER).getStatus()).isEqualTo(Status.ACKNOWLEDGED);
            assertThat(client.cancelPurchaseOrder(NUMBER).getStatus()).isEqualTo(Status.CANCELLED);
            assertThat(sandbox.book().path("purchase_orders").asInt()).isEqualTo(1);
            assertThat(sandbox.book()
                            .path("items")
                            .path(0)
                            .path("lines")
                            .path(0)
                            .path("sku")
                            .asText())
                    .isEqualTo("A <&> Größe");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SOAP11", "SOAP12"})
    void aGeneratedClientUnderstandsEveryFaultOfTheSandbox(Kind version) throws Exception {
        try (OpenSandbox sandbox = OpenSandbox.openUnsigned(loop)) {
            PurchaseOrders client = client(sandbox.address() + "/soap", version);

            assertThat(catchThrowableOfType(UnknownPurchaseOrderFault.class, () -> client.getPurchaseOrder("po_x"))
                            .getFaultInfo()
                            .getNumber())
                    .isEqualTo("po_x");

            sandbox.injectFaults(InjectedFault.UNAVAILABLE, Asked.SUBMIT, 1, 0);
            assertThat(catchThrowableOfType(
                                    TryLaterFault.class,
                                    () -> client.submitPurchaseOrder(NUMBER, created(), null, List.of(line("A", 1))))
                            .getFaultInfo()
                            .getRetryAfterSeconds())
                    .isEqualTo(2);

            client.submitPurchaseOrder(NUMBER, created(), null, List.of(line("A", 1)));
            assertThat(catchThrowableOfType(
                                    PurchaseOrderRefusedFault.class,
                                    () -> client.submitPurchaseOrder(NUMBER, created(), null, List.of(line("B", 1))))
                            .getFaultInfo()
                            .getReason())
                    .contains("other lines");

            sandbox.injectFaults(InjectedFault.ERROR, Asked.SUBMIT, 1, 0);
            assertThat(catchThrowableOfType(
                                    SOAPFaultException.class,
                                    () -> client.submitPurchaseOrder(NUMBER, created(), null, List.of(line("A", 1))))
                            .getFault()
                            .getFaultCodeAsQName()
                            .getLocalPart())
                    .isEqualTo(version == Kind.SOAP11 ? "Server" : "Receiver");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SOAP11", "SOAP12"})
    void ourConnectorBuysFromAGeneratedServer(Kind version) throws IOException {
        try (Served served = new Served(version)) {
            SupplierSettings settings = suppliers.settings(version, served.address());

            Reply told = suppliers.ask(settings, supplier -> supplier.submit(TestSuppliers.dispatch(NUMBER)));
            Reply asked = suppliers.ask(settings, supplier -> supplier.ask(NUMBER));
            Reply cancelled = suppliers.ask(settings, supplier -> supplier.cancel(NUMBER));

            Instant expected = Instant.parse("2026-12-01T08:00:00Z");
            assertThat(told).isEqualTo(new Reply.Acknowledged("M-1", expected));
            assertThat(asked).isEqualTo(new Reply.Acknowledged("M-1", expected));
            assertThat(cancelled).isEqualTo(new Reply.Cancelled());
            assertThat(served.service.told)
                    .containsExactly(NUMBER + ": DEMO-BACKORDER x 36, Größe <M> & \"L\" x 2, "
                            + Instant.parse("2026-11-24T12:00:00Z"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SOAP11", "SOAP12"})
    void ourConnectorUnderstandsEveryFaultOfAGeneratedServer(Kind version) throws IOException {
        try (Served served = new Served(version)) {
            SupplierSettings settings = suppliers.settings(version, served.address());

            assertThat(suppliers.<Reply.ToSubmit>ask(settings, each -> each.submit(TestSuppliers.dispatch("po_later"))))
                    .isInstanceOfSatisfying(
                            Reply.NotSent.class,
                            reply -> assertThat(reply.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
            assertThat(suppliers.<Reply.ToSubmit>ask(settings, each -> each.submit(TestSuppliers.dispatch("po_no"))))
                    .isEqualTo(new Reply.Rejected("we are closed"));
            assertThat(suppliers.<Reply.ToSubmit>ask(settings, each -> each.submit(TestSuppliers.dispatch("po_bug"))))
                    .isInstanceOf(Reply.Unknown.class);
            assertThat(suppliers.<Reply.ToAsk>ask(settings, each -> each.ask("po_none")))
                    .isEqualTo(new Reply.NotKnown());
            assertThat(suppliers.<Reply.ToCancel>ask(settings, each -> each.cancel("po_no")))
                    .isEqualTo(new Reply.CancelRefused("we are closed"));
            assertThat(suppliers.<Reply.ToCancel>ask(settings, each -> each.cancel("po_none")))
                    .isEqualTo(new Reply.NotKnown());
        }
    }

    @Test
    void theOtherVersionOfSoapIsNoOrderThatWasTaken() throws IOException {
        try (Served served = new Served(Kind.SOAP11)) {
            Reply reply = suppliers.ask(
                    suppliers.settings(Kind.SOAP12, served.address()),
                    supplier -> supplier.submit(TestSuppliers.dispatch(NUMBER)));

            assertThat(reply).isInstanceOf(Reply.Misconfigured.class);
            assertThat(served.service.told).isEmpty();
        }
    }

    private static PurchaseOrders client(String address, Kind version) throws Exception {
        Service service = Service.create(URI.create(address + "?wsdl").toURL(), SERVICE);
        PurchaseOrders client = service.getPort(
                new QName(NAMESPACE, version == Kind.SOAP11 ? "PurchaseOrdersSoap11" : "PurchaseOrdersSoap12"),
                PurchaseOrders.class);
        assertThat(((BindingProvider) client).getRequestContext())
                .as("the address is that of the description")
                .containsEntry(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, address);
        return client;
    }

    private static javax.xml.datatype.XMLGregorianCalendar created() {
        return DatatypeFactory.newDefaultInstance().newXMLGregorianCalendar("2026-11-24T12:00:00Z");
    }

    private static Line line(String sku, long quantity) {
        Line line = new Line();
        line.setSku(sku);
        line.setQuantity(quantity);
        return line;
    }

    /** A server that Metro runs. */
    private final class Served implements AutoCloseable {
        private final GeneratedService service;
        private final HttpServer http;
        private final Endpoint endpoint;

        Served(Kind version) throws IOException {
            service = version == Kind.SOAP11 ? new GeneratedService.Soap11() : new GeneratedService.Soap12();
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.setExecutor(threads);
            endpoint = Endpoint.create(service);
            endpoint.publish(http.createContext("/orders"));
            http.start();
        }

        String address() {
            return "http://127.0.0.1:" + http.getAddress().getPort() + "/orders";
        }

        @Override
        public void close() {
            endpoint.stop();
            http.stop(0);
        }
    }
}
