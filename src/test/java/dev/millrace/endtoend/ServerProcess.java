package dev.millrace.endtoend;

import dev.millrace.TestDatabase;
import dev.millrace.app.TestNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code millrace serve} as a process of its own, as it is run in production. */
final class ServerProcess implements AutoCloseable {
    private static final long START_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final long POLL_MILLIS = 25;

    private final Process process;
    private final int apiPort;

    private ServerProcess(Process process, int apiPort) {
        this.process = process;
        this.apiPort = apiPort;
    }

    /** Starts it from the jar that the build made, and waits until it is ready. */
    static ServerProcess start(TestDatabase database, HttpClient http) throws IOException, InterruptedException {
        int apiPort = freePort();
        int managementPort = freePort();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                java,
                "-jar",
                System.getProperty("millrace.jar"),
                "serve",
                "--set",
                "database.url=" + database.url(),
                "--set",
                "api.port=" + apiPort,
                "--set",
                "management.port=" + managementPort,
                "--set",
                "api.drain_delay=0s"));
        builder.environment()
                .put(
                        "MILLRACE_ACCESS_PEPPER",
                        TestNode.config(database).access().pepper().reveal());
        builder.environment()
                .put("MILLRACE_DATABASE_PASSWORD", database.config().secret().reveal());
        builder.redirectErrorStream(true)
                .redirectOutput(Path.of("target", "server-process.log").toFile());
        ServerProcess server = new ServerProcess(builder.start(), apiPort);
        server.awaitReady(http, managementPort);
        return server;
    }

    int apiPort() {
        return apiPort;
    }

    /** SIGKILL: no handler runs, nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitReady(HttpClient http, int managementPort) throws InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/health/ready"))
                .build();
        long started = System.nanoTime();
        while (System.nanoTime() - started < START_NANOS_MAX && process.isAlive()) {
            try {
                if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException _) {
                // Not listening yet.
            }
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("the server did not become ready; see target/server-process.log");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
