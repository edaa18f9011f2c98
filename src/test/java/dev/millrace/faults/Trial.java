package dev.millrace.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Plants a fault into a copy, and asks its test. */
final class Trial {
    private static final long SECONDS_MAX = 90;

    private final String databaseUrl;

    Trial(String databaseUrl) {
        this.databaseUrl = databaseUrl;
    }

    Verdict of(Fault fault) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("planted-fault-");
        try {
            Mutant mutant = new Mutant(folder);
            Verdict unmade = mutant.make(fault.patch());
            return unmade != null ? unmade : ask(fault, folder, mutant);
        } finally {
            delete(folder);
        }
    }

    private Verdict ask(Fault fault, Path folder, Mutant mutant) throws IOException, InterruptedException {
        List<TestRunner.Result> results = new TestRun(
                        folder, mutant.classPath(), fault.test().needsDatabase() ? databaseUrl : "")
                .run(List.of(fault.test()), SECONDS_MAX);
        if (results.isEmpty()) {
            return new Verdict.Unclear("no result in " + SECONDS_MAX + " s: " + lastLine(folder));
        }
        for (TestRunner.Result result : results) {
            if (result.state() == TestRunner.State.FAILED) {
                return new Verdict.Caught(result.told());
            }
        }
        return results.stream()
                .filter(result -> result.state() == TestRunner.State.BROKEN)
                .findFirst()
                .<Verdict>map(broken -> new Verdict.Unclear("not an assertion: " + broken.told()))
                .orElseGet(Verdict.Survived::new);
    }

    private static String lastLine(Path folder) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("output.txt"))) {
            return lines.reduce((_, last) -> last).orElse("it said nothing");
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
