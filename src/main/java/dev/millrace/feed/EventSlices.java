package dev.millrace.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Cuts events out of a journal row without writing them anew: what a client reads are the bytes that were recorded. */
final class EventSlices {
    private static final JsonFactory JSON = new JsonFactory();

    private EventSlices() {}

    /**
     * A run of events of a row.
     *
     * @param bytes the row's, shared
     * @param from the first byte
     * @param to the byte after the last
     */
    @SuppressWarnings("ArrayRecordComponent") // A view, not a copy; that is its point.
    record Slice(byte[] bytes, int from, int to) {}

    /** All events of a row: what stands between its brackets. */
    static Slice all(byte[] array) {
        int from = 0;
        int to = array.length;
        while (from < to && isSpace(array[from])) {
            from++;
        }
        while (to > from && isSpace(array[to - 1])) {
            to--;
        }
        if (to - from < 2 || array[from] != '[' || array[to - 1] != ']') {
            throw new IllegalStateException("a journal row is no JSON array");
        }
        return new Slice(array, from + 1, to - 1);
    }

    /**
     * Some events of a row.
     *
     * @param skip events before the first one
     * @param take events, at least 1
     * @throws IllegalStateException if the row holds fewer
     */
    static Slice some(byte[] array, int skip, int take) {
        try (JsonParser parser = JSON.createParser(array)) {
            expect(parser.nextToken(), JsonToken.START_ARRAY);
            for (int i = 0; i < skip; i++) {
                skipEvent(parser);
            }
            int from = skipEvent(parser);
            for (int i = 1; i < take; i++) {
                skipEvent(parser);
            }
            return new Slice(array, from, (int) parser.currentLocation().getByteOffset());
        } catch (IOException malformed) {
            throw new IllegalStateException("a journal row is no JSON", malformed);
        }
    }

    /** Moves behind the next event and tells where it began. */
    private static int skipEvent(JsonParser parser) throws IOException {
        expect(parser.nextToken(), JsonToken.START_OBJECT);
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        return start;
    }

    private static void expect(JsonToken found, JsonToken expected) {
        if (found != expected) {
            throw new IllegalStateException("a journal row holds " + found + " where " + expected + " is expected");
        }
    }

    private static boolean isSpace(byte character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }
}
