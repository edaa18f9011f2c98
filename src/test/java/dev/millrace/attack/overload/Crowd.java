package dev.millrace.attack.overload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients who hold connections and are in no hurry. Whoever owns it calls {@link #tick} about once a second. Owned by one
 * thread.
 */
final class Crowd implements AutoCloseable {
    private static final String NEXT = "\r\n";

    /** So that a client who reads nothing fills its own system's memory no more than it must. */
    private static final int RECEIVE_BYTES = 4_096;

    /** What such a client does. */
    enum Habit {
        /** Nothing at all. */
        IDLE("", false),
        /** A letter of a request's head at a time. */
        DRIPS_HEAD("GET /v1/stock HTTP/1.1" + NEXT + "Host: x" + NEXT + "X-Slow: ", true),
        /** A letter of a request's body at a time. */
        DRIPS_BODY(
                String.join(
                        NEXT,
                        "POST /v1/orders HTTP/1.1",
                        "Host: x",
                        "Content-Type: application/json",
                        "Authorization: Bearer %s",
                        "Idempotency-Key: slow",
                        "Content-Length: 100000",
                        NEXT),
                true),
        /** Asks for much and reads none of it. */
        READS_NOTHING(("GET /openapi.yaml HTTP/1.1" + NEXT + "Host: x" + NEXT + NEXT).repeat(400), false);

        private final String begins;
        private final boolean drips;

        Habit(String begins, boolean drips) {
            this.begins = begins;
            this.drips = drips;
        }
    }

    private final Habit habit;
    private final List<SocketChannel> open = new ArrayList<>();
    private final ByteBuffer letter = ByteBuffer.allocateDirect(1);
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(1_024);
    private final int size;

    Crowd(Habit habit, int port, String apiKey, int size) {
        this.habit = habit;
        this.size = size;
        byte[] begins = habit.begins.formatted(apiKey).getBytes(StandardCharsets.US_ASCII);
        try {
            for (int i = 0; i < size; i++) {
                SocketChannel channel = SocketChannel.open();
                open.add(channel);
                channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
                channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                channel.configureBlocking(false);
                channel.write(ByteBuffer.wrap(begins));
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    /** Does what the habit says, and finds out who was sent away. */
    void tick() {
        open.removeIf(this::isClosedByServer);
    }

    int size() {
        return size;
    }

    int stillOpen() {
        return open.size();
    }

    private boolean isClosedByServer(SocketChannel channel) {
        try {
            if (habit != Habit.READS_NOTHING && ended(channel)) {
                channel.close();
                return true;
            }
            // Where nothing is read, only writing tells that the other end has gone.
            if (habit.drips || habit == Habit.READS_NOTHING) {
                letter.clear();
                letter.put(0, (byte) 'x');
                channel.write(letter);
            }
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private boolean ended(SocketChannel channel) throws IOException {
        int read;
        do {
            scratch.clear();
            read = channel.read(scratch);
        } while (read > 0);
        return read < 0;
    }

    @Override
    public void close() {
        for (SocketChannel channel : open) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        open.clear();
    }
}
