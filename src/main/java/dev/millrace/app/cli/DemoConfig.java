package dev.millrace.app.cli;

import dev.millrace.access.AccessConfig;
import dev.millrace.app.config.ConfigSources;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.database.DataFolder;
import dev.millrace.config.Secret;
import dev.millrace.purchasing.ConnectorConfig;
import dev.millrace.store.DatabaseConfig;
import dev.millrace.store.DatabaseUrl;
import dev.millrace.store.SslMode;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The configuration of the demo: what was given, with the database and the pepper of its data folder. */
final class DemoConfig {
    private static final int SECRET_BYTES = 32;

    private DemoConfig() {}

    static MillraceConfig in(DataFolder folder, DatabaseUrl url, ConfigSources sources) {
        MillraceConfig given = sources.load();
        return given.with(database(given.database(), url))
                .with(access(given, folder))
                .with(suppliers(given.suppliers()));
    }

    /** The demo's own supplier is on this machine. */
    private static ConnectorConfig suppliers(ConnectorConfig given) {
        return given.allowedNetworks().isEmpty() ? given.allowing("127.0.0.0/8") : given;
    }

    private static DatabaseConfig database(DatabaseConfig given, DatabaseUrl url) {
        return new DatabaseConfig(
                url,
                "",
                Secret.none(),
                SslMode.DISABLE,
                "",
                given.readConnections(),
                given.readQueueMax(),
                given.merchantReadQueueMax(),
                given.connectTimeout(),
                given.readTimeout(),
                given.statementTimeout(),
                given.lockTimeout());
    }

    private static AccessConfig access(MillraceConfig given, DataFolder folder) {
        Secret pepper = folder.secret("pepper", DemoConfig::newSecret);
        return new AccessConfig(
                pepper,
                given.access().cacheEntriesMax(),
                given.access().cacheTtl(),
                given.access().revocationsInterval(),
                given.access().limitHoldersMax());
    }

    /** A secret that nobody could guess. */
    static Secret newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Secret.of(HexFormat.of().formatHex(bytes));
    }
}
