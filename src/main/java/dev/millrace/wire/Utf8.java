package dev.millrace.wire;

/**
 * Tells whether bytes are UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. The JSON
 * parser takes more than that, and guesses UTF-16 and UTF-32 from zero bytes, so it is asked first.
 */
final class Utf8 {
    private static final int ASCII_END = 0x80;
    private static final int TWO_BYTES_FIRST = 0xC2;
    private static final int THREE_BYTES_FIRST = 0xE0;
    private static final int FOUR_BYTES_FIRST = 0xF0;
    private static final int FOUR_BYTES_LAST = 0xF4;

    private Utf8() {}

    static boolean startsWithByteOrderMark(byte[] bytes, int from, int to) {
        return to - from >= 3
                && unsigned(bytes, from) == 0xEF
                && unsigned(bytes, from + 1) == 0xBB
                && unsigned(bytes, from + 2) == 0xBF;
    }

    /** The offset of the first byte that is part of no character, or is zero; -1 if there is none. */
    static int firstInvalid(byte[] bytes, int from, int to) {
        int position = from;
        while (position < to) {
            if (bytes[position] > 0) {
                position++;
                continue;
            }
            int length = length(bytes, position, to);
            if (length == 0) {
                return position;
            }
            position += length;
        }
        return -1;
    }

    /** How many bytes the character at that position has that begins outside ASCII; 0 if it is none. */
    private static int length(byte[] bytes, int position, int to) {
        int first = unsigned(bytes, position);
        if (first < TWO_BYTES_FIRST || first > FOUR_BYTES_LAST) {
            return 0;
        }
        int length = first < THREE_BYTES_FIRST ? 2 : first < FOUR_BYTES_FIRST ? 3 : 4;
        if (position + length > to) {
            return 0;
        }
        int second = unsigned(bytes, position + 1);
        if (second < secondMin(first) || second > secondMax(first)) {
            return 0;
        }
        for (int following = position + 2; following < position + length; following++) {
            if ((bytes[following] & 0xC0) != ASCII_END) {
                return 0;
            }
        }
        return length;
    }

    /** Above the shortest form: E0 needs A0, F0 needs 90. */
    private static int secondMin(int first) {
        return first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : ASCII_END;
    }

    /** Below the surrogates, which begin at ED A0, and the end of Unicode, which is F4 8F BF BF. */
    private static int secondMax(int first) {
        return first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    }

    private static int unsigned(byte[] bytes, int position) {
        return bytes[position] & 0xFF;
    }
}
