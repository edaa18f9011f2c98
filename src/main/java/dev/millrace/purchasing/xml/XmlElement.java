package dev.millrace.purchasing.xml;

import java.util.List;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * An element with what is in it. Attributes are read over: no message that we take has any that count.
 *
 * @param text directly in it, with the white space around it
 */
public record XmlElement(QName name, String text, List<XmlElement> children) {
    public XmlElement {
        children = List.copyOf(children);
    }

    /** The first element of that name directly in it, or null. */
    public @Nullable XmlElement child(QName wanted) {
        for (XmlElement child : children) {
            if (child.name.equals(wanted)) {
                return child;
            }
        }
        return null;
    }

    /** All elements of that name directly in it. */
    public Stream<XmlElement> children(QName wanted) {
        return children.stream().filter(child -> child.name.equals(wanted));
    }

    /** The text of the first element of that name directly in it, without white space around; null if there is none. */
    public @Nullable String textOf(QName wanted) {
        XmlElement child = child(wanted);
        return child == null ? null : child.text.strip();
    }
}
