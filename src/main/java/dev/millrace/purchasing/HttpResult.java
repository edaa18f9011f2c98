package dev.millrace.purchasing;

import org.jspecify.annotations.Nullable;

/** What came of one HTTP exchange. The difference that counts is whether the request can have been read over there. */
sealed interface HttpResult {
    /**
     * There was an answer.
     *
     * @param contentType as the header has it, or null
     * @param retryAfter as the header has it, or null
     * @param body what could be read of it
     * @param whole whether that is all of it; it is not if it was too long or cut off
     */
    record Answered(
            int status,
            @Nullable String contentType,
            @Nullable String retryAfter,
            Body body,
            boolean whole) implements HttpResult {}

    /** No connection came to be, so not a byte of the request can have arrived. */
    record NotConnected(String reason) implements HttpResult {}

    /** We do not connect to such an address. */
    record Forbidden(String reason) implements HttpResult {}

    /** The request was begun to be written, and then there was no answer. */
    record Lost(String reason) implements HttpResult {}

    /** Bytes that nobody changes. */
    final class Body {
        static final Body EMPTY = new Body(new byte[0]);
        private final byte[] bytes;

        Body(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        boolean isEmpty() {
            return bytes.length == 0;
        }
    }
}
