package dev.millrace.attack.overload;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** One client's connection, with at most one request on it. Owned by the generator's thread. */
final class Connection {
    private static final byte[] NOTHING = {};

    private final Load load;
    private final int port;
    private SocketChannel channel;
    private byte[] received = NOTHING;
    private boolean waits;
    private String key = "";
    private long intendedNanos;

    Connection(Load load, int port, Selector selector) throws IOException {
        this.load = load;
        this.port = port;
        this.channel = connect(selector);
    }

    private SocketChannel connect(Selector selector) throws IOException {
        SocketChannel opened = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.configureBlocking(false);
        opened.register(selector, SelectionKey.OP_READ, this);
        load.idle.add(this);
        return opened;
    }

    /** @param scratch any buffer with room for a request */
    void send(ByteBuffer scratch, long whenIntended) throws IOException {
        scratch.clear();
        key = load.orders().key(load.orders().write(scratch));
        scratch.flip();
        intendedNanos = whenIntended;
        waits = true;
        while (scratch.hasRemaining()) {
            // A request is far smaller than a socket's empty buffer.
            channel.write(scratch);
        }
    }

    /** Takes what has come; an answer ends the wait. */
    void receive(ByteBuffer scratch, Selector selector) throws IOException {
        scratch.clear();
        int count = read(scratch);
        if (count < 0) {
            load.tally().connectionLost();
            channel.close();
            load.idle.remove(this);
            waits = false;
            received = NOTHING;
            channel = connect(selector);
            return;
        }
        byte[] bytes = received;
        int length = received.length;
        bytes = Arrays.copyOf(bytes, length + count);
        scratch.flip().get(bytes, length, count);
        AnswerHead answer = AnswerHead.of(bytes, bytes.length);
        if (answer.isComplete()) {
            received = NOTHING;
            if (waits) {
                waits = false;
                load.tally().answered(answer, key, intendedNanos, System.nanoTime());
                load.idle.add(this);
            }
        } else {
            received = bytes;
        }
    }

    private int read(ByteBuffer scratch) {
        try {
            return channel.read(scratch);
        } catch (IOException _) {
            return -1;
        }
    }

    void close() throws IOException {
        channel.close();
    }
}
