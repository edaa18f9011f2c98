package dev.millrace.http.purchaseorders;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes CSV as RFC 4180 has it, UTF-8, for people who open it with a spreadsheet. A field that a spreadsheet would take for
 * a formula gets an apostrophe in front, since a product's name may come from anybody (OWASP, CSV injection).
 */
final class CsvWriter {
    private static final String NEEDS_QUOTES = "\",;\r\n\t ";
    /** Full-width forms are taken for the same signs by some. */
    private static final String BEGINS_FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private final StringBuilder text = new StringBuilder();

    /** One row. */
    CsvWriter row(List<String> fields) {
        for (int position = 0; position < fields.size(); position++) {
            if (position > 0) {
                text.append(',');
            }
            field(fields.get(position));
        }
        text.append("\r\n");
        return this;
    }

    byte[] toBytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void field(String value) {
        String safe = isFormula(value) ? "'" + value : value;
        boolean quoted =
                safe.chars().anyMatch(character -> NEEDS_QUOTES.indexOf(character) >= 0) || !safe.equals(value);
        text.append(quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe);
    }

    /** Spaces in front do not save it: some read over them. */
    private static boolean isFormula(String value) {
        int first = 0;
        while (first < value.length() && value.charAt(first) == ' ') {
            first++;
        }
        return first < value.length() && BEGINS_FORMULA.indexOf(value.charAt(first)) >= 0;
    }
}
