package dev.millrace.app.cli;

import dev.millrace.app.database.Migrations;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code millrace migrate}. */
@Command(
        name = "migrate",
        description = "Migrates the database's schema to this release.",
        mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (OpenedDatabase opened = database.open()) {
            List<String> applied = new Migrations(opened.config().database()).migrate();
            applied.forEach(name -> spec.commandLine().getOut().println("applied " + name));
            spec.commandLine().getOut().println("The schema is up to date.");
            return 0;
        }
    }
}
