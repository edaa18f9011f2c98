package dev.millrace.faults;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Tests run in a JVM of their own, by {@link TestRunner}, with a limit on their time. */
final class TestRun {
    private static final String DATABASE_URL = "MILLRACE_TEST_DATABASE_URL";

    private final Path folder;
    private final String classPath;
    private final String databaseUrl;

    /**
     * @param folder for what it writes
     * @param databaseUrl of the server that every run shares, or empty for tests that need none
     */
    TestRun(Path folder, String classPath, String databaseUrl) {
        this.folder = folder;
        this.classPath = classPath;
        this.databaseUrl = databaseUrl;
    }

    /** @return what each test came to; empty where the time was over or the JVM broke */
    List<TestRunner.Result> run(List<NamedTest> tests, long secondsMax) throws IOException, InterruptedException {
        Path results = folder.resolve("results.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                "-Xmx1g",
                // It lives for a second or two.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
                TestRunner.class.getName(),
                results.toString()));
        tests.forEach(test -> command.add(test.toString()));
        File output = folder.resolve("output.txt").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        if (!databaseUrl.isEmpty()) {
            builder.environment().put(DATABASE_URL, databaseUrl);
        }
        Process process = builder.start();
        try {
            if (!process.waitFor(secondsMax, TimeUnit.SECONDS) || !Files.exists(results)) {
                return List.of();
            }
            try (Stream<String> lines = Files.lines(results)) {
                return lines.map(TestRunner.Result::parse).toList();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
