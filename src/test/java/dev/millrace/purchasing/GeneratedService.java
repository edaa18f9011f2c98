package dev.millrace.purchasing;

import dev.millrace.purchasing.generated.Line;
import dev.millrace.purchasing.generated.PurchaseOrderRefused;
import dev.millrace.purchasing.generated.PurchaseOrderRefusedFault;
import dev.millrace.purchasing.generated.PurchaseOrders;
import dev.millrace.purchasing.generated.Statement;
import dev.millrace.purchasing.generated.Status;
import dev.millrace.purchasing.generated.TryLater;
import dev.millrace.purchasing.generated.TryLaterFault;
import dev.millrace.purchasing.generated.UnknownPurchaseOrder;
import dev.millrace.purchasing.generated.UnknownPurchaseOrderFault;
import jakarta.jws.WebService;
import jakarta.xml.ws.BindingType;
import jakarta.xml.ws.soap.SOAPBinding;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;

/** The service behind the generated interface: what number it is told decides what it does. */
public abstract class GeneratedService implements PurchaseOrders {
    private static final String NAMESPACE = "urn:millrace:supplier:purchase-orders:v1";
    private static final String INTERFACE = "dev.millrace.purchasing.generated.PurchaseOrders";

    final List<String> told = new CopyOnWriteArrayList<>();

    /** Over SOAP 1.1. */
    @WebService(endpointInterface = INTERFACE, targetNamespace = NAMESPACE, serviceName = "PurchaseOrderService")
    @BindingType(SOAPBinding.SOAP11HTTP_BINDING)
    public static final class Soap11 extends GeneratedService {}

    /** Over SOAP 1.2. */
    @WebService(endpointInterface = INTERFACE, targetNamespace = NAMESPACE, serviceName = "PurchaseOrderService")
    @BindingType(SOAPBinding.SOAP12HTTP_BINDING)
    public static final class Soap12 extends GeneratedService {}

    @Override
    public Statement submitPurchaseOrder(
            String number, XMLGregorianCalendar createdAt, String callbackUrl, List<Line> line)
            throws PurchaseOrderRefusedFault, TryLaterFault {
        switch (number) {
            case "po_later" -> {
                TryLater later = new TryLater();
                later.setRetryAfterSeconds(7L);
                throw new TryLaterFault("come back", later);
            }
            case "po_no" -> throw refused();
            case "po_bug" -> throw new IllegalStateException("a bug");
            default -> {
                told.add(number + ": "
                        + line.stream()
                                .map(each -> each.getSku() + " x " + each.getQuantity())
                                .collect(Collectors.joining(", "))
                        + ", " + createdAt.toGregorianCalendar().toInstant());
                return statement(number, Status.ACKNOWLEDGED);
            }
        }
    }

    @Override
    public Statement getPurchaseOrder(String number) throws UnknownPurchaseOrderFault {
        if (number.equals("po_none")) {
            throw unknown(number);
        }
        return statement(number, Status.ACKNOWLEDGED);
    }

    @Override
    public Statement cancelPurchaseOrder(String number) throws PurchaseOrderRefusedFault, UnknownPurchaseOrderFault {
        switch (number) {
            case "po_none" -> throw unknown(number);
            case "po_no" -> throw refused();
            default -> {
                return statement(number, Status.CANCELLED);
            }
        }
    }

    private static Statement statement(String number, Status status) {
        Statement statement = new Statement();
        statement.setNumber(number);
        statement.setStatus(status);
        statement.setReference("M-1");
        statement.setExpectedAt(
                DatatypeFactory.newDefaultInstance().newXMLGregorianCalendar("2026-12-01T09:00:00+01:00"));
        return statement;
    }

    private static UnknownPurchaseOrderFault unknown(String number) {
        UnknownPurchaseOrder unknown = new UnknownPurchaseOrder();
        unknown.setNumber(number);
        return new UnknownPurchaseOrderFault("not here", unknown);
    }

    private static PurchaseOrderRefusedFault refused() {
        PurchaseOrderRefused refused = new PurchaseOrderRefused();
        refused.setReason("we are closed");
        return new PurchaseOrderRefusedFault("no", refused);
    }
}
