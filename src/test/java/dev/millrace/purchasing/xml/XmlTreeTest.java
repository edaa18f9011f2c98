package dev.millrace.purchasing.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class XmlTreeTest {
    /** What can be done to a parser, by name. */
    static Stream<Hostile> hostile() {
        return HostileXml.all();
    }

    /** A document and why it is dangerous. */
    record Hostile(String name, String text, Charset encoding, String contentType) {
        byte[] bytes() {
            return text.getBytes(encoding);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesWhatIsHostile(Hostile hostile) {
        assertThatThrownBy(() -> XmlTree.read(hostile.bytes(), hostile.contentType()))
                .isInstanceOf(UnreadableXml.class)
                .hasMessageNotContainingAny("SECRET", "file:");
    }

    @Test
    void readsElementsTextsAndNamespaces() throws UnreadableXml {
        XmlElement root =
                read("<a:x xmlns:a='urn:a'><!-- c --><a:y> 1 <![CDATA[<2>]]>&amp;&#x41;</a:y><y/><?p i?></a:x>");

        assertThat(root.name()).isEqualTo(new QName("urn:a", "x"));
        assertThat(root.textOf(new QName("urn:a", "y"))).isEqualTo("1 <2>&A");
        assertThat(root.textOf(new QName("y"))).isEmpty();
        assertThat(root.textOf(new QName("urn:b", "y"))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, text/xml; charset=utf-8,",
        "UTF-8, text/xml; charset=\"UTF-8\",",
        "UTF-8, application/soap+xml; action=\"x\"; charset=utf-8,",
        "UTF-8, text/xml,",
        "UTF-8, text/xml, utf-8",
        "UTF-16, text/xml; charset=utf-16,",
        "UTF-16, text/xml, UTF-16",
        "UTF-16LE, text/xml; charset=UTF-16LE,",
        "UTF-16BE, text/xml,",
        "UTF-16LE, text/xml,",
        "ISO-8859-1, text/xml; charset=iso-8859-1,",
        "ISO-8859-1, text/xml, ISO-8859-1",
        "windows-1252, text/xml, windows-1252",
        // The media type counts more than the declaration (RFC 7303).
        "UTF-8, text/xml; charset=utf-8, ISO-8859-1"
    })
    void knowsTheEncoding(String encoding, String contentType, @Nullable String declared) throws UnreadableXml {
        String declaration = declared == null ? "" : "<?xml version='1.0' encoding='" + declared + "'?>";

        byte[] bytes = (declaration + "<a>Größe</a>").getBytes(Charset.forName(encoding));

        assertThat(XmlTree.read(bytes, contentType).text()).isEqualTo("Größe");
    }

    @Test
    void aByteOrderMarkCountsMost() throws UnreadableXml {
        byte[] bytes = "\uFEFF<a>Größe</a>".getBytes(StandardCharsets.UTF_8);

        assertThat(XmlTree.read(bytes, "text/xml; charset=iso-8859-1").text()).isEqualTo("Größe");
    }

    @Test
    void takesAsMuchAsAPurchaseOrderNeeds() throws UnreadableXml {
        String lines = "<Line><Sku>" + "x".repeat(64) + "</Sku><Quantity>1</Quantity></Line>";

        assertThat(read("<a>" + lines.repeat(1_000) + "</a>").children()).hasSize(1_000);
    }

    private static XmlElement read(String text) throws UnreadableXml {
        return XmlTree.read(text.getBytes(StandardCharsets.UTF_8), "text/xml; charset=utf-8");
    }
}
