package dev.millrace.app.cli;

import dev.millrace.app.config.ConfigSources;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.database.DataFolder;
import dev.millrace.app.database.Durability;
import dev.millrace.app.database.EmbeddedDatabase;
import dev.millrace.app.database.FolderLock;
import dev.millrace.console.Progress;
import java.nio.file.Path;
import java.util.Optional;

/** A database that a command may use until it closes it, and the configuration that leads to it. */
final class OpenedDatabase implements AutoCloseable {
    private final MillraceConfig config;
    private final String apiUrl;
    private final Runnable onClose;

    private OpenedDatabase(MillraceConfig config, String apiUrl, Runnable onClose) {
        this.apiUrl = apiUrl;
        this.config = config;
        this.onClose = onClose;
    }

    static OpenedDatabase configured(ConfigSources sources) {
        MillraceConfig config = sources.load();
        return new OpenedDatabase(config, configuredUrl(config), () -> {});
    }

    /** The demo's: the running one if there is one, else started for as long as it is needed. */
    static OpenedDatabase ofDemo(Path data, ConfigSources sources) {
        DataFolder folder = DataFolder.open(data);
        Optional<FolderLock> lock = folder.tryLock();
        EmbeddedDatabase database = lock.isPresent()
                ? EmbeddedDatabase.start(folder, lock.get(), Durability.DURABLE, false, Progress.SILENT)
                : EmbeddedDatabase.join(folder);
        MillraceConfig config = DemoConfig.in(folder, database.url(), sources);
        return new OpenedDatabase(config, folder.apiUrl().orElseGet(() -> configuredUrl(config)), () -> {
            database.close();
            lock.ifPresent(FolderLock::close);
        });
    }

    MillraceConfig config() {
        return config;
    }

    /** Where the server that works on it is reached. */
    String apiUrl() {
        return apiUrl;
    }

    private static String configuredUrl(MillraceConfig config) {
        return "http://" + config.api().listener().host() + ":"
                + config.api().listener().port();
    }

    @Override
    public void close() {
        onClose.run();
    }
}
