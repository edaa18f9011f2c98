package dev.millrace.domain.model;

import java.nio.ByteBuffer;

/** The SHA-256 of a command's content, as four words so that it has value equality. */
public record RequestHash(long a, long b, long c, long d) {
    public static final int BYTES = 32;

    /** @throws IllegalArgumentException if {@code bytes} is not 32 long */
    public static RequestHash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("hash of " + bytes.length + " bytes (expected: " + BYTES + ")");
        }
        ByteBuffer words = ByteBuffer.wrap(bytes);
        return new RequestHash(words.getLong(), words.getLong(), words.getLong(), words.getLong());
    }

    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(a)
                .putLong(b)
                .putLong(c)
                .putLong(d)
                .array();
    }
}
