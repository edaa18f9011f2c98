package dev.millrace.app.database;

import dev.millrace.store.DatabaseConfig;
import dev.millrace.store.DatabaseUrl;
import dev.millrace.store.SslMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** JDBC connections, which only migrations and the making of databases use; all else goes through the Vert.x client. */
public final class Jdbc {
    private Jdbc() {}

    public static Connection connect(DatabaseUrl url) throws SQLException {
        return dataSource(DatabaseConfig.at(url)).getConnection();
    }

    public static DataSource dataSource(DatabaseConfig config) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        List<DatabaseUrl.Host> hosts = config.url().hosts();
        source.setServerNames(hosts.stream().map(DatabaseUrl.Host::name).toArray(String[]::new));
        source.setPortNumbers(hosts.stream().mapToInt(DatabaseUrl.Host::port).toArray());
        if (hosts.size() > 1) {
            source.setTargetServerType("primary");
        }
        source.setDatabaseName(config.url().database());
        source.setUser(config.username());
        source.setPassword(config.secret().reveal());
        source.setConnectTimeout(Math.max(1, (int) config.connectTimeout().toSeconds()));
        source.setApplicationName("millrace");
        source.setSslMode(config.sslMode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (!config.sslRootCertificateFile().isEmpty()) {
            source.setSslRootCert(config.sslRootCertificateFile());
        } else if (config.sslMode() == SslMode.VERIFY_CA || config.sslMode() == SslMode.VERIFY_FULL) {
            source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        return source;
    }
}
