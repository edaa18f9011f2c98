package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxSupplierCommandTest {
    @ParameterizedTest
    @CsvSource({
        "--fault, explode, --fault explode (expected: slow",
        "--fault, drop:x, --fault drop:x (expected: for example drop_after:3",
        "--fault, drop:0, --fault requests: 0 (expected: 1 to 1000000)",
        "--deliver-after, soon, 'soon (expected: a duration'",
        "--acknowledge, never, '--acknowledge: never (expected: response or callback)'",
        "--parts, 0, parts: 0 (expected: 1 to 100)",
        "--port, 70000, 'port: 70000 (expected: 0 to 65535)'",
        "--secret-env, MILLRACE_NO_SUCH_SECRET, the environment variable MILLRACE_NO_SUCH_SECRET is empty"
    })
    void saysInOneLineWhatItDoesNotUnderstand(String option, String value, String expected) {
        CommandRun run = CommandRun.of("sandbox-supplier", option, value);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors().lines()).hasSize(1);
        assertThat(run.errors()).startsWith("millrace: " + expected);
    }

    @Test
    void isExplained() {
        assertThat(CommandRun.of("help", "sandbox-supplier").output()).contains("drop_after", "--callback-url");
    }
}
