package dev.millrace.app.cli;

import dev.millrace.app.config.ConfigFailure;
import dev.millrace.console.Failure;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code millrace}: the list of all commands, and how each of them ends. */
@Command(
        name = "millrace",
        description = "Order and inventory backend: every order gets exactly one durable answer,"
                + " and stock is never oversold.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = MillraceCommand.Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            MigrateCommand.class,
            MerchantsCommand.class,
            KeysCommand.class,
            HistoryCommand.class,
            BuyingCommand.class,
            PepperCommand.class,
            AuditCommand.class,
            ImportCommand.class,
            SandboxSupplierCommand.class,
            VersionCommand.class,
            HelpCommand.class
        },
        footer = {"", "New here? ./millrace demo", "Details: ./millrace help COMMAND"})
public final class MillraceCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
    private CommandSpec spec;

    /** Runs the command that the arguments name, and returns the exit code. */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new MillraceCommand())
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(MillraceCommand::onWrongUse)
                .setExecutionExceptionHandler(MillraceCommand::onFailure);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    private static int onWrongUse(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("millrace: " + String.valueOf(wrong.getMessage()).strip());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try ./" + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    /** What is expected to happen is told in one line; anything else is a bug, and its stack trace helps. */
    private static int onFailure(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        PrintWriter err = command.getErr();
        switch (failure) {
            case Failure expected -> {
                err.println("millrace: " + expected.line());
                err.flush();
                return expected.exitCode();
            }
            case ConfigFailure wrong -> {
                err.println("millrace: " + wrong.getMessage());
                err.flush();
                return CommandLine.ExitCode.USAGE;
            }
            default -> throw failure;
        }
    }

    /** As the build stamped it. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"millrace " + BuildInfo.current().version()};
        }
    }
}
