package dev.millrace.access;

import java.nio.ByteBuffer;

/** The HMAC of an API key as four words, so that it can be looked up. */
record KeyHash(long a, long b, long c, long d) {
    /** @param hmac 32 bytes */
    static KeyHash of(byte[] hmac) {
        ByteBuffer words = ByteBuffer.wrap(hmac);
        return new KeyHash(words.getLong(), words.getLong(), words.getLong(), words.getLong());
    }
}
