package dev.millrace.attack.overload;

import java.nio.charset.StandardCharsets;

/**
 * As much of an answer as the generator needs to know, found with as little work as possible.
 *
 * @param length of the whole answer in bytes
 */
record AnswerHead(int status, int length, boolean notExecuted, boolean retryAfter) {
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "\r\ncontent-length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RETRY_AFTER = "\r\nretry-after: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOT_EXECUTED = "\"not_executed\":true".getBytes(StandardCharsets.US_ASCII);
    private static final AnswerHead INCOMPLETE = new AnswerHead(0, 0, false, false);

    boolean isComplete() {
        return status > 0;
    }

    /** Reads the answer that begins the bytes; {@link #isComplete} tells whether it is all there. */
    static AnswerHead of(byte[] bytes, int count) {
        int head = find(bytes, 0, count, END);
        if (head < 0) {
            return INCOMPLETE;
        }
        int bodyStart = head + END.length;
        int length = bodyStart + contentLength(bytes, bodyStart);
        if (length > count) {
            return INCOMPLETE;
        }
        int status = (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + (bytes[11] - '0');
        boolean unavailable = status == 503;
        return new AnswerHead(
                status,
                length,
                unavailable && find(bytes, bodyStart, length, NOT_EXECUTED) >= 0,
                unavailable && find(bytes, 0, bodyStart, RETRY_AFTER) >= 0);
    }

    private static int contentLength(byte[] bytes, int headEnd) {
        int at = find(bytes, 0, headEnd, LENGTH);
        if (at < 0) {
            return 0;
        }
        int length = 0;
        for (int i = at + LENGTH.length; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            length = length * 10 + bytes[i] - '0';
        }
        return length;
    }

    /** Header names are compared without case, bodies have their lower case anyway. */
    private static int find(byte[] bytes, int from, int to, byte[] sought) {
        for (int start = from; start <= to - sought.length; start++) {
            int i = 0;
            while (i < sought.length && lower(bytes[start + i]) == sought[i]) {
                i++;
            }
            if (i == sought.length) {
                return start;
            }
        }
        return -1;
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
    }
}
