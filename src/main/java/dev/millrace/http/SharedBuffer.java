package dev.millrace.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;

/**
 * Bytes that every answer sends from the same memory, outside the heap, where sockets take them from: however many
 * clients are slow to read them, they are there once. Nobody changes or releases them. Safe for any thread.
 */
public final class SharedBuffer {
    private final Buffer buffer;

    public SharedBuffer(byte[] bytes) {
        ByteBuf direct = Unpooled.directBuffer(bytes.length, bytes.length).writeBytes(bytes);
        buffer = BufferInternal.buffer(Unpooled.unreleasableBuffer(direct.asReadOnly()));
    }

    /** To be sent; whoever sends it makes a view of its own. */
    Buffer buffer() {
        return buffer;
    }
}
