package dev.millrace.app.database;

import dev.millrace.console.Failure;
import dev.millrace.console.Progress;
import dev.millrace.store.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * A PostgreSQL of our own in a data folder, on a free port of the loopback address. What was committed survives
 * whatever ends the run: the server writes to disk before it acknowledges, and a server that outlived a killed run is
 * found again. It is driven by PostgreSQL's own programs; why not by the library that brings them stands in
 * docs/adr/003.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    /** The database in it. */
    public static final String DATABASE = "millrace";

    private final PostgresServer server;
    private final DatabaseUrl url;
    private final boolean ours;

    private EmbeddedDatabase(PostgresServer server, DatabaseUrl url, boolean ours) {
        this.server = server;
        this.url = url;
        this.ours = ours;
    }

    /**
     * Starts it, or takes over the one that a killed run left alive. The caller holds the folder's lock.
     *
     * @param fresh whether to delete all data first
     */
    public static EmbeddedDatabase start(
            DataFolder folder, FolderLock lock, Durability durability, boolean fresh, Progress progress) {
        assert lock != null;
        PostgresServer server = serverOf(folder, durability, progress);
        if (fresh && server.isMade()) {
            progress.step("Deleting the old data");
            server.stop();
        }
        if (fresh) {
            folder.empty();
        }
        if (!server.isMade()) {
            progress.step("Making a PostgreSQL cluster in " + folder.path());
            server.make();
        }
        int port = adopt(server, durability, progress).orElseGet(() -> startAnew(server, progress));
        createDatabase(server, port);
        return new EmbeddedDatabase(server, server.url(port, DATABASE), true);
    }

    /** Uses the one that another process runs on the folder; closing leaves it running. */
    public static EmbeddedDatabase join(DataFolder folder) {
        PostgresServer server = serverOf(folder, Durability.DURABLE, Progress.SILENT);
        Postmaster postmaster = server.running()
                .orElseThrow(() -> Failure.of("The Millrace that runs on " + folder.path()
                        + " has not started its database yet; try again in a moment"));
        return new EmbeddedDatabase(server, server.url(postmaster.port(), DATABASE), false);
    }

    public DatabaseUrl url() {
        return url;
    }

    /** Stops it, unless another process runs it. */
    @Override
    public void close() {
        if (ours) {
            server.stop();
        }
    }

    private static PostgresServer serverOf(DataFolder folder, Durability durability, Progress progress) {
        Programs programs = new Programs(PostgresBinaries.unpackedIn(folder.path(), progress));
        return new PostgresServer(folder, programs, durability);
    }

    /** A server left alive goes on if it answers and keeps its promises; otherwise it is stopped. */
    private static Optional<Integer> adopt(PostgresServer server, Durability durability, Progress progress) {
        Optional<Integer> port = server.running().map(Postmaster::port);
        if (port.isPresent() && answers(server, port.get(), durability)) {
            progress.step("Taking over the PostgreSQL that an earlier run left alive");
            return port;
        }
        if (port.isPresent()) {
            progress.step("Stopping the PostgreSQL that an earlier run left alive");
            server.stop();
        }
        return Optional.empty();
    }

    private static int startAnew(PostgresServer server, Progress progress) {
        progress.step("Starting PostgreSQL");
        return server.start();
    }

    private static boolean answers(PostgresServer server, int port, Durability durability) {
        try (Connection connection = Jdbc.connect(server.url(port, "postgres"));
                Statement statement = connection.createStatement();
                ResultSet settings = statement.executeQuery("""
                        SELECT current_setting('fsync'), current_setting('synchronous_commit'),
                          current_setting('full_page_writes')
                        """)) {
            return settings.next()
                    && settings.getString(1).equals(durability.setting())
                    && settings.getString(2).equals(durability.setting())
                    && settings.getString(3).equals(durability.setting());
        } catch (SQLException _) {
            return false; // It does not answer, or not to us; it is stopped then.
        }
    }

    private static void createDatabase(PostgresServer server, int port) {
        try (Connection connection = Jdbc.connect(server.url(port, "postgres"));
                Statement statement = connection.createStatement()) {
            boolean exists;
            try (ResultSet found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = 'millrace'")) {
                exists = found.next();
            }
            if (!exists) {
                statement.execute("CREATE DATABASE millrace");
            }
        } catch (SQLException e) {
            throw Failure.of("The embedded PostgreSQL does not answer: " + e.getMessage(), e);
        }
    }
}
