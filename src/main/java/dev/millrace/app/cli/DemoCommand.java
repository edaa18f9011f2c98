package dev.millrace.app.cli;

import dev.millrace.app.config.ConfigSources;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.database.DataFolder;
import dev.millrace.app.database.Durability;
import dev.millrace.app.database.EmbeddedDatabase;
import dev.millrace.app.database.FolderLock;
import dev.millrace.app.database.Migrations;
import dev.millrace.app.demo.DemoData;
import dev.millrace.app.demo.DemoSupplier;
import dev.millrace.app.logging.Logging;
import dev.millrace.app.node.Millrace;
import dev.millrace.console.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace demo}: everything that there is, with a database of its own, for whoever wants to try it. */
@Command(
        name = "demo",
        description = {
            "Starts a PostgreSQL of its own and serves the API with a demo merchant and 1,002 products on it.",
            "What you do in it is kept in the data folder and is there again at the next start."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", description = "Where to keep the data (default: ${DEFAULT-VALUE})")
    private Path data = DataOption.defaultFolder();

    @Option(names = "--fresh", description = "Delete the demo's data and start over")
    private boolean fresh;

    @Option(names = "--port", paramLabel = "PORT", description = "Of the API (default: 8080)")
    private @Nullable Integer port;

    @Option(names = "--management-port", paramLabel = "PORT", description = "Of metrics and health (default: 9090)")
    private @Nullable Integer managementPort;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
    private CommandSpec spec;

    @Override
    public Integer call() {
        long beganNanos = System.nanoTime();
        Progress progress = text -> println(". " + text);
        ConfigSources sources = sources();
        requireFreePorts(sources.load());
        DataFolder folder = DataFolder.openOrCreate(data);
        FolderLock lock = folder.lock();
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, lock, Durability.DURABLE, fresh, progress);
        try {
            Logging.jsonToFile(folder.logFile());
            MillraceConfig config = DemoConfig.in(folder, database.url(), sources);
            if (!new Migrations(config.database()).migrate().isEmpty()) {
                progress.step("Made the schema");
            }
            serve(folder, config, database, progress, beganNanos);
        } catch (RuntimeException | Error failure) {
            database.close();
            throw failure;
        }
        return 0;
    }

    private void serve(
            DataFolder folder, MillraceConfig config, EmbeddedDatabase database, Progress progress, long beganNanos) {
        DemoAccess.Demo demo = DemoAccess.prepare(folder, config);
        progress.step("Starting the server");
        Millrace millrace = Millrace.start(config);
        DemoSupplier supplier;
        try {
            new DemoData(millrace.gate(), demo.merchantId(), Clock.tickMillis(ZoneOffset.UTC)).load(progress);
            progress.step("Opening a supplier to buy from");
            supplier = DemoSupplier.open(
                    millrace,
                    "http://" + Welcome.reachable(config.api().listener().host()) + ":" + millrace.apiPort(),
                    demo.merchantId(),
                    folder.secret("demo-supplier-secret", DemoConfig::newSecret),
                    Operators.ACTOR);
        } catch (RuntimeException | Error failure) {
            millrace.close();
            throw failure;
        }
        folder.keepApiUrl("http://" + config.api().listener().host() + ":" + millrace.apiPort());
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        Welcome welcome =
                new Welcome(config, millrace.apiPort(), millrace.managementPort(), demo.key(), supplier.address());
        println(welcome.text(folder, seconds));
        Signals.stopWith(() -> stop(millrace, supplier, database));
    }

    private void stop(Millrace millrace, DemoSupplier supplier, EmbeddedDatabase database) {
        println("\nStopping: what was accepted is committed and answered first.");
        try (supplier) {
            millrace.close();
        } finally {
            database.close();
        }
        println("Stopped. ./millrace demo starts it again, with everything still there.");
    }

    private ConfigSources sources() {
        ConfigSources sources = options.sources();
        if (port != null) {
            sources.flag("api.port", port.toString());
        }
        if (managementPort != null) {
            sources.flag("management.port", managementPort.toString());
        }
        return sources;
    }

    private static void requireFreePorts(MillraceConfig config) {
        Ports.requireFree(
                config.api().listener().host(), config.api().listener().port(), "--port");
        Ports.requireFree(config.management().host(), config.management().port(), "--management-port");
    }

    private void println(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
