package dev.millrace.purchasing.xml;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes an envelope as UTF-8. It knows escapes, and nothing of what is written. What XML cannot hold becomes U+FFFD, so
 * that the message stays one; where that matters, ask {@link #canHold} before.
 */
public final class XmlText {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    private XmlText() throws XMLStreamException {
        writer = FACTORY.createXMLStreamWriter(text);
    }

    /** What stands in the body. */
    @FunctionalInterface
    public interface Content {
        /** Writes it. */
        void write(XmlText xml);
    }

    /** An envelope with that content in its body. */
    public static byte[] envelope(SoapVersion version, Content content) {
        try {
            XmlText xml = new XmlText();
            xml.writer.writeStartDocument("UTF-8", "1.0");
            xml.writer.setPrefix("soap", version.namespace());
            xml.writer.writeStartElement("soap", "Envelope", version.namespace());
            xml.writer.writeNamespace("soap", version.namespace());
            xml.writer.writeStartElement("soap", "Body", version.namespace());
            content.write(xml);
            xml.writer.writeEndElement();
            xml.writer.writeEndElement();
            xml.writer.writeEndDocument();
            xml.writer.flush();
            return xml.text.toString().getBytes(StandardCharsets.UTF_8);
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /** Begins an element that declares its namespace under a prefix. */
    public XmlText open(String prefix, String namespace, String name) {
        try {
            writer.writeStartElement(prefix, name, namespace);
            writer.writeNamespace(prefix, namespace);
            return this;
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /** Declares a prefix in the element that was begun last, for a text that uses it. */
    public XmlText declare(String prefix, String namespace) {
        try {
            writer.writeNamespace(prefix, namespace);
            return this;
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /** Begins an element whose prefix is declared already, or one without. */
    public XmlText begin(String prefix, String namespace, String name) {
        try {
            if (prefix.isEmpty()) {
                writer.writeStartElement(name);
            } else {
                writer.writeStartElement(prefix, name, namespace);
            }
            return this;
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /** Ends the element that was begun last. */
    public XmlText end() {
        try {
            writer.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /** An attribute of the element that was begun last. */
    public XmlText attribute(String prefix, String namespace, String name, String value) {
        try {
            writer.writeAttribute(prefix, namespace, name, storable(value));
            return this;
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /** Characters in the element that was begun last. */
    public XmlText text(String value) {
        try {
            writer.writeCharacters(storable(value));
            return this;
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /** An element with text alone; nothing for null. */
    public XmlText element(String prefix, String namespace, String name, @Nullable String value) {
        return value == null ? this : begin(prefix, namespace, name).text(value).end();
    }

    /** Whether XML 1.0 can hold a text as it is; it cannot hold most control characters, and turns CR into LF. */
    public static boolean canHold(String value) {
        return value.codePoints().allMatch(XmlText::isCharacter);
    }

    private static String storable(String value) {
        StringBuilder storable = new StringBuilder(value.length());
        value.codePoints().map(point -> isCharacter(point) ? point : 0xFFFD).forEach(storable::appendCodePoint);
        return storable.toString();
    }

    private static boolean isCharacter(int point) {
        return point == '\t'
                || point == '\n'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }

    private static IllegalStateException unexpected(XMLStreamException e) {
        return new IllegalStateException("nothing can fail in memory", e);
    }
}
