package dev.millrace.faults;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The program of a {@link TestRun}: runs the tests that are named and writes down what they came to. */
final class TestRunner implements TestExecutionListener {
    /** Passed, failed with an assertion, or broken in any other way. */
    enum State {
        PASSED,
        FAILED,
        BROKEN
    }

    /** @param told the first lines of the failure, or empty */
    record Result(State state, String test, String told) {
        static Result parse(String line) {
            String[] fields = line.split("\t", 3);
            return new Result(State.valueOf(fields[0]), fields[1], fields[2]);
        }

        private String line() {
            return state + "\t" + test + "\t" + told;
        }
    }

    private static final int TOLD_MAX = 300;

    private final List<String> lines = new ArrayList<>();

    private TestRunner() {}

    /** @param arguments a file to write to, then the tests */
    public static void main(String[] arguments) throws IOException {
        TestRunner results = new TestRunner();
        var request = LauncherDiscoveryRequestBuilder.request();
        for (String name : Arrays.asList(arguments).subList(1, arguments.length)) {
            NamedTest test = NamedTest.parse(name);
            Method method = Objects.requireNonNull(test.findMethod(), name);
            request.selectors(selectMethod(test.find(), method));
        }
        LauncherFactory.create().execute(request.build(), results);
        Files.write(Path.of(arguments[0]), results.lines);
        // Whatever a test left running must not keep us.
        Runtime.getRuntime().exit(0);
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        Throwable failure = result.getThrowable().orElse(null);
        boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        if (!identifier.isTest() && passed) {
            return;
        }
        State state = passed ? State.PASSED : identifier.isTest() && isAssertion(failure) ? State.FAILED : State.BROKEN;
        lines.add(new Result(state, nameOf(identifier), failure == null ? "" : told(failure)).line());
    }

    /** A wait that names what it waits for is one too: it says that this never came. */
    private static boolean isAssertion(@Nullable Throwable failure) {
        return failure instanceof AssertionError || failure instanceof ConditionTimeoutException;
    }

    private static String nameOf(TestIdentifier identifier) {
        return identifier
                .getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(source -> source.getJavaClass().getSimpleName() + "#" + source.getMethodName())
                .orElse(identifier.getDisplayName());
    }

    private static String told(Throwable failure) {
        String text = failure.toString().strip().replaceAll("\\s+", " ");
        return text.length() <= TOLD_MAX ? text : text.substring(0, TOLD_MAX) + " …";
    }
}
