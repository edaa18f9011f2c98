package dev.millrace.sandbox;

import dev.millrace.purchasing.xml.SoapMessage;
import dev.millrace.purchasing.xml.SoapVersion;
import dev.millrace.purchasing.xml.UnreadableXml;
import dev.millrace.purchasing.xml.XmlElement;
import dev.millrace.purchasing.xml.XmlText;
import dev.millrace.sandbox.FaultRule.Asked;
import dev.millrace.sandbox.RestDialect.Checks;
import dev.millrace.sandbox.RestDialect.Malformed;
import dev.millrace.sandbox.SandboxOrder.Line;
import dev.millrace.sandbox.SandboxOrder.Status;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** SOAP 1.1 or 1.2, as {@code supplier/purchase-orders.wsdl} has it, whichever the client spoke. */
final class SoapDialect implements Dialect {
    private static final String NAMESPACE = "urn:millrace:supplier:purchase-orders:v1";
    private static final Map<String, Asked> OPERATIONS = Map.of(
            "SubmitPurchaseOrder", Asked.SUBMIT,
            "GetPurchaseOrder", Asked.ASK,
            "CancelPurchaseOrder", Asked.CANCEL);
    private static final Map<Asked, String> RESPONSES = Map.of(
            Asked.SUBMIT, "SubmitPurchaseOrderResponse",
            Asked.ASK, "GetPurchaseOrderResponse",
            Asked.CANCEL, "CancelPurchaseOrderResponse");

    private final SoapVersion version;

    SoapDialect(SoapVersion version) {
        this.version = version;
    }

    SoapVersion version() {
        return version;
    }

    /** Reads a request. */
    Wanted read(byte[] body, @Nullable String contentType) throws Malformed {
        try {
            if (!(SoapMessage.read(body, contentType) instanceof SoapMessage.Content(var spoken, XmlElement element))) {
                throw new Malformed("A fault is no request.");
            }
            if (spoken != version) {
                throw new Malformed("The envelope is of another version of SOAP than the content type.");
            }
            return wanted(element);
        } catch (UnreadableXml unreadable) {
            throw new Malformed("This cannot be read: " + unreadable.getMessage() + ".");
        }
    }

    private static Wanted wanted(XmlElement element) throws Malformed {
        Asked asked = element.name().getNamespaceURI().equals(NAMESPACE)
                ? OPERATIONS.get(element.name().getLocalPart())
                : null;
        if (asked == null) {
            throw new Malformed("There is no such operation.");
        }
        String number = Checks.number(Objects.requireNonNullElse(element.textOf(name("Number")), ""));
        if (asked != Asked.SUBMIT) {
            return new Wanted(asked, number, List.of(), null);
        }
        List<Line> lines = new ArrayList<>();
        for (XmlElement line : element.children(name("Line")).toList()) {
            lines.add(line(line));
        }
        try {
            String callback = element.textOf(name("CallbackUrl"));
            return new Wanted(asked, number, Checks.lines(lines), callback == null ? null : URI.create(callback));
        } catch (IllegalArgumentException _) {
            throw new Malformed("The callback is no address.");
        }
    }

    private static Line line(XmlElement line) throws Malformed {
        XmlElement sku = line.child(name("Sku"));
        String quantity = line.textOf(name("Quantity"));
        try {
            if (sku != null && quantity != null) {
                return new Line(sku.text(), Long.parseLong(quantity));
            }
        } catch (NumberFormatException _) {
            // As if there were none.
        }
        throw new Malformed("A line needs a Sku and a Quantity.");
    }

    @Override
    public SandboxAnswer statement(Asked asked, SandboxOrder order, boolean isNew) {
        if (asked == Asked.CANCEL && order.status != Status.CANCELLED) {
            return refused(order.status == Status.REJECTED ? "It was rejected." : "It is on its way already.");
        }
        Instant expected = order.expectedAt;
        return answer(200, xml -> {
            xml.open("po", NAMESPACE, Objects.requireNonNull(RESPONSES.get(asked)));
            xml.begin("po", NAMESPACE, "Statement");
            element(xml, "Number", order.number);
            element(xml, "Status", order.status.text());
            element(xml, "Reference", order.reference);
            element(xml, "ExpectedAt", expected == null ? null : expected.toString());
            element(xml, "Reason", order.reason);
            xml.end().end();
        });
    }

