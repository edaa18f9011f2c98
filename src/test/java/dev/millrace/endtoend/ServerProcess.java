package dev.millrace.endtoend;

import dev.millrace.Soon;
import dev.millrace.app.node.TestNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** {@code millrace serve} as a process of its own, as it is run in production, its assertions switched on. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(5);

    private final Process process;
    private final ServerPlan plan;
    private final HttpClient http;

    private ServerProcess(Process process, ServerPlan plan, HttpClient http) {
        this.process = process;
        this.plan = plan;
        this.http = http;
    }

    /** Starts it from the jar that the build made, and waits until it is ready. */
    public static ServerProcess start(ServerPlan plan, HttpClient http) throws IOException, InterruptedException {
        ServerProcess server = launch(plan, http);
        server.awaitReady();
        return server;
    }

    /** Starts it and does not wait. */
    public static ServerProcess launch(ServerPlan plan, HttpClient http) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(plan));
        builder.environment().put("MILLRACE_ACCESS_PEPPER", TestNode.PEPPER.reveal());
        builder.environment()
                .put("MILLRACE_DATABASE_PASSWORD", plan.database().password().reveal());
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(plan.log().toFile()));
        return new ServerProcess(builder.start(), plan, http);
    }

    private static List<String> command(ServerPlan plan) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(plan.jvmOptions());
        command.addAll(
                List.of("--sun-misc-unsafe-memory-access=allow", "-jar", System.getProperty("millrace.jar"), "serve"));
        ServerPlan complete = plan.with("database.url", plan.database().toString())
                .with("api.port", Integer.toString(plan.apiPort()))
                .with("management.port", Integer.toString(plan.managementPort()));
        complete.settings().forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        return command;
    }

    public int apiPort() {
        return plan.apiPort();
    }

    /** The process as the operating system knows it. */
    public long pid() {
        return process.pid();
    }

    /** What {@code /health/ready} says now; what cannot be asked is not ready. */
    public boolean isReady() throws InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + plan.managementPort() + "/health/ready"))
                .timeout(HEALTH_TIMEOUT)
                .build();
        try {
            return http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /** SIGKILL: no handler runs, nothing is flushed. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitReady() {
        try {
            Soon.await("the server to be ready")
                    .atMost(START_MAX)
                    .failFast("it has ended", () -> !process.isAlive())
                    .until(this::isReady);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not become ready; see " + plan.log(), e);
        }
    }
}
