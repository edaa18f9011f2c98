package dev.millrace.purchasing.xml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole document into elements, within {@link XmlLimits}. There are no DTDs, so there are no entities but the five
 * that XML itself has, and nothing outside is ever looked up.
 */
public final class XmlTree {
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private int elements;

    private XmlTree(XMLStreamReader reader) {
        this.reader = reader;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setProperty("jdk.xml.elementAttributeLimit", Integer.toString(XmlLimits.ATTRIBUTES_MAX));
        factory.setProperty("jdk.xml.maxXMLNameLimit", Integer.toString(XmlLimits.NAME_CHARACTERS_MAX));
        factory.setProperty("jdk.xml.maxElementDepth", Integer.toString(XmlLimits.DEPTH_MAX));
        return factory;
    }

    /**
     * The root element.
     *
     * @param contentType the media type that came with the bytes, or null
     */
    public static XmlElement read(byte[] bytes, @Nullable String contentType) throws UnreadableXml {
        String text = XmlCharset.decode(bytes, contentType);
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text));
            try {
                return new XmlTree(reader).document();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException _) {
            // Its message may quote the document.
            throw new UnreadableXml("it is no well-formed XML, or exceeds a limit");
        }
    }

    private XmlElement document() throws XMLStreamException, UnreadableXml {
        // XML 1.1 has characters that 1.0 cannot hold, and SOAP knows only 1.0.
        if (reader.getVersion() != null && !reader.getVersion().equals("1.0")) {
            throw new UnreadableXml("it is not XML 1.0");
        }
        XmlElement root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> root = element(1);
                case XMLStreamConstants.DTD -> throw new UnreadableXml("it has a DTD");
                default -> {
                    // Comments, processing instructions and white space around the root mean nothing to us.
                }
            }
        }
        if (root == null) {
            throw new UnreadableXml("it has no element");
        }
        return root;
    }

    private XmlElement element(int depth) throws XMLStreamException, UnreadableXml {
        enter(depth);
        QName name = reader.getName();
        StringBuilder text = new StringBuilder();
        List<XmlElement> children = new ArrayList<>();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> take(text);
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new UnreadableXml("it refers to an entity");
                case XMLStreamConstants.END_ELEMENT -> {
                    return new XmlElement(name, text.toString(), children);
                }
                default -> {
                    // Comments and processing instructions.
                }
            }
        }
    }

    private void enter(int depth) throws UnreadableXml {
        if (depth > XmlLimits.DEPTH_MAX) {
            throw new UnreadableXml("its elements are nested too deep");
        }
        if (++elements > XmlLimits.ELEMENTS_MAX) {
            throw new UnreadableXml("it has too many elements");
        }
        if (reader.getAttributeCount() > XmlLimits.ATTRIBUTES_MAX
                || reader.getNamespaceCount() > XmlLimits.ATTRIBUTES_MAX) {
            throw new UnreadableXml("an element has too many attributes");
        }
        for (int attribute = 0; attribute < reader.getAttributeCount(); attribute++) {
            if (reader.getAttributeValue(attribute).length() > XmlLimits.ATTRIBUTE_CHARACTERS_MAX) {
                throw new UnreadableXml("an attribute is too long");
            }
        }
    }

    private void take(StringBuilder text) throws UnreadableXml {
        if (text.length() + reader.getTextLength() > XmlLimits.TEXT_CHARACTERS_MAX) {
            throw new UnreadableXml("a text is too long");
        }
        text.append(reader.getText());
    }
}
