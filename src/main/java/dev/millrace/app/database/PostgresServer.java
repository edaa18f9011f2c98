package dev.millrace.app.database;

import dev.millrace.config.Secret;
import dev.millrace.console.Failure;
import dev.millrace.store.DatabaseUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The PostgreSQL server of a data folder: made, started, found again and stopped by PostgreSQL's own programs. */
final class PostgresServer {
    static final String PORT_FILE = "postgresql.port";
    static final String PASSWORD_FILE = "postgresql.password";
    static final String USER = "millrace";

    private static final String SETTINGS_FILE = "millrace.conf";
    private static final Duration INIT_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration STOP_TIMEOUT = Duration.ofMinutes(2);
    private static final int PASSWORD_BYTES = 24;

    private final DataFolder folder;
    private final Programs programs;
    private final Durability durability;

    PostgresServer(DataFolder folder, Programs programs, Durability durability) {
        this.folder = folder;
        this.programs = programs;
        this.durability = durability;
    }

    boolean isMade() {
        return Files.isDirectory(folder.cluster());
    }

    /** Makes the cluster beside and renames it when it is complete. */
    void make() {
        Path unfinished = folder.file("postgresql-data.unfinished");
        Secret password = folder.secret(PASSWORD_FILE, PostgresServer::newPassword);
        try {
            Folders.delete(unfinished);
            List<String> options = new ArrayList<>(List.of(
                    "--pgdata=" + unfinished,
                    "--username=" + USER,
                    "--pwfile=" + folder.file(PASSWORD_FILE),
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-instructions"));
            if (durability == Durability.FOR_TESTS) {
                options.add("--no-sync");
            }
            programs.run(INIT_TIMEOUT, "initdb", options.toArray(String[]::new));
            Files.writeString(
                    unfinished.resolve("postgresql.conf"),
                    "\ninclude '" + SETTINGS_FILE + "'\n",
                    java.nio.file.StandardOpenOption.APPEND);
            Files.move(unfinished, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Failure.of("A PostgreSQL cluster cannot be made in " + folder.path() + ": " + e, e);
        }
        assert password.isPresent();
    }

    /** The one that runs on the cluster, perhaps left alive by a run that was killed. */
    Optional<Postmaster> running() {
        return Postmaster.lastOn(folder.cluster()).filter(Postmaster::lives);
    }

    /** Starts it on a free port, if possible the one of the last time. Returns the port when it answers. */
    int start() {
        forgetForeignProcess();
        int port = choosePort();
        writeSettings(port);
        try {
            programs.run(
                    START_TIMEOUT,
                    "pg_ctl",
                    "start",
                    "--wait",
                    "--timeout=" + START_TIMEOUT.toSeconds(),
                    "--silent",
                    "--pgdata=" + folder.cluster(),
                    "--log=" + folder.postgresLogFile());
        } catch (Failure e) {
            throw Failure.of(e.line() + " (its log: " + folder.postgresLogFile() + ")", e);
        }
        return port;
    }

    /** Stops it: what runs is cut off, what was committed is on disk. */
    void stop() {
        if (running().isPresent()) {
            programs.run(
                    STOP_TIMEOUT,
                    "pg_ctl",
                    "stop",
                    "--wait",
                    "--timeout=" + STOP_TIMEOUT.toSeconds(),
                    "--mode=fast",
                    "--silent",
                    "--pgdata=" + folder.cluster());
        }
    }

    DatabaseUrl url(int port, String database) {
        Secret password = folder.readSecret(PASSWORD_FILE)
                .orElseThrow(() -> Failure.of("The data folder " + folder.path() + " has lost its " + PASSWORD_FILE));
        return new DatabaseUrl("127.0.0.1", port, database, USER, password);
    }

    /**
     * PostgreSQL itself sees through a pid file whose process is dead, but not through one whose number fell to another
     * living process of the same user.
     */
    private void forgetForeignProcess() {
        Optional<Postmaster> last = Postmaster.lastOn(folder.cluster());
        if (last.isPresent() && last.get().isTakenByAnother()) {
            try {
                Files.deleteIfExists(folder.cluster().resolve("postmaster.pid"));
            } catch (IOException e) {
                throw Failure.of("A stale postmaster.pid cannot be deleted: " + e, e);
            }
        }
    }

    private int choosePort() {
        Optional<Integer> last = folder.readSecret(PORT_FILE).map(text -> Integer.valueOf(text.reveal()));
        int port = last.flatMap(PostgresServer::ifFree)
                .or(() -> ifFree(0))
                .orElseThrow(() -> Failure.of("There is no free port on 127.0.0.1"));
        folder.writeSecret(PORT_FILE, Secret.of(Integer.toString(port)));
        return port;
    }

    private static Optional<Integer> ifFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return Optional.of(socket.getLocalPort());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private void writeSettings(int port) {
        String onOrOff = durability.setting();
        String settings = """
                # Written by Millrace at every start.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 200
                fsync = %s
                synchronous_commit = %s
                full_page_writes = %s
                shared_buffers = 256MB
                max_wal_size = 2GB
                tcp_keepalives_idle = 10
                tcp_keepalives_interval = 5
                tcp_keepalives_count = 3
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_line_prefix = '%%m [%%p] '
                """.formatted(port, onOrOff, onOrOff, onOrOff);
        try {
            Files.writeString(folder.cluster().resolve(SETTINGS_FILE), settings);
        } catch (IOException e) {
            throw Failure.of("PostgreSQL's settings cannot be written: " + e, e);
        }
    }

    private static Secret newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Secret.of(HexFormat.of().formatHex(bytes));
    }
}
