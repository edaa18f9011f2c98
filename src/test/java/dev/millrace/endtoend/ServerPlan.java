package dev.millrace.endtoend;

import dev.millrace.store.DatabaseUrl;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a server process is started. One that is started again by the same plan is reached at the same ports.
 *
 * @param settings beside database and ports, by their keys
 * @param jvmOptions of its own; assertions are on unless they are others
 * @param log where its output goes
 */
public record ServerPlan(
        DatabaseUrl database,
        int apiPort,
        int managementPort,
        Map<String, String> settings,
        List<String> jvmOptions,
        Path log) {
    private static final List<String> CAREFUL = List.of("-ea", "-Xmx1g");

    public ServerPlan {
        settings = Map.copyOf(settings);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** With the defaults, on free ports. */
    public static ServerPlan on(DatabaseUrl database) throws IOException {
        return new ServerPlan(
                database, freePort(), freePort(), Map.of(), CAREFUL, Path.of("target", "server-process.log"));
    }

    public ServerPlan with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(key, value);
        return new ServerPlan(database, apiPort, managementPort, more, jvmOptions, log);
    }

    public ServerPlan onJvmWith(String... options) {
        return new ServerPlan(database, apiPort, managementPort, settings, List.of(options), log);
    }

    public ServerPlan loggingTo(Path file) {
        return new ServerPlan(database, apiPort, managementPort, settings, jvmOptions, file);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
