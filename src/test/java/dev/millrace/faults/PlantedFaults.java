package dev.millrace.faults;

import dev.millrace.TestDatabase;
import dev.millrace.store.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Breaks one rule after another, each in a copy of the program, and shows which test notices. */
@Command(
        name = "faults",
        description = {
            "Plants one fault after another into a copy of the program and runs the test that is named for it.",
            "Ends with 0 only if every one of them was caught."
        },
        mixinStandardHelpOptions = true)
public final class PlantedFaults implements Callable<Integer> {
    private static final long BASELINE_SECONDS_MAX = 300;
    private static final int WIDTH = 38;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "Faults to plant; all of them if none is named.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--part",
            paramLabel = "K/N",
            description = "Every N-th fault only, beginning with the K-th.",
            converter = Part.Converter.class)
    private Part part = Part.ALL;

    @Option(
            names = "--at-once",
            paramLabel = "COUNT",
            description = "How many are planted at the same time (default: ${DEFAULT-VALUE}).")
    private int atOnce = 2;

    @Option(names = "--document", description = "Print the rows of the documentation's table, and plant nothing.")
    private boolean document;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Fault> faults = part.of(chosen());
        if (document) {
            faults.forEach(fault -> say(fault.row()));
            return 0;
        }
        Set<NamedTest> tests = new HashSet<>();
        faults.forEach(fault -> tests.add(fault.test()));
        boolean needsDatabase = tests.stream().anyMatch(NamedTest::needsDatabase);
        try (TestDatabase database = needsDatabase ? TestDatabase.createEmpty() : null) {
            String url = database == null ? "" : server(database.url());
            say("%d faults, %d tests".formatted(faults.size(), tests.size()));
            return allPass(List.copyOf(tests), url) && allCaught(faults, new Trial(url)) ? 0 : 1;
        }
    }

    private List<Fault> chosen() {
        List<Fault> all = Fault.all();
        if (names.isEmpty()) {
            return all;
        }
        List<Fault> chosen =
                all.stream().filter(fault -> names.contains(fault.name())).toList();
        if (chosen.size() != Set.copyOf(names).size()) {
            throw new ParameterException(
                    command.commandLine(), "There is no such fault among " + names + "; see " + Fault.FOLDER);
        }
        return chosen;
    }

    /** A test that fails anyway proves nothing. */
    private static boolean allPass(List<NamedTest> tests, String databaseUrl) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Path folder = Files.createTempDirectory("planted-fault-");
        try {
            List<TestRunner.Result> results = new TestRun(folder, System.getProperty("java.class.path"), databaseUrl)
                    .run(tests, BASELINE_SECONDS_MAX);
            Set<String> passed = new HashSet<>();
            boolean allPassed = true;
            for (TestRunner.Result result : results) {
                if (result.state() == TestRunner.State.PASSED) {
                    passed.add(result.test());
                } else {
                    allPassed = false;
                    say("FAILS WITHOUT A FAULT  " + result.test() + "\n    " + result.told());
                }
            }
            for (NamedTest test : tests) {
                if (allPassed && !passed.contains(test.toString())) {
                    allPassed = false;
                    say("DID NOT RUN  " + test);
                }
            }
            say("without a fault: %d tests passed, %.1f s".formatted(passed.size(), seconds(began)));
            return allPassed;
        } finally {
            Trial.delete(folder);
        }
    }

    private record Planted(Fault fault, Verdict verdict, double seconds) {}

    private boolean allCaught(List<Fault> faults, Trial trial) throws InterruptedException {
        long began = System.nanoTime();
        int caught = 0;
        try (ExecutorService workers = Executors.newFixedThreadPool(atOnce)) {
            List<Future<Planted>> planted = faults.stream()
                    .map(fault -> workers.submit(() -> plant(fault, trial)))
                    .toList();
            for (Future<Planted> each : planted) {
                Planted done = each.get();
                caught += done.verdict() instanceof Verdict.Caught ? 1 : 0;
                show(done);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        say("%d of %d faults caught, %.1f s".formatted(caught, faults.size(), seconds(began)));
        return caught == faults.size();
    }

    private static Planted plant(Fault fault, Trial trial) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Verdict verdict = trial.of(fault);
        return new Planted(fault, verdict, seconds(began));
    }

    private static void show(Planted done) {
        Fault fault = done.fault();
        say(("%-9s %-" + WIDTH + "s %-80s %4.1f s%n    %s")
                .formatted(
                        word(done.verdict()),
                        fault.name(),
                        fault.test(),
                        done.seconds(),
                        detail(fault, done.verdict())));
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Caught _ -> "caught";
            case Verdict.Survived _ -> "SURVIVED";
            case Verdict.Unclear _ -> "UNCLEAR";
            case Verdict.DoesNotApply _ -> "NOT THERE";
            case Verdict.DoesNotCompile _ -> "NO CLASS";
        };
    }

    private static String detail(Fault fault, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Caught(String failure) -> failure;
            case Verdict.Survived _ -> "its test passes though the program " + fault.breaks();
            case Verdict.Unclear(String why) -> why;
            case Verdict.DoesNotApply(String why) -> "the patch no longer applies: " + why;
            case Verdict.DoesNotCompile(String why) -> "the mutant does not compile: " + why;
        };
    }

    private static String server(DatabaseUrl url) {
        return "postgresql://%s:%s@%s:%d/%s"
                .formatted(url.user(), url.password().reveal(), url.host(), url.port(), url.database());
    }

    private static double seconds(long beganNanos) {
        return (System.nanoTime() - beganNanos) / 1e9;
    }

    @SuppressWarnings("SystemOut") // It is a command.
    private static void say(String line) {
        System.out.println(line);
    }
}
