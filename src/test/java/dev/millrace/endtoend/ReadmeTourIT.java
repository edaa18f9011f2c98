package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.TestDatabase;
import dev.millrace.app.demo.DemoData;
import dev.millrace.app.demo.DemoSupplier;
import dev.millrace.app.node.TestNode;
import dev.millrace.app.node.TestNode.TestTenant;
import dev.millrace.config.Secret;
import dev.millrace.console.Progress;
import dev.millrace.purchasing.ConnectorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Runs the commands of the README's tour as they stand there, against a fresh demo, and compares what they print with
 * what stands below them. Line breaks, ids, times and hashes are not compared, and {@code …} stands for anything.
 */
class ReadmeTourIT {
    private static final Path README = Path.of("README.md");
    private static final Pattern CONSOLE = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile("^call\\(\\).*$", Pattern.MULTILINE);
    private static final Secret SECRET = Secret.of("what-the-tour-signs-its-purchases-with");
    private static final String SEPARATOR = "\u001e";
    private static final int TOUR_SECONDS_MAX = 120;

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @AutoClose
    private final TestNode node = TestNode.with(
            TestNode.config(database).with(ConnectorConfig.defaults().allowing("127.0.0.0/8")));

    @Test
    void printsWhatTheReadmeShows() throws Exception {
        assumeTrue(canRun("bash") && canRun("curl"), "the tour is told in bash and curl");
        TestTenant demo = TestNode.tenant(database, "demo");
        new DemoData(node.millrace().gate(), demo.merchantId(), Clock.tickMillis(ZoneOffset.UTC)).load(Progress.SILENT);
        String readme = Files.readString(README);
        List<Step> steps = steps(readme);

        List<String> printed;
        try (DemoSupplier _ = DemoSupplier.open(
                node.millrace(), "http://127.0.0.1:" + node.millrace().apiPort(), demo.merchantId(), SECRET, "test")) {
            printed = run(demo, readme, steps);
        }

        assertThat(steps).hasSizeGreaterThan(10);
        assertThat(printed).hasSameSizeAs(steps);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            assertThat(comparable(printed.get(i))).as(step.command()).matches(expected(step.output()));
        }
    }

    private record Step(String command, String output) {}

    private static List<Step> steps(String readme) {
        List<Step> steps = new ArrayList<>();
        for (MatchResult block : CONSOLE.matcher(readme).results().toList()) {
            String[] parts = block.group(1).split("(?m)^\\$ ", -1);
            Arrays.stream(parts).skip(1).map(part -> part.split("\n", 2)).forEach(lines -> {
                steps.add(new Step(lines[0], lines[1]));
            });
        }
        return steps;
    }

    /** All in one shell, since later commands use what earlier ones found. */
    private List<String> run(TestTenant demo, String readme, List<Step> steps)
            throws IOException, InterruptedException {
        Matcher call = CALL.matcher(readme);
        assertThat(call.find()).as("the README defines call").isTrue();
        String script =
                """
                API=http://127.0.0.1:%d
                MANAGEMENT=http://127.0.0.1:%d
                KEY=%s
                %s
                """.formatted(node.millrace().apiPort(), node.millrace().managementPort(), demo.key(), call.group())
                        + steps.stream()
                                .map(step -> "printf '\\x1e'\n" + step.command() + "\n")
                                .collect(Collectors.joining());
        Path output = Files.createTempFile("tour", ".txt");
        try {
            Process bash = new ProcessBuilder("bash", "-c", script)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(bash.waitFor(TOUR_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            return Arrays.stream(Files.readString(output).split(SEPARATOR, -1))
                    .skip(1)
                    .toList();
        } finally {
            Files.delete(output);
        }
    }

    private static String comparable(String text) {
        return text.replaceAll("\\s", "")
                .replaceAll("\\b(order|rpl|po|req)_[0-9a-z]+", "$1_ID")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("Date:\\w{3},\\d{2}\\w{3}\\d{4}[0-9:]{8}GMT", "DATE")
                .replaceAll("\"[0-9a-z]{10}([-:]\\d+)", "\"HISTORY$1");
    }

    private static Pattern expected(String output) {
        return Pattern.compile(Arrays.stream(comparable(output).split("…", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
    }

    private static boolean canRun(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
