package dev.millrace.store;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.util.Locale;

/** How we connect to PostgreSQL: every option in one place, each with its reason. */
final class ConnectOptions {
    /** Far above our own statements, which are counted in dozens. */
    private static final int STATEMENT_CACHE_MAX = 256;
    /** Commands in flight on one connection; a lane pipelines a load, a pool never more than one. */
    private static final int PIPELINING_MAX = 256;
    /**
     * The server notices after about 10 + 3 * 5 seconds that we vanished. We do not rely on the like of it: whoever asks
     * gives up a connection that does not answer in time.
     */
    private static final String KEEPALIVE_IDLE_SECONDS = "10";

    private static final String KEEPALIVE_INTERVAL_SECONDS = "5";
    private static final String KEEPALIVE_COUNT = "3";
    private static final int UNACKNOWLEDGED_MILLIS_MAX = 25_000;
    /** Nobody thinks inside a transaction: what is idle in one has lost its client. */
    private static final String IDLE_IN_TRANSACTION_MILLIS = "2000";

    private ConnectOptions() {}

    /** @param purpose how metrics and {@code pg_stat_activity} know it, for example {@code reads} */
    static PgConnectOptions of(
            DatabaseConfig config, DatabaseUrl.Host host, String purpose, Duration statementTimeout) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(host.name())
                .setPort(host.port())
                .setDatabase(config.url().database())
                .setUser(config.username())
                .setPassword(config.secret().reveal())
                .setPipeliningLimit(PIPELINING_MAX)
                // Off by default, and by default only for SQL of less than 2,048 characters.
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(STATEMENT_CACHE_MAX)
                .setPreparedStatementCacheSqlFilter(_ -> true)
                .addProperty("application_name", "millrace-" + purpose)
                .addProperty("statement_timeout", millis(statementTimeout.toMillis()))
                .addProperty("lock_timeout", millis(config.lockTimeout().toMillis()))
                .addProperty("idle_in_transaction_session_timeout", IDLE_IN_TRANSACTION_MILLIS)
                .addProperty("default_transaction_isolation", "read committed")
                .addProperty("tcp_keepalives_idle", KEEPALIVE_IDLE_SECONDS)
                .addProperty("tcp_keepalives_interval", KEEPALIVE_INTERVAL_SECONDS)
                .addProperty("tcp_keepalives_count", KEEPALIVE_COUNT)
                // Short statements only: compiling one costs more than running it.
                .addProperty("jit", "off");
        options.setMetricsName("millrace-" + purpose);
        return secured(options, config);
    }

    static NetClientOptions network(DatabaseConfig config) {
        return new NetClientOptions()
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                // Takes effect with a native transport; with the JDK's own, keepalive must do.
                .setTcpUserTimeout(UNACKNOWLEDGED_MILLIS_MAX)
                .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()));
    }

    private static PgConnectOptions secured(PgConnectOptions options, DatabaseConfig config) {
        options.setSslMode(
                switch (config.sslMode()) {
                    case DISABLE -> io.vertx.pgclient.SslMode.DISABLE;
                    case PREFER -> io.vertx.pgclient.SslMode.PREFER;
                    case REQUIRE -> io.vertx.pgclient.SslMode.REQUIRE;
                    case VERIFY_CA -> io.vertx.pgclient.SslMode.VERIFY_CA;
                    case VERIFY_FULL -> io.vertx.pgclient.SslMode.VERIFY_FULL;
                });
        return switch (config.sslMode()) {
            case DISABLE -> options;
            case PREFER, REQUIRE ->
                options.setSslOptions(new ClientSSLOptions().setTrustAll(true).setHostnameVerificationAlgorithm(""));
            case VERIFY_CA -> options.setSslOptions(trusting(config).setHostnameVerificationAlgorithm(""));
            case VERIFY_FULL -> options.setSslOptions(trusting(config).setHostnameVerificationAlgorithm("HTTPS"));
        };
    }

    private static ClientSSLOptions trusting(DatabaseConfig config) {
        return config.sslRootCertificateFile().isEmpty()
                ? new ClientSSLOptions()
                : new ClientSSLOptions()
                        .setTrustOptions(new PemTrustOptions().addCertPath(config.sslRootCertificateFile()));
    }

    private static String millis(long value) {
        return String.format(Locale.ROOT, "%d", value);
    }
}
