package dev.millrace.app.cli;

import dev.millrace.app.database.Migrations;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code millrace version}: what is running, for reports and for whoever plans an upgrade. */
@Command(
        name = "version",
        description = "Shows the version, the commit that it was built from, and the newest migration of the database's"
                + " schema that it knows and needs.",
        mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
    private CommandSpec spec;

    @Override
    public Integer call() {
        BuildInfo build = BuildInfo.current();
        PrintWriter out = spec.commandLine().getOut();
        out.println("version " + build.version());
        out.println("commit  " + build.commit());
        out.println("schema  " + Migrations.NEWEST);
        out.println("java    " + Runtime.version());
        return 0;
    }
}
