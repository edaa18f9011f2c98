package dev.millrace.attack.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients who connect, send what they are given and then hold on, each in a thread of its own; whoever is sent away comes
 * again. So a server faces the same number of them for as long as they are there. They come from an address of their own where
 * the system has one for them: before a key is read, shares are kept by address.
 */
public final class Holders implements AutoCloseable {
    /** What they do with answers. */
    public enum Reading {
        /** Nothing, behind a receive buffer that is small, so that all of it stays with the server. */
        NOTHING,
        /** They take them, as everybody does. */
        ALL
    }

    private static final int RECEIVE_BYTES = 4_096;
    private static final int CONNECT_MILLIS = 5_000;
    /** Linux takes every address of 127.0.0.0/8 for its own, so these are not the neighbour's. */
    private static final String ELSEWHERE = "127.0.0.2";

    private static final long AGAIN_NANOS = 200_000_000;

    private final int port;
    private final boolean fromElsewhere = System.getProperty("os.name").equals("Linux");
    private final byte[] request;
    private final Reading reading;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger sentAway = new AtomicInteger();
    private volatile boolean closed;

    /**
     * Lets them come.
     *
     * @param request what each of them sends, as bytes; a part of a request, one or many
     */
    public Holders(int port, int clients, byte[] request, Reading reading) {
        this.port = port;
        this.request = request.clone();
        this.reading = reading;
        for (int client = 0; client < clients; client++) {
            threads.execute(this::comeAgainAndAgain);
        }
    }

    /** How many hold a connection now. */
    public int open() {
        return open.get();
    }

    /** How often one was sent away. */
    public int sentAway() {
        return sentAway.get();
    }

    private void comeAgainAndAgain() {
        while (!closed) {
            try (Socket socket = new Socket()) {
                socket.setReceiveBufferSize(RECEIVE_BYTES);
                if (fromElsewhere) {
                    socket.bind(new InetSocketAddress(ELSEWHERE, 0));
                }
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
                open.incrementAndGet();
                try {
                    hold(socket);
                } finally {
                    open.decrementAndGet();
                }
            } catch (IOException _) {
                // Sent away, or not let in.
            }
            sentAway.incrementAndGet();
            LockSupport.parkNanos(AGAIN_NANOS);
        }
    }

    private void hold(Socket socket) throws IOException {
        socket.getOutputStream().write(request);
        InputStream in = socket.getInputStream();
        if (reading == Reading.ALL) {
            in.transferTo(OutputStream.nullOutputStream());
        } else {
            // Only writing tells that the other end has gone.
            while (!closed) {
                LockSupport.parkNanos(AGAIN_NANOS);
                socket.getOutputStream().write('x');
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        // A thread that waits for its socket is woken by the interrupt, which closes it.
        threads.shutdownNow();
        threads.close();
    }
}
