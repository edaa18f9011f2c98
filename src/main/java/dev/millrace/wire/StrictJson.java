package dev.millrace.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that clients send, more strictly than RFC 8259 asks: UTF-8 without a byte order mark, one value and
 * nothing after it, known fields, each once, and nesting within a limit. What is wrong is collected with a JSON pointer
 * to each place; only where the syntax itself is broken, reading ends. Safe for any thread.
 */
public final class StrictJson {
    private final JsonFactory factory;
    private final int depthMax;

    /** @param depthMax nested objects and arrays */
    public StrictJson(int depthMax) {
        this.depthMax = depthMax;
        // Lengths are bounded by the body's. A number or name of any length is cheap to read over.
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(depthMax)
                .maxNumberLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .build();
        // A name table that is full of somebody's inventions must not fail anybody's request.
        this.factory = new JsonFactoryBuilder()
                .streamReadConstraints(constraints)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .build();
    }

    /** Reads all bytes; see {@link #read(byte[], int, int, Faults, JsonDocument)}. */
    public <T> @Nullable T read(byte[] bytes, Faults faults, JsonDocument<T> document) {
        return read(bytes, 0, bytes.length, faults, document);
    }

    /**
     * Reads one value from {@code from} to before {@code to}.
     *
     * @param faults takes what is wrong
     * @return what the document says; null, or not to be used, if there are faults
     */
    public <T> @Nullable T read(byte[] bytes, int from, int to, Faults faults, JsonDocument<T> document) {
        if (!isUtf8(bytes, from, to, faults)) {
            return null;
        }
        try (JsonParser parser = factory.createParser(bytes, from, to - from)) {
            return readValue(parser, faults, document);
        } catch (ReadingEnd.FaultsAreFull _) {
            return null; // Whoever asks knows more than enough.
        } catch (StreamConstraintsException _) {
            faults.format("", "too_deep", "Objects and arrays may be nested " + depthMax + " deep.");
        } catch (JsonProcessingException e) {
            noteUnreadable(e, faults);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // From bytes in memory it cannot come.
        }
        return null;
    }

    private static <T> @Nullable T readValue(JsonParser parser, Faults faults, JsonDocument<T> document)
            throws IOException {
        if (parser.nextToken() == null) {
            faults.format("", "body_required", "There is nothing where JSON is expected.");
            return null;
        }
        T content;
        try {
            content = document.read(new JsonCursor(parser, faults));
        } catch (ReadingEnd.Unreadable e) {
            throw e.reason();
        }
        if (parser.nextToken() != null) {
            faults.format("", "malformed_json", "Something follows after the end of the value.");
        }
        return content;
    }

    private static boolean isUtf8(byte[] bytes, int from, int to, Faults faults) {
        if (Utf8.startsWithByteOrderMark(bytes, from, to)) {
            faults.format("", "malformed_json", "A byte order mark is not part of JSON.");
            return false;
        }
        int invalid = Utf8.firstInvalid(bytes, from, to);
        if (invalid >= 0) {
            faults.format("", "malformed_json", "Byte " + (invalid - from) + " is not part of UTF-8 text.");
            return false;
        }
        return true;
    }

    private static void noteUnreadable(JsonProcessingException e, Faults faults) {
        // Half a surrogate pair in a field's name ends the parser, and only its message tells.
        if (e.getOriginalMessage().contains("surrogate")) {
            faults.format("", "invalid_character", "A lone surrogate cannot be stored" + place(e) + ".");
        } else {
            faults.format("", "malformed_json", "This is not JSON" + place(e) + ".");
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }
}
