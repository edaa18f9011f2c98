package dev.millrace.importer;

import java.util.ArrayList;
import java.util.List;

/** A line of comma-separated values, quoted where they hold a comma or a quote (RFC 4180, but for line breaks). */
final class CsvLine {
    private CsvLine() {}

    static List<String> split(String line) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int position = 0; position < line.length(); position++) {
            char character = line.charAt(position);
            if (character == '"') {
                boolean doubled = quoted && position + 1 < line.length() && line.charAt(position + 1) == '"';
                if (doubled) {
                    value.append('"');
                    position++;
                } else {
                    quoted = !quoted;
                }
            } else if (character == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(character);
            }
        }
        values.add(value.toString());
        return values;
    }
}
