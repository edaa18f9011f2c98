package dev.millrace.app.database;

import dev.millrace.store.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * A copy of a running cluster's files, as PostgreSQL's documentation describes it under "Making a Base Backup Using the
 * Low Level API", since the embedded binaries bring no {@code pg_basebackup}. What a copy misses comes by streaming.
 */
final class BaseBackup {
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts");
    private static final Set<String> LEFT_EMPTY = Set.of("pg_wal", "pg_replslot", "pg_stat_tmp", "pg_notify");

    private final Path cluster;
    private final DatabaseUrl url;

    private BaseBackup(Path cluster, DatabaseUrl url) {
        this.cluster = cluster;
        this.url = url;
    }

    static BaseBackup of(Path cluster, DatabaseUrl url) {
        return new BaseBackup(cluster, url);
    }

    /**
     * Makes a standby of it, that is not started yet.
     *
     * @param port where it will reach the original
     */
    void into(Path standby, int port) throws IOException, SQLException {
        try (Connection connection = Jdbc.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_create_physical_replication_slot('standby', true)");
            statement.execute("SELECT pg_backup_start('standby', true)");
            copy(cluster, standby);
            try (ResultSet label = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                label.next();
                Files.writeString(standby.resolve("backup_label"), label.getString(1));
            }
        }
        Files.writeString(standby.resolve("standby.signal"), "");
        Files.writeString(
                standby.resolve("postgresql.auto.conf"),
                """
                primary_conninfo = 'host=%s port=%d user=%s password=%s application_name=standby sslmode=disable gssencmode=disable'
                primary_slot_name = 'standby'
                wal_receiver_status_interval = '1s'
                """.formatted(url.host(), port, url.user(), url.password().reveal()),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Copies files of a cluster, but for what belongs to a running server. */
    static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (LEFT_EMPTY.contains(String.valueOf(from.getFileName()))) {
            return;
        }
        try (var entries = Files.list(from)) {
            for (Path entry : List.copyOf(entries.toList())) {
                copyEntry(entry, to.resolve(entry.getFileName()));
            }
        }
    }

    private static void copyEntry(Path entry, Path target) throws IOException {
        if (Files.isDirectory(entry)) {
            copy(entry, target);
        } else if (!LEFT_OUT.contains(String.valueOf(entry.getFileName()))) {
            try {
                Files.copy(entry, target);
            } catch (NoSuchFileException _) {
                // Deleted meanwhile; recovery knows.
            }
        }
    }
}
