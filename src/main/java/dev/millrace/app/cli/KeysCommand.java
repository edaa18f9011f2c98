package dev.millrace.app.cli;

import dev.millrace.access.KeyText;
import dev.millrace.access.Scope;
import dev.millrace.app.node.Await;
import dev.millrace.console.Failure;
import dev.millrace.store.ApiKey;
import dev.millrace.store.Merchant;
import dev.millrace.wire.TypeId;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace keys create|list|revoke}. */
@Command(
        name = "keys",
        description = "Creates, lists and revokes API keys of merchants.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class KeysCommand implements Runnable {
    private static final int NAME_CHARACTERS_MAX = 64;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "keys: create, list or revoke?");
    }

    @Command(
            name = "create",
            description = "Creates a key and shows it once: only its hash is kept.",
            mixinStandardHelpOptions = true)
    int create(
            @Option(names = "--merchant", required = true, paramLabel = "NAME", description = "Whose key it is")
                    String merchantName,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "What it is for") String name,
            @Option(names = "--scope", required = true, paramLabel = "SCOPE", description = "read or write; repeatable")
                    List<String> scopes,
            @Option(
                            names = "--expires",
                            paramLabel = "WHEN",
                            description = "From when on it is no longer good: 2027-01-31T00:00:00Z, or 90d from now;"
                                    + " without it, never")
                    @Nullable
                    String expires,
            @Mixin DatabaseOptions database) {
        if (name.isBlank() || name.codePointCount(0, name.length()) > NAME_CHARACTERS_MAX) {
            throw Failure.ofUsage("A key's name has 1 to " + NAME_CHARACTERS_MAX + " characters");
        }
        Set<Scope> wanted = scopes.stream()
                .map(KeysCommand::scope)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
        Instant expiresAt = expires == null ? null : Expiry.parse(expires, now());
        try (OpenedDatabase opened = database.open();
                Operators operators = new Operators(opened.config())) {
            Merchant merchant = operators.merchant(merchantName);
            KeyText key = operators.makeKey(merchant, name, wanted, expiresAt);
            out().println(key.reveal());
            spec.commandLine()
                    .getErr()
                    .println("Keep it: it cannot be shown again."
                            + (expiresAt == null ? "" : " It expires at " + expiresAt + "."));
            return 0;
        }
    }

    @Command(name = "list", description = "Lists a merchant's keys.", mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--merchant", paramLabel = "NAME", description = "Only this merchant's") @Nullable
                    String merchantName,
            @Mixin DatabaseOptions database) {
        try (OpenedDatabase opened = database.open();
                Operators operators = new Operators(opened.config())) {
            List<Merchant> merchants = merchantName == null
                    ? Await.of(operators.merchants().list())
                    : List.of(operators.merchant(merchantName));
            Table table = new Table("ID", "MERCHANT", "NAME", "KEY", "SCOPES", "CREATED", "STATE");
            for (Merchant merchant : merchants) {
                Await.of(operators.keys().list(merchant.id())).forEach(key -> row(table, merchant, key));
            }
            table.print(out());
            return 0;
        }
    }

    @Command(name = "revoke", description = "Revokes a key permanently.", mixinStandardHelpOptions = true)
    int revoke(
            @Parameters(paramLabel = "ID", description = "As list shows it: key_…") String id,
            @Mixin DatabaseOptions database) {
        UUID keyId = TypeId.API_KEY.parse(id);
        if (keyId == null) {
            throw Failure.ofUsage(id + " is no id of a key (key_…, as ./millrace keys list shows it)");
        }
        try (OpenedDatabase opened = database.open();
                Operators operators = new Operators(opened.config())) {
            if (!Await.of(operators.keys().revoke(keyId, Operators.ACTOR))) {
                throw Failure.of("There is no such key, or it is revoked already");
            }
            out().println(
                            "Revoked. Running servers refuse it within a second; one that cannot reach the database does so"
                                    + " when its memory of the key ends ("
                                    + opened.config().access().cacheTtl().toSeconds() + " s).");
            return 0;
        }
    }

    private static void row(Table table, Merchant merchant, ApiKey key) {
        table.row(
                TypeId.API_KEY.of(key.id()),
                merchant.name(),
                key.name(),
                key.hint(),
                key.scopes().stream().sorted().collect(Collectors.joining(",")),
                key.createdAt().toString(),
                state(key, now()));
    }

    private static String state(ApiKey key, Instant now) {
        if (key.revokedAt() != null) {
            return "revoked " + key.revokedAt();
        }
        Instant end = key.expiresAt();
        return end == null ? "good" : now.isBefore(end) ? "until " + end : "expired " + end;
    }

    private static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Scope scope(String text) {
        return Arrays.stream(Scope.values())
                .filter(scope -> scope.text().equals(text))
                .findFirst()
                .orElseThrow(() -> Failure.ofUsage("--scope " + text + " (expected: read or write)"));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
