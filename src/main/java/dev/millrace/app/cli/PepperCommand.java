package dev.millrace.app.cli;

import dev.millrace.access.PepperFingerprint;
import dev.millrace.app.database.Deployment;
import dev.millrace.console.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace pepper adopt}. */
@Command(
        name = "pepper",
        description = "Changes the pepper that a database is served with.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class PepperCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "pepper: adopt?");
    }

    @Command(
            name = "adopt",
            description = {
                "Takes the pepper of the configuration for the right one from now on, where the old one is lost.",
                "Every API key and every supplier's secret must be made anew with it."
            },
            mixinStandardHelpOptions = true)
    int adopt(
            @Option(names = "--why", required = true, paramLabel = "TEXT", description = "For the audit") String why,
            @Mixin DatabaseOptions database) {
        try (OpenedDatabase opened = database.open()) {
            if (!opened.config().access().pepper().isPresent()) {
                throw Failure.ofUsage(
                        "access.pepper is missing: give the new one, for example with --set access.pepper_file=FILE");
            }
            byte[] fingerprint = PepperFingerprint.of(opened.config().access().pepper());
            new Deployment(opened.config().database()).adoptPepper(fingerprint, why, Operators.ACTOR);
            spec.commandLine().getOut().println("Adopted. Make all API keys and suppliers' secrets anew.");
            return 0;
        }
    }
}
