package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Soon;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code millrace demo} as a newcomer meets it: started from the jar, its lines pasted into a shell, stopped, killed. */
class DemoIT {
    private static final Path DATA = Path.of("target", "demo-it");

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatATestLeftBehind() throws Exception {
        for (Process process : started) {
            process.toHandle().destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void servesWhatItPrintsAndKeepsItOverStopsAndKills() throws Exception {
        Demo first = demo("--fresh");
        assertThat(first.paste(0)).contains("HTTP/1.1 201 Created", "\"status\":\"open\"");
        assertThat(first.paste(1)).startsWith("{\"orders\":[{\"id\":\"order_");
        assertThat(first.paste(2)).contains("\"sku\":\"DEMO-REJECT\",\"on_hand\":100,\"allocated\":3");
        assertThat(first.paste(0)).contains("HTTP/1.1 201 Created", "Idempotent-Replayed: true");
        assertThat(second().errorReader().lines().collect(Collectors.joining()))
                .startsWith("millrace: Another Millrace runs on the data folder")
                .contains("process " + first.process.pid());

        assertThat(first.paste(3)).contains("HTTP/1.1 201 Created", "\"backordered\":30");
        first.awaitPasted(5, "\"on_hand\":136,\"allocated\":130,\"available\":6,\"backordered\":0,\"incoming\":0");
        assertThat(first.paste(4)).contains("\"status\":\"received\"");

        first.process.destroyForcibly().waitFor();
        Demo afterKill = demo();
        assertThat(afterKill.lines).contains(". Taking over the PostgreSQL that an earlier run left alive");
        assertThat(afterKill.key()).isEqualTo(first.key());
        assertThat(afterKill.paste(2)).contains("\"allocated\":3");
        afterKill.stop();

        assertThat(CommandRun.of("merchants", "list", "--data", DATA.toString()).output())
                .contains("demo");
    }

    private Demo demo(String... more) throws IOException {
        return new Demo(start(more));
    }

    private Process second() throws Exception {
        Process process = start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isOne();
        return process;
    }

    private Process start(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                System.getProperty("millrace.jar"),
                "demo",
                "--data",
                DATA.toString(),
                "--port",
                "0",
                "--management-port",
                "0"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    /** One that runs, and what it printed. */
    private static final class Demo {
        private final Process process;
        private final BufferedReader output;
        private final List<String> lines = new ArrayList<>();

        Demo(Process process) throws IOException {
            this.process = process;
            this.output = process.inputReader();
            String line = output.readLine();
            while (line != null && !line.startsWith("Stop with Ctrl-C")) {
                lines.add(line);
                line = output.readLine();
            }
            assertThat(line).as("printed: %s", lines).isNotNull();
        }

        /** Runs one of its three lines in a shell, as it stands. */
        String paste(int which) throws Exception {
            String curl = lines.stream()
                    .filter(line -> line.startsWith("curl "))
                    .toList()
                    .get(which);
            Process shell = new ProcessBuilder("bash", "-c", curl)
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return answer;
        }

        /** Runs one again and again until it prints that. */
        void awaitPasted(int which, String expected) {
            Soon.await("\"" + expected + "\" from line " + which)
                    .untilAsserted(() -> assertThat(paste(which)).contains(expected));
        }

        String key() throws IOException {
            return Files.readString(DATA.resolve("demo-api-key"));
        }

        void stop() throws Exception {
            process.toHandle().destroy();
            assertThat(output.lines()).anyMatch(line -> line.startsWith("Stopped."));
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
