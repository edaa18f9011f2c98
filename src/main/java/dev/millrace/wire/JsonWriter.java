package dev.millrace.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as UTF-8 bytes, in the order it is told, without white space. It knows commas and escapes and nothing
 * else: that names are unique and structures close is up to the caller.
 *
 * <p>Not safe for use by several threads.
 */
public final class JsonWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final int LONG_CHARACTERS_MAX = 20;

    private byte[] bytes;
    private int length;
    private boolean comma;
    private @Nullable Instant lastInstant;
    private String lastInstantText = "";

    public JsonWriter(int expectedBytes) {
        bytes = new byte[Math.max(64, expectedBytes)];
    }

    public JsonWriter beginObject() {
        return open('{');
    }

    public JsonWriter endObject() {
        return close('}');
    }

    public JsonWriter beginArray() {
        return open('[');
    }

    public JsonWriter endArray() {
        return close(']');
    }

    /** @param name ASCII without anything to escape: our own field names are like that */
    @SuppressWarnings("deprecation") // The one way to copy ASCII without an encoder.
    public JsonWriter name(String name) {
        int size = name.length();
        ensure(size + 4);
        separate();
        bytes[length++] = '"';
        name.getBytes(0, size, bytes, length);
        length += size;
        bytes[length++] = '"';
        bytes[length++] = ':';
        comma = false;
        return this;
    }

    /** A string, or null. */
    public JsonWriter string(@Nullable String value) {
        if (value == null) {
            return raw(NULL);
        }
        ensure(value.length() * 6 + 3);
        separate();
        bytes[length++] = '"';
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                ascii(c);
            } else if (c < 0x800) {
                bytes[length++] = (byte) (0xC0 | (c >> 6));
                bytes[length++] = (byte) (0x80 | (c & 0x3F));
            } else if (Character.isHighSurrogate(c) && i + 1 < value.length()) {
                codePoint(Character.toCodePoint(c, value.charAt(++i)));
            } else {
                bytes[length++] = (byte) (0xE0 | (c >> 12));
                bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                bytes[length++] = (byte) (0x80 | (c & 0x3F));
            }
        }
        bytes[length++] = '"';
        comma = true;
        return this;
    }

    public JsonWriter number(long value) {
        ensure(LONG_CHARACTERS_MAX + 1);
        separate();
        if (value == Long.MIN_VALUE) {
            return appended(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
        }
        long rest = Math.abs(value);
        int digits = 1;
        for (long power = 10; digits < 19 && rest >= power; power *= 10) {
            digits++;
        }
        if (value < 0) {
            bytes[length++] = '-';
        }
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        comma = true;
        return this;
    }

    /** A number, or null. */
    public JsonWriter numberOrNull(@Nullable Long value) {
        return value == null ? raw(NULL) : number(value);
    }

    public JsonWriter bool(boolean value) {
        return raw(value ? TRUE : FALSE);
    }

    /** RFC 3339, UTC; commands of the same moment share the work. */
    public JsonWriter instant(Instant value) {
        if (!value.equals(lastInstant)) {
            lastInstant = value;
            lastInstantText = value.toString();
        }
        return string(lastInstantText);
    }

    /** A value that is JSON already. */
    public JsonWriter raw(byte[] json) {
        ensure(json.length + 1);
        separate();
        return appended(json);
    }

    public int length() {
        return length;
    }

    /** What was written so far, copied. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** What was written so far, as text. */
    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private JsonWriter appended(byte[] json) {
        ensure(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
        comma = true;
        return this;
    }

    private JsonWriter open(char bracket) {
        ensure(2);
        separate();
        bytes[length++] = (byte) bracket;
        comma = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        ensure(1);
        bytes[length++] = (byte) bracket;
        comma = true;
        return this;
    }

    private void separate() {
        if (comma) {
            bytes[length++] = ',';
        }
    }

    private void ascii(char c) {
        if (c == '"' || c == '\\') {
            bytes[length++] = '\\';
            bytes[length++] = (byte) c;
        } else if (c >= 0x20) {
            bytes[length++] = (byte) c;
        } else {
            bytes[length++] = '\\';
            bytes[length++] = 'u';
            bytes[length++] = '0';
            bytes[length++] = '0';
            bytes[length++] = HEX[c >> 4];
            bytes[length++] = HEX[c & 0xF];
        }
    }

    private void codePoint(int codePoint) {
        bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
        bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
        bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
