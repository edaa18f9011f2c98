package dev.millrace.app.cli;

import dev.millrace.app.config.ConfigSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command's configuration comes from: file, environment, flags; the last one counts. */
final class ConfigOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration in Java's properties format, for example database.url = postgresql://…")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting, in place of file and environment (MILLRACE_DATABASE_URL …). Repeatable.")
    private List<String> flags = new ArrayList<>();

    ConfigSources sources() {
        ConfigSources sources = new ConfigSources();
        if (file != null) {
            sources.file(file);
        }
        return sources.environment(System.getenv()).flags(flags);
    }
}
