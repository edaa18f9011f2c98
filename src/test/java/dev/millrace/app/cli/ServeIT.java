package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.TestDatabase;
import dev.millrace.app.database.Migrations;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code millrace serve} as a process of its own, from the jar. */
class ServeIT {
    private static final String PEPPER = "a-pepper-that-must-not-stand-in-a-log";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path folder;

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void logsJsonWithoutSecretsServesAndEndsInOrderOnSigterm() throws Exception {
        Path pepper = Files.writeString(folder.resolve("pepper"), PEPPER);
        Path password = Files.writeString(
                folder.resolve("password"), database.url().password().reveal());
        Path config = Files.writeString(folder.resolve("millrace.properties"), """
                database.url = postgresql://%s@%s:%d/%s
                database.password_file = %s
                access.pepper_file = %s
                api.port = 0
                management.port = 0
                """.formatted(
                        database.url().user(),
                        database.url().host(),
                        database.url().port(),
                        database.url().database(),
                        password,
                        pepper));
        Process process = start("serve", "--config", config.toString());
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            JsonNode ready = readUntil(output, lines, "Millrace is ready");

            assertThat(statusOf(ready.get("api_port").asInt(), "/v1/orders")).isEqualTo(401);
            assertThat(statusOf(ready.get("management_port").asInt(), "/health/ready"))
                    .isEqualTo(200);
            assertThat(ready.get("version").asText()).isNotEqualTo("development");
            assertThat(ready.get("commit").asText()).isNotEmpty();
            assertThat(ready.get("schema").asText()).isEqualTo(Migrations.NEWEST);
            JsonNode effective = JSON.readTree(lines.getFirst());
            assertThat(effective.get("message").asText()).isEqualTo("Effective configuration");
            assertThat(effective.get("access.pepper").asText()).isEqualTo("***");
            assertThat(effective.get("database.password").asText()).isEqualTo("***");
            assertThat(effective.get("api.port").asText()).isEqualTo("0");

            // By its handle, since Process.destroy would also close the streams that are still to be read.
            assertThat(process.toHandle().destroy()).isTrue();
            output.lines().forEach(lines::add);
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(TERMINATED);
        for (String line : lines) {
            assertThat(JSON.readTree(line).get("timestamp")).isNotNull();
            assertThat(line).doesNotContain(PEPPER, database.url().password().reveal());
        }
    }

    @Test
    void tellsVersionCommitAndSchemaThatTheBuildStampedIntoTheJar() throws Exception {
        Process process = start("version");

        String said = process.inputReader().lines().collect(Collectors.joining("\n"));

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(said)
                .matches("version \\d+\\.\\d+\\.\\d+\\S*\ncommit  ([0-9a-f]{12}|unknown)\nschema  " + Migrations.NEWEST
                        + "\njava    25\\S*");
    }

    @Test
    void saysInOneLineWhatIsMissing() throws Exception {
        Process process = start("serve", "--set", "access.pepper=" + PEPPER);

        String said = process.errorReader().lines().collect(Collectors.joining("\n"));

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(said.lines()).hasSize(1);
        assertThat(said).startsWith("millrace: database.url is missing");
    }

    @Test
    void refusesASchemaThatItDoesNotKnow() throws Exception {
        try (TestDatabase empty = TestDatabase.createEmpty()) {
            Process process = start(
                    "serve",
                    "--set",
                    "access.pepper=" + PEPPER,
                    "--set",
                    "database.url=postgresql://%s:%s@%s:%d/%s"
                            .formatted(
                                    empty.url().user(),
                                    empty.url().password().reveal(),
                                    empty.url().host(),
                                    empty.url().port(),
                                    empty.url().database()));

            String said = process.errorReader().lines().collect(Collectors.joining("\n"));

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isOne();
            assertThat(said).startsWith("millrace: The database's schema lacks V001 merchants");
        }
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                System.getProperty("millrace.jar")));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    private static JsonNode readUntil(BufferedReader output, List<String> lines, String message) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            JsonNode json = JSON.readTree(line);
            if (json.get("message").asText().equals(message)) {
                return json;
            }
        }
        throw new AssertionError("ended without saying \"" + message + "\": " + lines);
    }

    private static int statusOf(int port, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .build();
            return client.send(request, BodyHandlers.ofString()).statusCode();
        }
    }
}
