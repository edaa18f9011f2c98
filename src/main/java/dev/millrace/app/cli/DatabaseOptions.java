package dev.millrace.app.cli;

import dev.millrace.app.config.ConfigSources;
import dev.millrace.console.Failure;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which database a command works on: the demo's, whether the demo runs or not, or the configured one. */
final class DatabaseOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Work on the database of the demo that keeps its data in this folder, running or not")
    private @Nullable Path data;

    @Mixin
    private final ConfigOptions config = new ConfigOptions();

    /** Opens it; for the demo's, that may mean to start it. */
    OpenedDatabase open() {
        ConfigSources sources = config.sources();
        if (data != null) {
            return OpenedDatabase.ofDemo(data, sources);
        }
        if (!sources.gives("database.url")) {
            throw Failure.ofUsage("Which database? Give --data DIR for the demo's (its default folder is "
                    + DataOption.defaultFolder() + "), or database.url, for example --set"
                    + " database.url=postgresql://user:password@host:5432/millrace");
        }
        return OpenedDatabase.configured(sources);
    }
}
