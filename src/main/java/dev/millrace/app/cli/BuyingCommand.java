package dev.millrace.app.cli;

import dev.millrace.app.database.Deployment;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace buying status|hold|resume}. */
@Command(
        name = "buying",
        description = "Shows whether purchase orders are sent to suppliers, holds them, and resumes them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class BuyingCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "buying: status, hold or resume?");
    }

    @Command(name = "status", description = "Shows whether buying is held, and why.", mixinStandardHelpOptions = true)
    int status(@Mixin DatabaseOptions database) {
        try (OpenedDatabase opened = database.open()) {
            String held = new Deployment(opened.config().database()).buyingHeld();
            out().println(held == null ? "Buying is not held." : "Buying is held since " + held);
            return 0;
        }
    }

    @Command(
            name = "hold",
            description = "Sends nothing more to suppliers, from every node, until it is resumed.",
            mixinStandardHelpOptions = true)
    int hold(
            @Option(names = "--why", required = true, paramLabel = "TEXT", description = "For those who ask later")
                    String why,
            @Mixin DatabaseOptions database) {
        try (OpenedDatabase opened = database.open()) {
            new Deployment(opened.config().database()).holdBuying(why, Operators.ACTOR);
            out().println("Buying is held.");
            return 0;
        }
    }

    @Command(
            name = "resume",
            description = {
                "Resumes buying.",
                "After a restore or on a copy, first ask suppliers what they were sent since: what the database does not know"
                        + " of would be bought again."
            },
            mixinStandardHelpOptions = true)
    int resume(
            @Option(names = "--why", required = true, paramLabel = "TEXT", description = "For the audit") String why,
            @Mixin DatabaseOptions database) {
        try (OpenedDatabase opened = database.open()) {
            boolean wasHeld = new Deployment(opened.config().database()).resumeBuying(why, Operators.ACTOR);
            out().println(wasHeld ? "Buying is resumed." : "Buying was not held.");
            return 0;
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
