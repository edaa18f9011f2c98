package dev.millrace.purchasing.xml;

import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** What an envelope holds. */
public sealed interface SoapMessage {
    /** In which version of SOAP it is. */
    SoapVersion version();

    /** The one element in the body. */
    record Content(SoapVersion version, XmlElement element) implements SoapMessage {}

    /**
     * A fault.
     *
     * @param cause whose fault it is
     * @param reason in words, may be empty
     * @param detail the first element of its detail, or null
     */
    record Fault(
            SoapVersion version,
            Cause cause,
            String reason,
            @Nullable XmlElement detail) implements SoapMessage {}

    /** Whose fault it is. */
    enum Cause {
        /** The message is wrong, and will be wrong again: {@code Client}, {@code Sender}. */
        SENDER,
        /** The sender was not let in: a subcode of authentication. */
        NOT_LET_IN,
        /** The receiver failed: {@code Server}, {@code Receiver}, and whatever else there is. */
        RECEIVER,
        /** The two do not speak the same: {@code VersionMismatch}, {@code MustUnderstand}, {@code DataEncodingUnknown}. */
        LANGUAGE
    }

    /** Reads an envelope. */
    static SoapMessage read(byte[] bytes, @Nullable String contentType) throws UnreadableXml {
        XmlElement envelope = XmlTree.read(bytes, contentType);
        SoapVersion version = SoapVersion.ofNamespace(envelope.name().getNamespaceURI());
        if (version == null || !envelope.name().getLocalPart().equals("Envelope")) {
            throw new UnreadableXml("it is no SOAP envelope");
        }
        XmlElement body = envelope.child(new QName(version.namespace(), "Body"));
        if (body == null || body.children().size() != 1) {
            throw new UnreadableXml("its SOAP body does not hold exactly one element");
        }
        XmlElement content = body.children().getFirst();
        if (!content.name().equals(new QName(version.namespace(), "Fault"))) {
            return new Content(version, content);
        }
        return switch (version) {
            case SOAP_1_1 -> SoapFaults.read11(content);
            case SOAP_1_2 -> SoapFaults.read12(content);
        };
    }
}
