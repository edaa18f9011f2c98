package dev.millrace.app.cli;

import dev.millrace.app.node.Await;
import dev.millrace.console.Failure;
import dev.millrace.store.Merchant;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace merchants create|list}. */
@Command(
        name = "merchants",
        description = "Creates and lists merchants (tenants).",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class MerchantsCommand implements Runnable {
    private static final int NAME_CHARACTERS_MAX = 64;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(spec.commandLine(), "merchants: create or list?");
    }

    @Command(name = "create", description = "Creates a merchant.", mixinStandardHelpOptions = true)
    int create(
            @Parameters(paramLabel = "NAME", description = "1 to 64 characters, unique") String name,
            @Mixin DatabaseOptions database) {
        if (name.isBlank() || name.codePointCount(0, name.length()) > NAME_CHARACTERS_MAX) {
            throw Failure.ofUsage("A merchant's name has 1 to " + NAME_CHARACTERS_MAX + " characters");
        }
        try (OpenedDatabase opened = database.open();
                Operators operators = new Operators(opened.config())) {
            Merchant made = Await.of(operators.merchants().create(name, Operators.ACTOR))
                    .orElseThrow(() -> Failure.of("There is a merchant named " + name + " already"));
            out().println("Made merchant " + made.name() + " (id " + made.id() + "). Next: ./millrace keys create"
                    + " --merchant " + made.name() + " --name NAME --scope read --scope write");
            return 0;
        }
    }

    @Command(name = "list", description = "Lists all merchants by name.", mixinStandardHelpOptions = true)
    int list(@Mixin DatabaseOptions database) {
        try (OpenedDatabase opened = database.open();
                Operators operators = new Operators(opened.config())) {
            List<Merchant> merchants = Await.of(operators.merchants().list());
            Table table = new Table("ID", "NAME", "HISTORY", "CREATED");
            merchants.forEach(merchant -> table.row(
                    Integer.toString(merchant.id()),
                    merchant.name(),
                    merchant.history(),
                    merchant.createdAt().toString()));
            table.print(out());
            return 0;
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
