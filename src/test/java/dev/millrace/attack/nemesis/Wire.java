package dev.millrace.attack.nemesis;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection through the proxy: two sockets, and a virtual thread and a gate for each direction. */
public final class Wire {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int PROTOCOL_3 = 3 << 16;
    private static final char NO = 'N';

    private final Socket client;
    private final Socket database;
    private final Proxy proxy;
    private final AppendWatch watch = new AppendWatch();
    private final Map<Direction, Gate> gates = new EnumMap<>(Direction.class);
    private volatile String application = "";
    private volatile int backendPid;

    Wire(Socket client, Socket database, Proxy proxy) {
        this.client = client;
        this.database = database;
        this.proxy = proxy;
        for (Direction direction : Direction.values()) {
            gates.put(direction, new Gate());
        }
    }

    void start() {
        for (Direction direction : Direction.values()) {
            Thread.ofVirtual().name("wire-" + direction).start(() -> run(direction));
        }
    }

    /** What the client calls itself, for example {@code millrace-lane}; empty until it has said so. */
    String application() {
        return application;
    }

    /** The process that serves it, 0 until the database has named it. */
    int backendPid() {
        return backendPid;
    }

    Gate gate(Direction direction) {
        Gate gate = gates.get(direction);
        if (gate == null) {
            throw new IllegalArgumentException(direction.name());
        }
        return gate;
    }

    /** Resets both connections: both ends learn of it at once, and what was on its way is lost. */
    void cut() {
        close(true);
        open();
    }

    private void close(boolean reset) {
        for (Socket socket : List.of(client, database)) {
            try {
                if (reset) {
                    socket.setSoLinger(true, 0);
                }
                socket.close();
            } catch (IOException _) {
                // It is closed already.
            }
        }
        proxy.forget(this);
    }

    /** Lets everything pass. */
    public void open() {
        gates.values().forEach(Gate::open);
    }

    private void run(Direction direction) {
        Socket from = direction == Direction.TO_DATABASE ? client : database;
        Socket to = direction == Direction.TO_DATABASE ? database : client;
        try {
            // Neither is closed here: where one direction ended, the other may be held, its sockets open.
            DataInputStream in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to.getOutputStream()));
            if (direction == Direction.FROM_DATABASE || begin(in, out)) {
                pump(direction, in, out);
            }
        } catch (IOException _) {
            // One of the sockets is gone, which ends the connection like an end of the stream.
        }
        ended(direction);
    }

    private void pump(Direction direction, DataInputStream in, DataOutputStream out) throws IOException {
        Message message = Message.read(in);
        while (message != null) {
            Trap trap = trapFor(direction, message);
            if (trap != null && !spring(trap, out)) {
                return;
            }
            gate(direction).pass();
            message.write(out);
            if (in.available() == 0) {
                out.flush();
            }
            message = Message.read(in);
        }
        gate(direction).pass();
    }

    private @Nullable Trap trapFor(Direction direction, Message message) {
        if (message.type() == 'K') {
            backendPid = ByteBuffer.wrap(message.content()).getInt();
        }
        Moment moment = direction == Direction.TO_DATABASE ? watch.sending(message) : watch.receiving(message);
        return moment == null ? null : proxy.takeTrap(moment);
    }

    /** Whether the connection still stands. */
    private boolean spring(Trap trap, DataOutputStream out) throws IOException {
        out.flush();
        switch (trap.then()) {
            case CUT -> cut();
            case HOLD -> gate(trap.at().direction()).shut();
        }
        trap.sprung().complete(this);
        return trap.then() != Trap.Then.CUT;
    }

    /** Passes the first message on, which has no type. Whether more will follow. */
    private boolean begin(DataInputStream in, DataOutputStream out) throws IOException {
        byte[] first = Message.readContent(in);
        int code = ByteBuffer.wrap(first).getInt();
        while (code == SSL_REQUEST || code == GSS_REQUEST) {
            client.getOutputStream().write(NO);
            first = Message.readContent(in);
            code = ByteBuffer.wrap(first).getInt();
        }
        if (code == PROTOCOL_3) {
            application = parameter(first, "application_name");
        }
        gate(Direction.TO_DATABASE).pass();
        Message.writeContent(out, first);
        out.flush();
        return code == PROTOCOL_3;
    }

    private static String parameter(byte[] startup, String name) {
        String[] words = new String(startup, 4, startup.length - 4, StandardCharsets.UTF_8).split("\0", -1);
        for (int word = 0; word + 1 < words.length; word += 2) {
            if (words[word].equals(name)) {
                return words[word + 1];
            }
        }
        return "";
    }

    /**
     * One end went away. The other one learns of it, unless it is cut off by a gate: then nothing reaches it, not even
     * this.
     */
    private void ended(Direction direction) {
        Direction other = direction == Direction.TO_DATABASE ? Direction.FROM_DATABASE : Direction.TO_DATABASE;
        if (!gate(other).isShut()) {
            close(false);
        }
    }
}
