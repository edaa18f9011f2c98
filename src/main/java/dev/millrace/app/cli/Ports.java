package dev.millrace.app.cli;

import dev.millrace.console.Failure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds out early, before anything is started, that a port is somebody else's. */
final class Ports {
    private Ports() {}

    /** @param option what chooses another one, for the message */
    static void requireFree(String host, int port, String option) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port), 1);
        } catch (IOException e) {
            throw Failure.of(
                    "Port " + port + " of " + host + " cannot be used (" + e.getMessage()
                            + "). Stop what listens there, or choose another port with " + option + " PORT",
                    e);
        }
    }
}
