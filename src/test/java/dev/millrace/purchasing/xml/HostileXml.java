package dev.millrace.purchasing.xml;

import dev.millrace.purchasing.xml.XmlTreeTest.Hostile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** What can be done to whoever reads XML. */
public final class HostileXml {
    private static final String LAUGHS = """
            <?xml version="1.0"?>
            <!DOCTYPE a [
              <!ENTITY l0 "ha"><!ENTITY l1 "&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;">
              <!ENTITY l2 "&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;"><!ENTITY l3 "&l2;&l2;&l2;&l2;&l2;&l2;&l2;&l2;">
            ]><a>&l3;</a>""";

    private HostileXml() {}

    static Stream<Hostile> all() {
        return Stream.of(
                utf8("a billion laughs", LAUGHS),
                utf8(
                        "quadratic blow-up",
                        "<!DOCTYPE a [<!ENTITY x \"" + "x".repeat(50_000) + "\">]><a>" + "&x;".repeat(10_000) + "</a>"),
                utf8("an external entity", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"),
                utf8("an external DTD", "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><a/>"),
                utf8("a parameter entity", "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://127.0.0.1:1/x\"> %x;]><a/>"),
                utf8("a DTD that does nothing", "<!DOCTYPE a><a/>"),
                utf8("a DTD with a default attribute", "<!DOCTYPE a [<!ATTLIST a b CDATA \"SECRET\">]><a/>"),
                utf8("an entity that nobody declared", "<a>&x;</a>"),
                utf8("deep nesting", "<a>".repeat(5_000) + "</a>".repeat(5_000)),
                utf8("nesting a bit too deep", "<a>".repeat(33) + "</a>".repeat(33)),
                utf8("many elements", "<a>" + "<b/>".repeat(20_001) + "</a>"),
                utf8("many attributes", "<a " + attributes(5_000) + "/>"),
                utf8("many namespaces", "<a " + namespaces(5_000) + "/>"),
                utf8("a huge attribute", "<a b='" + "x".repeat(100_000) + "'/>"),
                utf8("a huge name", "<" + "x".repeat(10_000) + "/>"),
                utf8("a huge text", "<a>" + "x".repeat(100_000) + "</a>"),
                utf8("a text in pieces", "<a>" + "xxxxxxxxx<!---->".repeat(1_000) + "</a>"),
                utf8("a huge comment and no end", "<a><!--" + "x".repeat(100_000)),
                utf8("two roots", "<a/><b/>"),
                utf8("no root", "<!-- nothing -->"),
                utf8("nothing", ""),
                utf8("no XML", "{\"number\":\"SECRET\"}"),
                utf8("HTML", "<html><body><p>Welcome<br></body></html>"),
                utf8("an attribute twice", "<a b='1' b='2'/>"),
                utf8("a prefix that nobody declared", "<x:a/>"),
                utf8("a control character", "<a>\u0001</a>"),
                utf8("a control character as reference", "<a>&#0;</a>"),
                utf8("XML 1.1 for control characters", "<?xml version='1.1'?><a>&#1;</a>"),
                encoded("bytes that are no UTF-8", "<a>Größe</a>", "ISO-8859-1", "text/xml; charset=utf-8"),
                encoded("UTF-16 that is called UTF-8", "<a/>", "UTF-16LE", "text/xml; charset=utf-8"),
                encoded("half a UTF-16 character", "<a/>x", "UTF-8", "text/xml; charset=utf-16be"),
                encoded(
                        "an encoding that hides markup",
                        "<?xml version='1.0' encoding='UTF-7'?><a/>",
                        "UTF-8",
                        "text/xml"),
                encoded("an encoding from the mainframe", "<a/>", "IBM1047", "text/xml; charset=ibm1047"),
                encoded("an encoding that does not exist", "<a/>", "UTF-8", "text/xml; charset=x-none"),
                encoded("UTF-32", "<a/>", "UTF-32", "text/xml"));
    }

    /** The texts of those that are about XML itself, to be sent inside or instead of an envelope. */
    public static Stream<String> texts() {
        return all().filter(hostile -> hostile.encoding().equals(StandardCharsets.UTF_8)
                        && hostile.contentType().equals("text/xml; charset=utf-8"))
                .map(Hostile::text);
    }

    private static Hostile utf8(String name, String text) {
        return new Hostile(name, text, StandardCharsets.UTF_8, "text/xml; charset=utf-8");
    }

    private static Hostile encoded(String name, String text, String encoding, String contentType) {
        return new Hostile(name, text, Charset.forName(encoding), contentType);
    }

    private static String attributes(int count) {
        StringBuilder attributes = new StringBuilder();
        for (int attribute = 0; attribute < count; attribute++) {
            attributes.append("a").append(attribute).append("='' ");
        }
        return attributes.toString();
    }

    private static String namespaces(int count) {
        StringBuilder namespaces = new StringBuilder();
        for (int namespace = 0; namespace < count; namespace++) {
            namespaces
                    .append("xmlns:n")
                    .append(namespace)
                    .append("='urn:")
                    .append(namespace)
                    .append("' ");
        }
        return namespaces.toString();
    }
}
