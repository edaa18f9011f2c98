package dev.millrace.app.database;

import dev.millrace.Soon;
import dev.millrace.console.Progress;
import dev.millrace.store.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** A PostgreSQL of a test's own, durable as in production, that can be killed and started again on its data. */
public final class TestCluster implements AutoCloseable {
    private static final Duration GONE_MAX = Duration.ofSeconds(30);

    private final DataFolder folder;
    private final FolderLock lock;
    private final Programs programs;
    private final PostgresServer server;
    private int port;

    private TestCluster(DataFolder folder, FolderLock lock, Programs programs) {
        this.folder = folder;
        this.lock = lock;
        this.programs = programs;
        this.server = new PostgresServer(folder, programs, Durability.DURABLE);
    }

    /**
     * Makes an empty one and starts it. What an earlier run left in the folder is stopped and deleted.
     *
     * @param binaries folder in which PostgreSQL is unpacked, if it is not yet
     */
    public static TestCluster make(Path folder, Path binaries) {
        Path unpacked = DataFolder.openOrCreate(binaries).path();
        return make(folder, new Programs(PostgresBinaries.unpackedIn(unpacked, Progress.SILENT)), "");
    }

    /** Likewise, with other programs and with settings that count from its first start. */
    static TestCluster make(Path folder, Programs programs, String settings) {
        TestCluster cluster = emptyIn(folder, programs);
        cluster.server.make();
        cluster.configure(settings);
        cluster.start();
        cluster.execute("postgres", "CREATE DATABASE " + EmbeddedDatabase.DATABASE);
        return cluster;
    }

    /**
     * A standby in another folder, which follows this one from a copy of its files.
     *
     * @param port where it reaches this one, or a proxy before it
     */
    public TestCluster standbyIn(Path other, int port) throws IOException, SQLException {
        TestCluster standby = copyIn(other);
        BaseBackup.of(folder.cluster(), url()).into(standby.folder.cluster(), port);
        standby.start();
        return standby;
    }

    /** One without files yet, in a folder of its own, to be filled with a copy of this one's. */
    TestCluster copyIn(Path other) {
        TestCluster copy = emptyIn(other, programs);
        copy.folder.writeSecret(
                PostgresServer.PASSWORD_FILE,
                folder.readSecret(PostgresServer.PASSWORD_FILE).orElseThrow());
        return copy;
    }

    /** Where its files are. */
    Path files() {
        return folder.cluster();
    }

    /** Settings that count from its next start and go before those of the same name. */
    void configure(String settings) {
        try {
            Files.writeString(
                    folder.cluster().resolve("postgresql.auto.conf"),
                    settings,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestCluster emptyIn(Path folder, Programs programs) {
        DataFolder data = DataFolder.openOrCreate(folder);
        TestCluster cluster = new TestCluster(data, data.lock(), programs);
        if (cluster.server.isMade()) {
            cluster.server.stop();
        }
        data.empty();
        return cluster;
    }

    /** Where it is reached directly; the same after every start. */
    public DatabaseUrl url() {
        return server.url(port, EmbeddedDatabase.DATABASE);
    }

    /** Starts it, which takes as long as the recovery of its data. */
    public void start() {
        port = server.start();
    }

    /** Stops it in order, if it still runs. */
    public void stop() {
        server.stop();
    }

    public boolean isRunning() {
        return server.running().isPresent();
    }

    /** SIGKILL to its first process, as by the system when memory is short. Returns when its children are gone too. */
    public void kill() {
        Postmaster postmaster = server.running().orElseThrow();
        List<Postmaster> children = ProcessHandle.of(postmaster.pid())
                .map(process -> process.children()
                        .map(child -> new Postmaster(child.pid(), port))
                        .toList())
                .orElse(List.of());
        ProcessHandle.of(postmaster.pid()).ifPresent(ProcessHandle::destroyForcibly);
        awaitGone(postmaster);
        children.forEach(TestCluster::awaitGone);
    }

    /** Changes settings that a reload is enough for. */
    public void set(String name, String value) {
        execute(EmbeddedDatabase.DATABASE, "ALTER SYSTEM SET " + name + " = '" + value + "'");
        execute(EmbeddedDatabase.DATABASE, "SELECT pg_reload_conf()");
    }

    /** Makes a standby a server that takes writes. */
    public void promote() {
        execute(EmbeddedDatabase.DATABASE, "SELECT pg_promote(true, 30)");
    }

    /** Makes a stopped one a standby when it is started next: one that follows nobody and hears of nothing any more. */
    public void demote() throws IOException {
        Files.writeString(folder.cluster().resolve("standby.signal"), "");
    }

    /** The last lines of its log. */
    public String logTail(int lines) throws IOException {
        List<String> log = Files.readAllLines(folder.postgresLogFile());
        return String.join("\n", log.subList(Math.max(0, log.size() - lines), log.size()));
    }

    @Override
    public void close() {
        server.stop();
        lock.close();
    }

    private static void awaitGone(Postmaster process) {
        Soon.await("the end of PostgreSQL's process " + process.pid())
                .atMost(GONE_MAX)
                .until(() -> !process.lives());
    }

    void execute(String database, String sql) {
        try (Connection connection = Jdbc.connect(server.url(port, database));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
