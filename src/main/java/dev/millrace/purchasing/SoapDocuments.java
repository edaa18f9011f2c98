package dev.millrace.purchasing;

import dev.millrace.purchasing.xml.SoapVersion;
import dev.millrace.purchasing.xml.XmlElement;
import dev.millrace.purchasing.xml.XmlText;
import java.net.URI;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** The messages of {@code supplier/purchase-orders.wsdl}: ours are written here, the supplier's are read. */
final class SoapDocuments {
    static final String NAMESPACE = "urn:millrace:supplier:purchase-orders:v1";
    private static final String PREFIX = "po";

    private SoapDocuments() {}

    /** An operation of the service. */
    enum Operation {
        SUBMIT("SubmitPurchaseOrder"),
        ASK("GetPurchaseOrder"),
        CANCEL("CancelPurchaseOrder");

        private final String element;

        Operation(String element) {
            this.element = element;
        }

        String action() {
            return NAMESPACE + "/" + element;
        }

        private QName response() {
            return SoapDocuments.name(element + "Response");
        }
    }

    /** A purchase order; the same bytes at every attempt. */
    static byte[] submission(SoapVersion version, Dispatch dispatch, @Nullable URI callback) {
        return XmlText.envelope(version, xml -> {
            xml.open(PREFIX, NAMESPACE, Operation.SUBMIT.element);
            element(xml, "Number", dispatch.number());
            element(xml, "CreatedAt", dispatch.createdAt().toString());
            element(xml, "CallbackUrl", callback == null ? null : callback.toString());
            for (Dispatch.Line line : dispatch.lines()) {
                xml.begin(PREFIX, NAMESPACE, "Line");
                element(xml, "Sku", line.sku());
                element(xml, "Quantity", Long.toString(line.quantity()));
                xml.end();
            }
            xml.end();
        });
    }

    /** A question or a cancellation. */
    static byte[] about(SoapVersion version, Operation operation, String number) {
        return XmlText.envelope(version, xml -> {
            xml.open(PREFIX, NAMESPACE, operation.element);
            element(xml, "Number", number);
            xml.end();
        });
    }

    /** What the supplier says in the answer to an operation, or null if it is no such answer. */
    static @Nullable PurchaseOrderReport statement(Operation operation, XmlElement answer) {
        XmlElement statement = answer.name().equals(operation.response()) ? answer.child(name("Statement")) : null;
        return statement == null
                ? null
                : PurchaseOrderReport.of(
                        statement.textOf(name("Number")),
                        statement.textOf(name("Status")),
                        statement.textOf(name("Reference")),
                        statement.textOf(name("ExpectedAt")),
                        statement.textOf(name("Reason")));
    }

    static QName name(String local) {
        return new QName(NAMESPACE, local);
    }

    private static void element(XmlText xml, String name, @Nullable String value) {
        xml.element(PREFIX, NAMESPACE, name, value);
    }
}
