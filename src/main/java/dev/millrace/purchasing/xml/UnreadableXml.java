package dev.millrace.purchasing.xml;

/** Bytes that are no XML, or more of it than we take. */
public final class UnreadableXml extends Exception {
    /** @param message what is wrong, in one line, without anything of the document's */
    UnreadableXml(String message) {
        super(message, null, false, false);
    }
}
