package dev.millrace.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A client that sends exactly the bytes that it is told, since a well-behaved one cannot misbehave. */
public final class RawConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    /** What came back; header names in lower case. */
    public record Answer(String version, int status, Map<String, String> headers, String body) {
        /** A header's value, or an empty text. */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        /** The value of a header that must be there. */
        public String required(String name) {
            String value = headers.get(name.toLowerCase(Locale.ROOT));
            if (value == null) {
                throw new AssertionError("no " + name + " in " + this);
            }
            return value;
        }
    }

    public RawConnection(int port) {
        this(port, 0);
    }

    /** @param receiveBytes what its system takes before it is read; 0 for the default */
    public RawConnection(int port, int receiveBytes) {
        this(port, receiveBytes, InetAddress.getLoopbackAddress());
    }

    /** @param from one of this machine's addresses, which is all of 127.0.0.0/8 on Linux */
    public RawConnection(int port, int receiveBytes, InetAddress from) {
        try {
            socket = new Socket();
            socket.bind(new InetSocketAddress(from, 0));
            if (receiveBytes > 0) {
                socket.setReceiveBufferSize(receiveBytes);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = socket.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RawConnection send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one answer whose body has a Content-Length, or none. */
    public Answer read() {
        return read(true);
    }

    /** Reads one answer to a HEAD, which has no body whatever its headers say. */
    Answer readHead() {
        return read(false);
    }

    private Answer read(boolean withBody) {
        try {
            String[] statusLine = line().split(" ", -1);
            int status = Integer.parseInt(statusLine[1]);
            Map<String, String> headers = new LinkedHashMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            int length = withBody ? Integer.parseInt(headers.getOrDefault("content-length", "0")) : 0;
            return new Answer(
                    statusLine[0], status, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the server has closed the connection, after at most some seconds. */
    public boolean isClosedByServer() {
        try {
            return in.read() < 0;
        } catch (IOException _) {
            return true;
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("closed in the middle of an answer: " + line);
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
