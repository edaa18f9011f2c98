package dev.millrace.app.cli;

import dev.millrace.app.database.Deployment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace history new}. */
@Command(
        name = "history",
        description = "Begins new histories of all journals, after a restore to an earlier point.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class HistoryCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "history: new?");
    }

    @Command(
            name = "new",
            description = {
                "Begins a new history of every journal, and holds buying.",
                "Cursors, ETags and numbers of the old histories are refused from then on: clients read again from 0. Refused"
                        + " while a server runs on the database."
            },
            mixinStandardHelpOptions = true)
    int begin(
            @Option(
                            names = "--why",
                            required = true,
                            paramLabel = "TEXT",
                            description = "For the audit, and for those who ask later")
                    String why,
            @Mixin DatabaseOptions database) {
        try (OpenedDatabase opened = database.open()) {
            long journals = new Deployment(opened.config().database()).beginHistories(why, Operators.ACTOR);
            spec.commandLine()
                    .getOut()
                    .println("Began new histories of " + journals + " journals. Buying is held, until"
                            + " ./millrace buying resume --why TEXT.");
            return 0;
        }
    }
}