    @Override
    public SandboxAnswer notKnown(String number) {
        return fault(true, "There is no purchase order of this number.", xml -> {
            xml.open("po", NAMESPACE, "UnknownPurchaseOrder");
            element(xml, "Number", number);
            xml.end();
        });
    }

    @Override
    public SandboxAnswer refused(String reason) {
        return fault(true, reason, xml -> {
            xml.open("po", NAMESPACE, "PurchaseOrderRefused");
            element(xml, "Reason", reason);
            xml.end();
        });
    }

    @Override
    public SandboxAnswer later(int status, Duration after) {
        return fault(false, "Come back later.", xml -> {
            xml.open("po", NAMESPACE, "TryLater");
            element(xml, "RetryAfterSeconds", Long.toString(after.toSeconds()));
            xml.end();
        });
    }

    @Override
    public SandboxAnswer malformed(String reason) {
        return fault(true, reason, null);
    }

    @Override
    public SandboxAnswer unauthorized() {
        String reason = "The signature is missing, wrong or too old.";
        return switch (version) {
            case SOAP_1_1 -> fault11("soap:Client.Authentication", reason, null);
            case SOAP_1_2 -> fault12(true, "FailedAuthentication", reason, null);
        };
    }

    @Override
    public SandboxAnswer failed() {
        return fault(false, "Something broke.", null);
    }

    private SandboxAnswer fault(boolean ofSender, String reason, XmlText.@Nullable Content detail) {
        return switch (version) {
            case SOAP_1_1 -> fault11(ofSender ? "soap:Client" : "soap:Server", reason, detail);
            case SOAP_1_2 -> fault12(ofSender, null, reason, detail);
        };
    }

    private SandboxAnswer fault11(String code, String reason, XmlText.@Nullable Content detail) {
        return answer(500, xml -> {
            xml.begin("soap", version.namespace(), "Fault");
            xml.element("", "", "faultcode", code);
            xml.element("", "", "faultstring", reason);
            if (detail != null) {
                xml.begin("", "", "detail");
                detail.write(xml);
                xml.end();
            }
            xml.end();
        });
    }

    private SandboxAnswer fault12(
            boolean ofSender, @Nullable String subcode, String reason, XmlText.@Nullable Content detail) {
        String soap = version.namespace();
        return answer(ofSender ? 400 : 500, xml -> {
            xml.begin("soap", soap, "Fault");
            xml.begin("soap", soap, "Code");
            xml.element("soap", soap, "Value", ofSender ? "soap:Sender" : "soap:Receiver");
            if (subcode != null) {
                xml.begin("soap", soap, "Subcode");
                xml.begin("soap", soap, "Value");
                xml.declare("po", NAMESPACE).text("po:" + subcode);
                xml.end().end();
            }
            xml.end();
            xml.begin("soap", soap, "Reason").begin("soap", soap, "Text");
            xml.attribute("xml", XMLConstants.XML_NS_URI, "lang", "en").text(reason);
            xml.end().end();
            if (detail != null) {
                xml.begin("soap", soap, "Detail");
                detail.write(xml);
                xml.end();
            }
            xml.end();
        });
    }

    private SandboxAnswer answer(int status, XmlText.Content content) {
        String body = new String(XmlText.envelope(version, content), StandardCharsets.UTF_8);
        return new SandboxAnswer(status, version.contentType(null), Map.of(), body);
    }

    private static QName name(String local) {
        return new QName(NAMESPACE, local);
    }

    private static void element(XmlText xml, String name, @Nullable String value) {
        xml.element("po", NAMESPACE, name, value);
    }
}
