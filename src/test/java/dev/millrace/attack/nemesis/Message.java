package dev.millrace.attack.nemesis;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One message of PostgreSQL's protocol, version 3: a type, a length and the content.
 *
 * @param type a letter, see PostgreSQL's documentation, "Message Formats"
 */
@SuppressWarnings("ArrayRecordComponent") // Read and passed on, never compared.
record Message(char type, byte[] content) {
    private static final int LENGTH_BYTES = 4;

    /** The next one, or null at the end of the stream. */
    static @Nullable Message read(DataInputStream in) throws IOException {
        int type = in.read();
        if (type < 0) {
            return null;
        }
        try {
            return new Message((char) type, readContent(in));
        } catch (EOFException _) {
            return null; // Cut in the middle of a message, which nobody can use.
        }
    }

    /** What follows a length; the first message of a connection has no type. */
    static byte[] readContent(DataInputStream in) throws IOException {
        byte[] content = new byte[in.readInt() - LENGTH_BYTES];
        in.readFully(content);
        return content;
    }

    static void writeContent(DataOutputStream out, byte[] content) throws IOException {
        out.writeInt(content.length + LENGTH_BYTES);
        out.write(content);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(type);
        writeContent(out, content);
    }

    /** The text that begins at a byte of the content and ends with a zero. */
    String text(int from) {
        int end = from;
        while (content[end] != 0) {
            end++;
        }
        return new String(content, from, end - from, StandardCharsets.UTF_8);
    }

    /** The text behind another one, each ended with a zero. */
    String secondText() {
        int first = 0;
        while (content[first] != 0) {
            first++;
        }
        return text(first + 1);
    }
}
