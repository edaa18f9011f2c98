package dev.millrace.purchasing.xml;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** SOAP 1.1 (W3C Note, 2000) and 1.2 (W3C Recommendation, 2007), as far as they differ for us. */
public enum SoapVersion {
    SOAP_1_1("http://schemas.xmlsoap.org/soap/envelope/", "text/xml"),
    SOAP_1_2("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml");

    private final String namespace;
    private final String mediaType;

    SoapVersion(String namespace, String mediaType) {
        this.namespace = namespace;
        this.mediaType = mediaType;
    }

    /** Of the envelope. */
    public String namespace() {
        return namespace;
    }

    /** The version of an envelope by its namespace, or null. */
    public static @Nullable SoapVersion ofNamespace(String namespace) {
        for (SoapVersion version : values()) {
            if (version.namespace.equals(namespace)) {
                return version;
            }
        }
        return null;
    }

    /** The version that a media type belongs to, or null. */
    public static @Nullable SoapVersion ofContentType(@Nullable String contentType) {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        for (SoapVersion version : values()) {
            if (version.mediaType.equals(type)) {
                return version;
            }
        }
        return null;
    }

    /**
     * The Content-Type of a request or an answer.
     *
     * @param action of the operation; SOAP 1.2 has it here, SOAP 1.1 in a header of its own; or null
     */
    public String contentType(@Nullable String action) {
        String type = mediaType + "; charset=utf-8";
        return this == SOAP_1_2 && action != null ? type + "; action=\"" + action + "\"" : type;
    }
}
