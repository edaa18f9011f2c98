package dev.millrace.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes the parts of a request's target, once and strictly (RFC 3986): a wrong escape, bytes that are not UTF-8, and
 * U+0000, which PostgreSQL cannot store, are refused rather than replaced.
 */
final class PercentEncoding {
    private static final int HEXADECIMAL = 16;
    private static final int ESCAPE_LENGTH = 3;

    private PercentEncoding() {}

    /** A segment of a path; a {@code +} in it is a plus. */
    static String decodeSegment(String raw) {
        return decode(raw, false);
    }

    /** A name or value of a query, as forms encode it; a {@code +} in it is a space. */
    static String decodeQueryPart(String raw) {
        return decode(raw, true);
    }

    private static String decode(String raw, boolean plusIsSpace) {
        if (isPlain(raw, plusIsSpace)) {
            return raw;
        }
        byte[] bytes = new byte[raw.length()];
        int count = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes[count++] = unescaped(raw, i);
                i += ESCAPE_LENGTH - 1;
            } else {
                // Netty gives every byte that it received as one char.
                bytes[count++] = (byte) ((c == '+' && plusIsSpace) ? ' ' : c);
            }
        }
        return utf8(bytes, count);
    }

    private static boolean isPlain(String raw, boolean plusIsSpace) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%' || c == 0 || c > '~' || (c == '+' && plusIsSpace)) {
                return false;
            }
        }
        return true;
    }

    private static byte unescaped(String raw, int at) {
        int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), HEXADECIMAL) : -1;
        int low = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 2), HEXADECIMAL) : -1;
        if (high < 0 || low < 0) {
            throw malformed("A percent sign must be followed by two hexadecimal digits.");
        }
        int value = high * HEXADECIMAL + low;
        if (value == 0) {
            throw malformed("U+0000 cannot be part of a name.");
        }
        return (byte) value;
    }

    private static String utf8(byte[] bytes, int count) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, count))
                    .toString();
        } catch (CharacterCodingException _) {
            throw malformed("The path and the query must be percent-encoded UTF-8.");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(Problem.of(ProblemCode.INVALID_CHARACTER, detail));
    }
}
