package dev.millrace.app.cli;

import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.database.Jdbc;
import dev.millrace.app.database.Migrations;
import dev.millrace.console.Failure;
import dev.millrace.feed.audit.Audit;
import dev.millrace.feed.audit.AuditReport;
import dev.millrace.feed.audit.Check;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace audit}. */
@Command(
        name = "audit",
        description = {
            "Proves that the books balance, by SQL and by replaying the journal, in one snapshot; exit code 1 if not.",
            "It only reads, and may run beside servers at work."
        },
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--rows-per-pass",
            paramLabel = "N",
            description =
                    "Bounds memory: a journal of more events is replayed several times (default: ${DEFAULT-VALUE})")
    private int rowsPerPass = Audit.ROWS_PER_PASS_MAX;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (rowsPerPass < 1) {
            throw Failure.ofUsage("--rows-per-pass " + rowsPerPass + " (expected: at least 1)");
        }
        long beganNanos = System.nanoTime();
        try (OpenedDatabase opened = database.open()) {
            MillraceConfig config = opened.config();
            new Migrations(config.database()).check();
            AuditReport report = new Audit(Jdbc.dataSource(config.database()), rowsPerPass).run(this::print);
            double seconds = (System.nanoTime() - beganNanos) / 1e9;
            println("%s: %s, %.1f s."
                    .formatted(
                            report.balances() ? "The books balance" : "The books DO NOT balance",
                            report.totals(),
                            seconds));
            return report.balances() ? 0 : 1;
        } catch (SQLException e) {
            throw Failure.of("The database could not be read: " + e.getMessage(), e);
        }
    }

    private void print(Check check) {
        println("%-4s %-82s %,15d %s"
                .formatted(check.holds() ? "ok" : "BAD", check.name(), check.figure(), check.unit()));
        check.examples().forEach(example -> println("     - " + example));
        long more = check.violations() - check.examples().size();
        if (more > 0) {
            println("     - and %,d more".formatted(more));
        }
    }

    private void println(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
