package dev.millrace.purchasing.xml;

/**
 * How much XML is taken from others. With the size of the body bounded, none of these saves memory; they end early what can
 * only be an attack, and keep recursion and comparisons short.
 */
final class XmlLimits {
    static final int DEPTH_MAX = 32;
    static final int ELEMENTS_MAX = 20_000;
    static final int ATTRIBUTES_MAX = 32;
    static final int ATTRIBUTE_CHARACTERS_MAX = 2_000;
    static final int TEXT_CHARACTERS_MAX = 8_000;
    static final int NAME_CHARACTERS_MAX = 200;

    private XmlLimits() {}
}
