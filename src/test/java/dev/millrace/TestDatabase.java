package dev.millrace;

import dev.millrace.app.database.Jdbc;
import dev.millrace.app.database.Migrations;
import dev.millrace.store.DatabaseConfig;
import dev.millrace.store.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fresh, migrated database for one test class, on a real PostgreSQL: the one that {@code MILLRACE_TEST_DATABASE_URL}
 * names, else a container where a Docker engine has or gets the image, else the embedded one. The server is started once
 * for the JVM and the schema is migrated once; every database is a copy of that one.
 *
 * <pre>{@code
 * @AutoClose
 * static final TestDatabase DATABASE = TestDatabase.create();
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {
    /** So that several runs can share one server. */
    private static final String RUN =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());

    private static final String TEMPLATE = "millrace_test_" + RUN;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final DatabaseUrl url;

    private TestDatabase(DatabaseUrl url) {
        this.url = url;
    }

    /** A database with the whole schema and nothing in it. */
    public static TestDatabase create() {
        return copyOf(Template.READY.database());
    }

    /** A database with nothing in it, not even the schema. */
    public static TestDatabase createEmpty() {
        return copyOf("template0");
    }

    /** Another database with the same content. Nobody may be connected to this one meanwhile. */
    public TestDatabase copy() {
        return copyOf(url.database());
    }

    private static TestDatabase copyOf(String template) {
        String name = TEMPLATE + "_" + COUNT.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        return new TestDatabase(on(name));
    }

    public DatabaseUrl url() {
        return url;
    }

    /** The defaults, at this database. */
    public DatabaseConfig config() {
        return DatabaseConfig.at(url);
    }

    /** A JDBC connection, for what a test wants to look at or tamper with. */
    public Connection connect() throws SQLException {
        return Jdbc.connect(url);
    }

    /** Ends all of the database's connections but the caller's own administrative one, as a failing network would. */
    public void cutConnections() {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + url.database() + "'");
    }

    /** Drops the database, whoever still uses it. */
    @Override
    public void close() {
        execute("DROP DATABASE IF EXISTS " + url.database() + " WITH (FORCE)");
    }

    private static DatabaseUrl on(String database) {
        DatabaseUrl server = TestServer.running();
        return new DatabaseUrl(server.host(), server.port(), database, server.user(), server.password());
    }

    private static void execute(String sql) {
        try (Connection connection = Jdbc.connect(TestServer.running());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Made when the first test asks. */
    private enum Template {
        READY;

        Template() {
            execute("CREATE DATABASE " + TEMPLATE + " TEMPLATE template0");
            new Migrations(DatabaseConfig.at(on(TEMPLATE))).migrate();
            Runtime.getRuntime().addShutdownHook(new Thread(Template::drop));
        }

        String database() {
            return TEMPLATE;
        }

        private static void drop() {
            if (TestServer.outlivesTheTests()) {
                execute("DROP DATABASE IF EXISTS " + TEMPLATE + " WITH (FORCE)");
            }
        }
    }
}
