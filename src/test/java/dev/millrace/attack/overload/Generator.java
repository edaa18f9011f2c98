package dev.millrace.attack.overload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends loads over plain sockets, all in the thread that calls {@link #run}. It shares the machine with the server that it
 * measures, so it does as little as it can: bytes that are ready, one request on a connection, no parsing beyond status
 * and length.
 */
public final class Generator implements AutoCloseable {
    private static final int SCRATCH_BYTES = 256 * 1_024;
    private static final long WAIT_MILLIS = 1;

    private final int port;
    private final Selector selector;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    private final List<Load> loads = new ArrayList<>();

    public Generator(int port) {
        this.port = port;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins a load on so many new connections. */
    public Load begin(Load load, int connections) {
        open(load, connections);
        load.start();
        loads.add(load);
        return load;
    }

    private void open(Load load, int connections) {
        try {
            for (int i = 0; i < connections; i++) {
                load.connections.add(new Connection(load, port, selector));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void run(double seconds) {
        long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        while (System.nanoTime() < end) {
            turn();
        }
    }

    /** Ends loads: sends nothing more for them, waits for their answers, at most so long, and closes their connections. */
    public void end(double secondsMax, List<Load> ended) {
        ended.forEach(Load::stop);
        long end = System.nanoTime() + (long) (secondsMax * TimeUnit.SECONDS.toNanos(1));
        while (System.nanoTime() < end && !ended.stream().allMatch(Load::isAnswered)) {
            turn();
        }
        loads.removeAll(ended);
        ended.forEach(Generator::close);
    }

    void send(Connection connection, long intendedNanos) {
        try {
            connection.send(scratch, intendedNanos);
        } catch (IOException _) {
            // The server closed it; reading will find out.
        }
    }

    private void turn() {
        loads.forEach(load -> load.sendDue(this));
        try {
            selector.select(this::receive, WAIT_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive(SelectionKey key) {
        try {
            ((Connection) key.attachment()).receive(scratch, selector);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(Load load) {
        try {
            for (Connection connection : load.connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        loads.forEach(Generator::close);
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
