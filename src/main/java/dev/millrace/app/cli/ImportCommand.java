package dev.millrace.app.cli;

import dev.millrace.access.KeyHasher;
import dev.millrace.access.KeyText;
import dev.millrace.access.Scope;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.database.Jdbc;
import dev.millrace.app.node.Await;
import dev.millrace.console.Failure;
import dev.millrace.domain.model.Limits;
import dev.millrace.importer.Import;
import dev.millrace.importer.ImportReport;
import dev.millrace.store.ApiKey;
import dev.millrace.store.Merchant;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace import}. */
@Command(
        name = "import",
        description = {
            "Brings a file of real orders to a running server, through its API: Complete Journey baskets or Online Retail"
                    + " lines, as CSV, compressed or not.",
            "Makes the merchant and the products that it needs. Run again, it changes nothing."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final int CONCURRENCY_MAX = 1_000;
    private static final String KEY_NAME = "import";

    @Parameters(paramLabel = "FILE", description = "The file; its first line tells its format")
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
    private Path file;

    @Option(names = "--merchant", paramLabel = "NAME", description = "Whose orders (default: the file's name)")
    private @Nullable String merchantName;

    @Option(
            names = "--stock",
            paramLabel = "N",
            description = "Units on hand of each product that is made (default: ${DEFAULT-VALUE})")
    private long stock = 1_000;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The server (default: the demo's of --data, else the configured api.host and api.port)")
    private @Nullable String url;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Orders in flight at most (default: ${DEFAULT-VALUE})")
    private int concurrency = 64;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
    private CommandSpec spec;

    @Override
    public Integer call() {
        requireSensibleOptions();
        try (OpenedDatabase opened = database.open();
                Operators operators = new Operators(opened.config())) {
            Merchant merchant = merchant(operators);
            KeyText key = operators.makeKey(merchant, KEY_NAME, EnumSet.allOf(Scope.class));
            try {
                return run(opened, merchant, key);
            } finally {
                revoke(operators, opened.config(), merchant, key);
            }
        } catch (SQLException e) {
            throw Failure.of("The database could not be read: " + e.getMessage(), e);
        }
    }

    private void requireSensibleOptions() {
        if (stock < 0 || stock > Limits.ON_HAND_MAX) {
            throw Failure.ofUsage("--stock " + stock + " (expected: 0 to " + Limits.ON_HAND_MAX + ")");
        }
        if (concurrency < 1 || concurrency > CONCURRENCY_MAX) {
            throw Failure.ofUsage("--concurrency " + concurrency + " (expected: 1 to " + CONCURRENCY_MAX + ")");
        }
    }

    private int run(OpenedDatabase opened, Merchant merchant, KeyText key) throws SQLException {
        long beganNanos = System.nanoTime();
        String server = url != null ? url : opened.apiUrl();
        println("Importing for merchant " + merchant.name() + " through " + server);
        Import importing = new Import(
                server, key, Jdbc.dataSource(opened.config().database()), merchant.id(), step -> println(". " + step));
        ImportReport report = importing.run(file, stock, concurrency);
        report.leftOut().forEach(this::println);
        println("");
        report.sums().forEach(this::println);
        println("%.1f s".formatted((System.nanoTime() - beganNanos) / 1e9));
        return report.agrees() ? 0 : 1;
    }

    private Merchant merchant(Operators operators) {
        String name = merchantName == null ? nameOf(file) : merchantName;
        return Await.of(operators.merchants().findByName(name))
                .or(() -> Await.of(operators.merchants().create(name, Operators.ACTOR)))
                .orElseThrow(() -> Failure.of("Merchant " + name + " is being made by somebody else; try again"));
    }

    /** The key is good for this one run: nobody keeps its text. */
    private static void revoke(Operators operators, MillraceConfig config, Merchant merchant, KeyText key) {
        byte[] hmac = new KeyHasher(config.access().pepper()).hash(key);
        for (ApiKey kept : Await.of(operators.keys().list(merchant.id()))) {
            if (KeyHasher.same(kept.hmac(), hmac)) {
                Await.of(operators.keys().revoke(kept.id(), Operators.ACTOR));
            }
        }
    }

    /** {@code complete-journey-baskets} of {@code some/complete-journey-baskets.csv.gz}. */
    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\..*$", "");
    }

    private void println(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
