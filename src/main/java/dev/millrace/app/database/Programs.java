package dev.millrace.app.database;

import dev.millrace.console.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's programs, which all refuse to run as root. */
final class Programs {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path binaries;

    Programs(Path binaries) {
        this.binaries = binaries;
    }

    /** Runs one to its end and gives back what it said. Fails with that if it did not succeed or took too long. */
    String run(Duration timeout, String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            // A user namespace without a mapping: the same files, but the process no longer is root in its own eyes.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            return finish(start(command), timeout, program);
        } catch (IOException e) {
            throw Failure.of("PostgreSQL's " + program + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of("interrupted while PostgreSQL's " + program + " ran", e);
        }
    }

    private static Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static String finish(Process process, Duration timeout, String program)
            throws IOException, InterruptedException {
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw Failure.of("PostgreSQL's " + program + " did not finish within " + timeout.toSeconds() + " s");
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw Failure.of("PostgreSQL's " + program + " failed: " + said.strip() + hint(said));
        }
        return said;
    }

    private static String hint(String said) {
        return said.contains("unshare") && ROOT
                ? " (PostgreSQL does not run as root, and this system allows no user namespaces: "
                        + "run Millrace as an ordinary user)"
                : "";
    }
}
