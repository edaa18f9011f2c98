package dev.millrace.attack.nemesis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Stands between servers and PostgreSQL on the loopback address, and passes everything on, unless it is told to cut a
 * connection or to hold a direction of it. TLS is refused, so that it can read along.
 */
public final class Proxy implements AutoCloseable {
    private final ServerSocket door;
    private volatile int databasePort;
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final Map<Moment, Queue<Trap>> traps = new ConcurrentHashMap<>();
    /** Directions in which nothing passes, on any connection that is or will be. */
    private final Set<Direction> dark = ConcurrentHashMap.newKeySet();

    private Proxy(ServerSocket door, int databasePort) {
        this.door = door;
        this.databasePort = databasePort;
    }

    public static Proxy before(int databasePort) throws IOException {
        Proxy proxy = new Proxy(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), databasePort);
        Thread.ofVirtual().name("proxy").start(proxy::admit);
        return proxy;
    }

    public int port() {
        return door.getLocalPort();
    }

    /** From now on new connections lead to another server. */
    void leadTo(int port) {
        databasePort = port;
    }

    /** The connections that are open. */
    List<Wire> wires() {
        return List.copyOf(wires);
    }

    /** Those of one purpose, for example {@code millrace-lane}. */
    List<Wire> wires(String application) {
        return wires.stream()
                .filter(wire -> wire.application().equals(application))
                .toList();
    }

    /** Lays a trap for the next append; of several for one moment, the first laid springs first. */
    Trap lay(Moment at, Trap.Then then) {
        Trap trap = Trap.of(at, then);
        trapsAt(at).add(trap);
        return trap;
    }

    @Nullable
    Trap takeTrap(Moment moment) {
        return trapsAt(moment).poll();
    }

    private Queue<Trap> trapsAt(Moment moment) {
        return traps.computeIfAbsent(moment, _ -> new ConcurrentLinkedQueue<>());
    }

    /** Nothing passes in these directions any more, on any connection, and no end is told. */
    public void darken(Direction... directions) {
        dark.addAll(List.of(directions));
        wires.forEach(this::darken);
    }

    private void darken(Wire wire) {
        dark.forEach(direction -> wire.gate(direction).shut());
    }

    /** The same for the connections that are open, and not for new ones. */
    public List<Wire> hold(Direction direction) {
        List<Wire> held = wires();
        held.forEach(wire -> wire.gate(direction).shut());
        return held;
    }

    /** Everything passes again, what was held first; traps that did not spring are taken away. */
    public void heal() {
        traps.clear();
        dark.clear();
        wires.forEach(Wire::open);
    }

    void forget(Wire wire) {
        wires.remove(wire);
    }

    private void admit() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException _) {
                // The door is closed, or the one who knocked is gone.
            }
        }
    }

    @SuppressWarnings("AddressSelection") // There is one loopback address.
    private void connect(Socket client) throws IOException {
        try {
            client.setTcpNoDelay(true);
            Socket database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
            database.setTcpNoDelay(true);
            Wire wire = new Wire(client, database, this);
            wires.add(wire);
            darken(wire);
            wire.start();
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        wires().forEach(Wire::cut);
    }
}
