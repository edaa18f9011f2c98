package dev.millrace.attack;

import dev.millrace.attack.backlog.BacklogCommand;
import dev.millrace.attack.hostile.HostileCommand;
import dev.millrace.attack.model.ModelCommand;
import dev.millrace.attack.nemesis.NemesisCommand;
import dev.millrace.attack.overload.OverloadCommand;
import dev.millrace.faults.PlantedFaults;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The long forms of the tests that attack the core. {@code scripts/attack} starts it. */
@Command(
        name = "attack",
        description = "Tries to break what Millrace promises; each attack prints how to repeat it.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BacklogCommand.class,
            HostileCommand.class,
            ModelCommand.class,
            NemesisCommand.class,
            OverloadCommand.class,
            PlantedFaults.class,
            SimulateCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Attack {
    private Attack() {}

    /** Ends with 0 only if every promise was kept. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Attack()).execute(arguments));
    }
}
