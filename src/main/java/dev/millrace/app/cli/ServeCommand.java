package dev.millrace.app.cli;

import dev.millrace.app.config.ConfigSources;
import dev.millrace.app.config.EffectiveConfig;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.database.Migrations;
import dev.millrace.app.logging.Logging;
import dev.millrace.app.node.MemoryPlan;
import dev.millrace.app.node.Millrace;
import dev.millrace.config.Heap;
import dev.millrace.console.Failure;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code millrace serve}: the production start. */
@Command(
        name = "serve",
        description = {
            "Serves the API on a PostgreSQL of yours. Logs JSON to standard output; ends on SIGTERM when everything that"
                    + " it accepted is committed and answered.",
            "Needs database.url and access.pepper (or access.pepper_file); ./millrace migrate first."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Override
    public Integer call() {
        ConfigSources sources = options.sources();
        MillraceConfig config = sources.load();
        require(sources, "database.url", "for example postgresql://user:password@host:5432/millrace");
        require(sources, "access.pepper", "at least 32 random characters, the same on every node");
        Logging.jsonToStandardOutput();
        LoggingEventBuilder line = LOG.atInfo();
        for (Map.Entry<String, String> value : EffectiveConfig.of(config).entrySet()) {
            line = line.addKeyValue(value.getKey(), value.getValue());
        }
        line.log("Effective configuration");
        warnOfTooLittleMemory(config);
        new Migrations(config.database()).check();
        Millrace millrace = Millrace.start(config);
        BuildInfo build = BuildInfo.current();
        LOG.atInfo()
                .addKeyValue("version", build.version())
                .addKeyValue("commit", build.commit())
                .addKeyValue("schema", Migrations.NEWEST)
                .addKeyValue("api_port", millrace.apiPort())
                .addKeyValue("management_port", millrace.managementPort())
                .log("Millrace is ready");
        Signals.stopWith(millrace::close);
        return 0;
    }

    private static void warnOfTooLittleMemory(MillraceConfig config) {
        String shortage = MemoryPlan.of(config).shortage(Heap.ofThisJvm());
        if (shortage != null) {
            LOG.warn(shortage);
        }
    }

    private static void require(ConfigSources sources, String key, String hint) {
        if (!sources.gives(key)) {
            throw Failure.ofUsage(key + " is missing (" + hint + "); set it with --config FILE, --set " + key
                    + "=… or the environment");
        }
    }
}
