package dev.millrace.app.database;

import dev.millrace.Soon;
import dev.millrace.store.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A PostgreSQL as an operator of one would run it: the one that this machine has installed, with its write-ahead log archived, a
 * base backup by {@code pg_basebackup}, and restored from the two as PostgreSQL's documentation describes it under "Recovering
 * Using a Continuous Archive Backup". The embedded binaries lack these programs.
 */
public final class ArchivedCluster implements AutoCloseable {
    /** What to say where there is none. */
    public static final String MISSING =
            "no PostgreSQL with pg_basebackup in /usr/lib/postgresql (Debian: postgresql-15)";

    private static final Path INSTALLATIONS = Path.of("/usr/lib/postgresql");
    private static final int VERSION_MIN = 15;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final TestCluster cluster;
    private final Programs programs;
    private final Path archive;
    private final Path backup;

    private ArchivedCluster(TestCluster cluster, Programs programs, Path archive, Path backup) {
        this.cluster = cluster;
        this.programs = programs;
        this.archive = archive;
        this.backup = backup;
    }

    /** The newest PostgreSQL that is installed, if there is one with all that is needed. */
    public static Optional<Path> installation() throws IOException {
        if (!Files.isDirectory(INSTALLATIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLATIONS)) {
            return versions.filter(version -> Files.isExecutable(version.resolve("bin/pg_basebackup"))
                            && Files.isExecutable(version.resolve("bin/initdb")))
                    .filter(version -> number(version) >= VERSION_MIN)
                    .max(Comparator.comparingInt(ArchivedCluster::number));
        }
    }

    private static int number(Path version) {
        String name = version.getFileName().toString();
        return name.matches("[0-9]{1,4}") ? Integer.parseInt(name) : 0;
    }

    /** Makes an empty one and starts it. What an earlier run left in the folder is stopped and deleted. */
    public static ArchivedCluster make(Path folder, Path installation) throws IOException {
        Path archive = folder.resolve("archive").toAbsolutePath();
        Path backup = folder.resolve("backup").toAbsolutePath();
        Folders.delete(archive);
        Folders.delete(backup);
        Files.createDirectories(archive);
        Programs programs = new Programs(installation);
        TestCluster cluster = TestCluster.make(folder.resolve("original"), programs, """
                archive_mode = on
                archive_command = 'test ! -f "%1$s/%%f" && cp "%%p" "%1$s/%%f"'
                """.formatted(archive));
        return new ArchivedCluster(cluster, programs, archive, backup);
    }

    public DatabaseUrl url() {
        return cluster.url();
    }

    /** Makes the base backup that {@link #restore} begins with. */
    public void backUp() {
        baseBackup(backup);
    }

    /**
     * Loses the server, puts the base backup in the place of its files and starts it again, which reads the archive up to the point.
     *
     * @param target a setting, such as {@code recovery_target_time = '…'}
     */
    public void restore(String target) throws Exception {
        awaitArchived();
        cluster.kill();
        Folders.delete(cluster.files());
        BaseBackup.copy(backup, cluster.files());
        recover(cluster, target);
    }

    /** Another server in another folder, from a base backup made now, that was brought up as a server of its own. */
    public TestCluster promotedCopyIn(Path folder) throws Exception {
        TestCluster copy = cluster.copyIn(folder);
        baseBackup(copy.files());
        copy.configure("archive_mode = off\n");
        recover(copy, "");
        return copy;
    }

    /** Another server in another folder, made empty, into which a dump of this one was restored. */
    public TestCluster dumpedCopyIn(Path folder) {
        TestCluster copy = TestCluster.make(folder, programs, "");
        Path dump = backup.resolveSibling("dump");
        programs.run(TIMEOUT, "pg_dump", "--format=custom", "--file=" + dump, "--dbname=" + conninfo(cluster.url()));
        programs.run(TIMEOUT, "pg_restore", "--exit-on-error", "--dbname=" + conninfo(copy.url()), dump.toString());
        return copy;
    }

    /** Another database of this server with the same content. Nobody may be connected to the one meanwhile. */
    public DatabaseUrl copyByTemplate(String name) {
        DatabaseUrl url = cluster.url();
        cluster.execute("postgres", "CREATE DATABASE " + name + " TEMPLATE " + url.database());
        return new DatabaseUrl(url.hosts(), name, url.user(), url.password());
    }

    private void baseBackup(Path target) {
        programs.run(
                TIMEOUT,
                "pg_basebackup",
                "--pgdata=" + target,
                "--checkpoint=fast",
                "--wal-method=stream",
                "--dbname=" + conninfo(cluster.url()));
    }

    private void awaitArchived() throws Exception {
        String last = text("SELECT pg_walfile_name(pg_current_wal_insert_lsn())");
        text("SELECT pg_switch_wal()");
        await("archived " + last, cluster, () -> Files.exists(archive.resolve(last)));
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = Jdbc.connect(cluster.url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void recover(TestCluster restored, String target) throws Exception {
        restored.configure("""
                restore_command = 'cp "%s/%%f" "%%p"'
                recovery_target_action = promote
                %s
                """.formatted(archive, target));
        Files.writeString(restored.files().resolve("recovery.signal"), "");
        restored.start();
        await("the end of its recovery", restored, () -> takesWrites(restored));
    }

    private static void await(String what, TestCluster cluster, Callable<Boolean> condition) throws IOException {
        try {
            Soon.await(what).atMost(TIMEOUT).until(condition);
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(what + ": " + cluster.logTail(20), e);
        }
    }

    private static boolean takesWrites(TestCluster cluster) throws SQLException {
        try (Connection connection = Jdbc.connect(cluster.url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT NOT pg_is_in_recovery()")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static String conninfo(DatabaseUrl url) {
        return "host=127.0.0.1 port=%d user=%s password=%s dbname=%s"
                .formatted(
                        url.hosts().getFirst().port(),
                        url.user(),
                        url.password().reveal(),
                        url.database());
    }

    /** Without an order that would wait for its archiver. */
    @Override
    public void close() {
        if (cluster.isRunning()) {
            cluster.kill();
        }
        cluster.close();
    }
}
