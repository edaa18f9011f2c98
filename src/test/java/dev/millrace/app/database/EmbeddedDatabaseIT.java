package dev.millrace.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.config.Secret;
import dev.millrace.console.Failure;
import dev.millrace.console.Progress;
import dev.millrace.store.DatabaseUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedDatabaseIT {
    private static final Progress SILENT = Progress.SILENT;
    private static final String BINARIES = "postgresql-" + PostgresBinaries.VERSION;

    @TempDir
    Path parent;

    /** Of the binaries; it leads out of the temporary folder, which JUnit would remark on. */
    @AfterEach
    void removeTheLink() throws IOException {
        Files.deleteIfExists(parent.resolve("data").resolve(BINARIES));
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "listen_addresses, 127.0.0.1",
        "unix_socket_directories, ''",
        "shared_buffers, 256MB",
        "max_wal_size, 2GB",
        "tcp_keepalives_idle, 10",
        "tcp_keepalives_interval, 5",
        "tcp_keepalives_count, 3",
        "data_checksums, on",
        "server_encoding, UTF8"
    })
    void runsDurablyAndOnTheLoopbackAddressAlone(String setting, String expected) throws SQLException {
        assertThat(query(Shared.database().url(), "SELECT current_setting('" + setting + "')"))
                .isEqualTo(expected);
    }

    @Test
    void isTheVersionThatWeUnpacked() throws SQLException {
        assertThat(PostgresBinaries.VERSION).startsWith(query(Shared.database().url(), "SHOW server_version") + ".");
    }

    @Test
    void refusesWhoeverDoesNotKnowThePassword() {
        DatabaseUrl url = Shared.database().url();
        DatabaseUrl guessed = new DatabaseUrl(url.host(), url.port(), url.database(), url.user(), Secret.of("a guess"));

        assertThatThrownBy(() -> query(guessed, "SELECT 1")).hasMessageContaining("password authentication failed");
    }

    @Test
    void keepsDataAndPortFromOneRunToTheNext() throws SQLException {
        DataFolder folder = folder();
        DatabaseUrl first;
        try (FolderLock lock = folder.lock();
                EmbeddedDatabase database = start(folder, lock)) {
            first = database.url();
            execute(first, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (FolderLock lock = folder.lock();
                EmbeddedDatabase database = start(folder, lock)) {
            assertThat(database.url()).isEqualTo(first);
            assertThat(query(database.url(), "SELECT answer FROM kept")).isEqualTo("42");
        }
        assertThat(Postmaster.lastOn(folder.cluster())).isEmpty();
    }

    @Test
    void takesOverAServerThatAKilledRunLeftAlive() throws SQLException {
        DataFolder folder = folder();
        EmbeddedDatabase leftAlive;
        try (FolderLock lock = folder.lock()) {
            leftAlive = start(folder, lock);
            execute(leftAlive.url(), "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        long pid = Postmaster.lastOn(folder.cluster()).orElseThrow().pid();
        List<String> steps = new ArrayList<>();

        try (FolderLock lock = folder.lock();
                EmbeddedDatabase database =
                        EmbeddedDatabase.start(folder, lock, Durability.DURABLE, false, steps::add)) {
            assertThat(steps).containsExactly("Taking over the PostgreSQL that an earlier run left alive");
            assertThat(Postmaster.lastOn(folder.cluster()).orElseThrow().pid()).isEqualTo(pid);
            assertThat(query(database.url(), "SELECT answer FROM kept")).isEqualTo("42");
        }
        assertThat(Postmaster.lastOn(folder.cluster())).isEmpty();
    }

    @Test
    void stopsAServerLeftAliveThatDoesNotKeepItsPromises() throws SQLException {
        DataFolder folder = folder();
        try (FolderLock lock = folder.lock()) {
            EmbeddedDatabase.start(folder, lock, Durability.FOR_TESTS, false, SILENT);
        }
        try (FolderLock lock = folder.lock();
                EmbeddedDatabase database = start(folder, lock)) {
            assertThat(query(database.url(), "SHOW fsync")).isEqualTo("on");
        }
    }

    @Test
    void startsAfterTheServerItselfWasKilled() throws SQLException {
        DataFolder folder = folder();
        try (FolderLock lock = folder.lock()) {
            EmbeddedDatabase database = start(folder, lock);
            execute(database.url(), "CREATE TABLE kept AS SELECT 42 AS answer");
            kill(Postmaster.lastOn(folder.cluster()).orElseThrow().pid());
        }
        try (FolderLock lock = folder.lock();
                EmbeddedDatabase database = start(folder, lock)) {
            assertThat(query(database.url(), "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void isNotMisledByAPidFileWhoseNumberFellToAnotherProcess() throws SQLException, IOException {
        DataFolder folder = folder();
        try (FolderLock lock = folder.lock()) {
            startForTests(folder, lock).close();
        }
        String stale = "%d\n%s\n1\n1\n\n127.0.0.1\n\nready\n"
                .formatted(ProcessHandle.current().pid(), folder.cluster());
        Files.writeString(folder.cluster().resolve("postmaster.pid"), stale);

        try (FolderLock lock = folder.lock();
                EmbeddedDatabase database = startForTests(folder, lock)) {
            assertThat(query(database.url(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void choosesAnotherPortWhereItsOwnIsTaken() throws SQLException, IOException {
        DataFolder folder = folder();
        int port;
        try (FolderLock lock = folder.lock();
                EmbeddedDatabase database = startForTests(folder, lock)) {
            port = database.url().port();
        }
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                FolderLock lock = folder.lock();
                EmbeddedDatabase database = startForTests(folder, lock)) {
            assertThat(database.url().port()).isNotEqualTo(taken.getLocalPort());
            assertThat(query(database.url(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void beginsAnewWithoutTouchingWhatSomebodyElsePutThere() throws SQLException, IOException {
        DataFolder folder = folder();
        try (FolderLock lock = folder.lock()) {
            EmbeddedDatabase leftAlive = startForTests(folder, lock);
            execute(leftAlive.url(), "CREATE TABLE gone AS SELECT 42 AS answer");
        }
        Path note = Files.writeString(folder.path().resolve("my-notes.txt"), "keep me");

        try (FolderLock lock = folder.lock();
                EmbeddedDatabase database = EmbeddedDatabase.start(folder, lock, Durability.FOR_TESTS, true, SILENT)) {
            assertThat(query(database.url(), "SELECT count(*) FROM pg_tables WHERE tablename = 'gone'"))
                    .isEqualTo("0");
        }
        assertThat(note).hasContent("keep me");
    }

    @Test
    void refusesAFolderThatIsSomebodyElses() throws IOException {
        Path theirs = Files.createDirectory(parent.resolve("theirs"));
        Path file = Files.writeString(theirs.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> DataFolder.openOrCreate(theirs))
                .isInstanceOf(Failure.class)
                .hasMessage(theirs + " is not empty and was not made by Millrace; choose another --data");
        assertThat(file).hasContent("years of work");
        assertThat(theirs).isDirectoryNotContaining("glob:**THIS*");
    }

    @Test
    void tellsTheSecondRunOnAFolderWhoIsThere() {
        DataFolder folder = folder();
        try (FolderLock lock = folder.lock()) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(folder::lock)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("Another Millrace runs on the data folder " + folder.path() + " (process "
                            + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void keepsSecretsFromOtherUsers() throws IOException {
        DataFolder folder = folder();
        Secret made = folder.secret("demo-api-key", () -> Secret.of("mr_live_x"));

        assertThat(folder.secret("demo-api-key", () -> Secret.of("another"))).isEqualTo(made);
        assertThat(permissions(folder.path())).isEqualTo("rwx------");
        assertThat(permissions(folder.path().resolve("demo-api-key"))).isEqualTo("rw-------");
    }

    private DataFolder folder() {
        // With the binaries of the build, so that they are not unpacked for every test.
        Path path = parent.resolve("data");
        DataFolder folder = DataFolder.openOrCreate(path);
        try {
            Files.createSymbolicLink(
                    path.resolve(BINARIES),
                    Shared.FOLDER.path().resolve(BINARIES).toRealPath());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return folder;
    }

    private static EmbeddedDatabase start(DataFolder folder, FolderLock lock) {
        return EmbeddedDatabase.start(folder, lock, Durability.DURABLE, false, SILENT);
    }

    /** Faster, for what a disk has no part in. */
    private static EmbeddedDatabase startForTests(DataFolder folder, FolderLock lock) {
        return EmbeddedDatabase.start(folder, lock, Durability.FOR_TESTS, false, SILENT);
    }

    private static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        process.onExit().join();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void execute(DatabaseUrl url, String sql) throws SQLException {
        try (Connection connection = Jdbc.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(DatabaseUrl url, String sql) throws SQLException {
        try (Connection connection = Jdbc.connect(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    /** One that the tests which change nothing share. */
    private static final class Shared {
        static final DataFolder FOLDER = DataFolder.openOrCreate(Path.of("target", "embedded-database-it"));
        private static final EmbeddedDatabase DATABASE = startOnce();

        static EmbeddedDatabase database() {
            return DATABASE;
        }

        private static EmbeddedDatabase startOnce() {
            FolderLock lock = FOLDER.lock();
            EmbeddedDatabase database = EmbeddedDatabase.start(FOLDER, lock, Durability.DURABLE, true, SILENT);
            Runtime.getRuntime().addShutdownHook(new Thread(database::close));
            return database;
        }
    }
}
