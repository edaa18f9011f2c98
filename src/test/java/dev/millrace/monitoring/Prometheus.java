package dev.millrace.monitoring;

import dev.millrace.Soon;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus of our own, with our configuration but for the pace: it scrapes and evaluates every second. */
final class Prometheus implements AutoCloseable {
    private static final Path CONFIGURATION = MonitoringFiles.ROOT.resolve("prometheus");
    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final long STOP_SECONDS = 10;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String base;

    private Prometheus(Process process, int port) {
        this.process = process;
        base = "http://127.0.0.1:" + port;
    }

    static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
    }

    /** @param folder for its configuration, data and log */
    static Prometheus start(Path folder, int managementPort) {
        try {
            copyConfiguration(folder, managementPort);
            int port = freePort();
            Process process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + folder.resolve("prometheus.yml"),
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("prometheus.log").toFile())
                    .start();
            Prometheus prometheus = new Prometheus(process, port);
            prometheus.awaitReady(folder);
            return prometheus;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The samples that an instant query gives, those without a number left out. */
    List<JsonNode> query(String promql) {
        JsonNode answer = new JsonMapper()
                .readTree(get("/api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8))
                        .body());
        if (!answer.path("status").asString("").equals("success")) {
            throw new AssertionError(promql + ": " + answer);
        }
        return answer.at("/data/result")
                .valueStream()
                .filter(sample -> !sample.at("/value/1").asString("").equals("NaN"))
                .toList();
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copyConfiguration(Path folder, int managementPort) throws IOException {
        String configuration = MonitoringFiles.read(CONFIGURATION.resolve("prometheus.yml"))
                .replaceAll("_interval: 15s", "_interval: 1s")
                .replace("scrape_timeout: 10s", "scrape_timeout: 1s");
        Files.writeString(folder.resolve("prometheus.yml"), configuration);
        String targets = MonitoringFiles.read(CONFIGURATION.resolve("targets.yml"))
                .replace("127.0.0.1:9090", "127.0.0.1:" + managementPort);
        Files.writeString(folder.resolve("targets.yml"), targets);
        Path rules = Files.createDirectory(folder.resolve("rules"));
        for (Path file : MonitoringFiles.files(MonitoringFiles.RULES)) {
            Files.copy(file, rules.resolve(file.getFileName()));
        }
    }

    private void awaitReady(Path folder) {
        try {
            Soon.await("Prometheus to be ready")
                    .atMost(READY_WITHIN)
                    .failFast("it has ended", () -> !process.isAlive())
                    .until(this::isReady);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            close();
            throw new AssertionError(MonitoringFiles.read(folder.resolve("prometheus.log")), e);
        }
    }

    private boolean isReady() {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
