package dev.millrace.http.products;

import java.util.ArrayList;
import java.util.List;

/** Cuts NDJSON into its lines. No JSON text holds a raw line feed, so every one of them ends a line. */
final class BulkLines {
    private static final byte LINE_FEED = '\n';

    private BulkLines() {}

    /** The bytes from {@code from} to before {@code to}, without the line feed. */
    record Line(int from, int to) {}

    /** The first {@code max} lines at most; what follows the last line feed is a line unless it is blank. */
    static List<Line> split(byte[] bytes, int max) {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        for (int position = 0; position < bytes.length && lines.size() < max; position++) {
            if (bytes[position] == LINE_FEED) {
                lines.add(new Line(from, position));
                from = position + 1;
            }
        }
        if (lines.size() < max && !isBlank(bytes, from)) {
            lines.add(new Line(from, bytes.length));
        }
        return lines;
    }

    private static boolean isBlank(byte[] bytes, int from) {
        for (int position = from; position < bytes.length; position++) {
            if (bytes[position] > ' ' || bytes[position] < 0) {
                return false;
            }
        }
        return true;
    }
}
