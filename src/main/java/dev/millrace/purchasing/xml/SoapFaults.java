package dev.millrace.purchasing.xml;

import dev.millrace.purchasing.xml.SoapMessage.Cause;
import dev.millrace.purchasing.xml.SoapMessage.Fault;
import java.util.Locale;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** Reads faults of both versions. Codes without a prefix, or with a wrong one, are common enough to be taken. */
final class SoapFaults {
    private static final String ENVELOPE_12 = SoapVersion.SOAP_1_2.namespace();

    private SoapFaults() {}

    /** {@code faultcode}, {@code faultstring} and {@code detail} stand in no namespace. */
    static Fault read11(XmlElement fault) {
        String code = localPart(fault.textOf(new QName("faultcode")));
        String reason = fault.textOf(new QName("faultstring"));
        return new Fault(
                SoapVersion.SOAP_1_1,
                cause(code),
                reason == null ? "" : reason,
                first(fault.child(new QName("detail"))));
    }

    static Fault read12(XmlElement fault) {
        XmlElement code = fault.child(new QName(ENVELOPE_12, "Code"));
        Cause cause = Cause.RECEIVER;
        if (code != null) {
            cause = cause(localPart(code.textOf(new QName(ENVELOPE_12, "Value"))));
            XmlElement subcode = code.child(new QName(ENVELOPE_12, "Subcode"));
            String finer = subcode == null ? "" : localPart(subcode.textOf(new QName(ENVELOPE_12, "Value")));
            cause = cause == Cause.SENDER && isAboutAccess(finer) ? Cause.NOT_LET_IN : cause;
        }
        XmlElement reasons = fault.child(new QName(ENVELOPE_12, "Reason"));
        String reason = reasons == null ? null : reasons.textOf(new QName(ENVELOPE_12, "Text"));
        return new Fault(
                SoapVersion.SOAP_1_2,
                cause,
                reason == null ? "" : reason,
                first(fault.child(new QName(ENVELOPE_12, "Detail"))));
    }

    /** SOAP 1.1 refines codes by dots: {@code Client.Authentication} is an example of its specification. */
    private static Cause cause(String code) {
        String[] parts = code.split("\\.", 2);
        String finer = parts.length > 1 ? parts[1] : "";
        return switch (parts[0]) {
            case "Client", "Sender" -> isAboutAccess(finer) ? Cause.NOT_LET_IN : Cause.SENDER;
            case "VersionMismatch", "MustUnderstand", "DataEncodingUnknown" -> Cause.LANGUAGE;
            // WS-Security's codes, which stand alone in SOAP 1.1.
            case "FailedAuthentication", "InvalidSecurity", "InvalidSecurityToken", "SecurityTokenUnavailable" ->
                Cause.NOT_LET_IN;
            default -> Cause.RECEIVER;
        };
    }

    private static boolean isAboutAccess(String code) {
        String lower = code.toLowerCase(Locale.ROOT);
        return lower.contains("auth") || lower.contains("security");
    }

    private static String localPart(@Nullable String code) {
        return code == null ? "" : code.substring(code.indexOf(':') + 1);
    }

    private static @Nullable XmlElement first(@Nullable XmlElement detail) {
        return detail == null || detail.children().isEmpty()
                ? null
                : detail.children().getFirst();
    }
}
