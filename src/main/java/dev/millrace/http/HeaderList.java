package dev.millrace.http;

import java.util.ArrayList;
import java.util.List;

/** The elements of a header that is a list, over all its lines (RFC 9110 §5.6.1). */
final class HeaderList {
    private HeaderList() {}

    /** Without blanks around them; empty elements do not count. A comma in quotes does not part. */
    static List<String> of(List<String> lines) {
        List<String> elements = new ArrayList<>();
        for (String line : lines) {
            int from = 0;
            boolean quoted = false;
            for (int i = 0; i <= line.length(); i++) {
                if (i == line.length() || (line.charAt(i) == ',' && !quoted)) {
                    String element = line.substring(from, i).strip();
                    if (!element.isEmpty()) {
                        elements.add(element);
                    }
                    from = i + 1;
                } else if (line.charAt(i) == '"') {
                    quoted = !quoted;
                }
            }
        }
        return elements;
    }
}
