package dev.millrace.app.database;

import dev.millrace.config.Secret;
import dev.millrace.console.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The folder that holds everything the demo keeps: the database, its port and password, the demo's API key, logs. Only
 * its owner may read it. A file marks it as Millrace's, so that nobody else's folder is ever written to or deleted.
 */
public final class DataFolder {
    private static final String MARKER = "THIS-FOLDER-BELONGS-TO-MILLRACE";
    private static final String API_URL_FILE = "api-url";
    private static final String MARKER_TEXT = """
            Millrace made this folder: ./millrace demo keeps its database, its API key and its logs here.
            ./millrace demo --fresh empties it and begins anew.
            """;
    private static final FileAttribute<?> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path path;

    private DataFolder(Path path) {
        this.path = path;
    }

    /** Opens one, or makes it where there is nothing or an empty folder. Refuses a folder that is someone else's. */
    public static DataFolder openOrCreate(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            if (!Files.exists(absolute)) {
                Files.createDirectories(absolute.resolveSibling("."));
                Files.createDirectory(absolute, OWNER_ONLY_FOLDER);
            }
            if (!Files.isDirectory(absolute)) {
                throw Failure.of(absolute + " is not a folder");
            }
            if (!isMarked(absolute)) {
                if (!isEmpty(absolute)) {
                    throw Failure.of(absolute + " is not empty and was not made by Millrace; choose another --data");
                }
                Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
                Files.writeString(absolute.resolve(MARKER), MARKER_TEXT);
            }
        } catch (AccessDeniedException e) {
            throw Failure.of("No permission to use the data folder " + absolute + " (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw Failure.of("The data folder " + absolute + " cannot be used: " + e, e);
        }
        return new DataFolder(absolute);
    }

    /** Opens one that must be there already. */
    public static DataFolder open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        if (!isMarked(absolute)) {
            throw Failure.of(absolute + " is no data folder of Millrace; ./millrace demo --data DIR makes one");
        }
        return new DataFolder(absolute);
    }

    public Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Notes where the API of the demo that runs on this folder is reached. */
    public void keepApiUrl(String url) {
        writeSecret(API_URL_FILE, Secret.of(url));
    }

    /** Where the API was reached when the demo last ran, if it ever did. */
    public Optional<String> apiUrl() {
        return readSecret(API_URL_FILE).map(Secret::reveal);
    }

    /** Where something is kept in here. */
    public Path logFile() {
        return file("millrace.log");
    }

    Path postgresLogFile() {
        return file("postgresql.log");
    }

    Path cluster() {
        return file("postgresql-data");
    }

    /**
     * Makes this process the only one that runs on the folder, until the lock is closed or the process ends, however it
     * ends. Fails if another process is.
     */
    public FolderLock lock() {
        return tryLock()
                .orElseThrow(() -> Failure.of("Another Millrace runs on the data folder " + path
                        + FolderLock.holder(file(FolderLock.FILE)) + "; stop it or choose another folder with --data"));
    }

    /** Like {@link #lock}, but empty if another process has it. */
    public Optional<FolderLock> tryLock() {
        return FolderLock.tryLock(file(FolderLock.FILE));
    }

    /** A secret that is made once and kept, readable by the owner only. */
    public Secret secret(String name, Supplier<Secret> maker) {
        return readSecret(name).orElseGet(() -> {
            Secret made = maker.get();
            writeSecret(name, made);
            return made;
        });
    }

    /** A secret, if it has been made. */
    public Optional<Secret> readSecret(String name) {
        try {
            Path file = file(name);
            return Files.exists(file)
                    ? Optional.of(Secret.of(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw Failure.of("The data folder's " + name + " cannot be read: " + e, e);
        }
    }

    /** Keeps a secret in place of the one before; a crash leaves the old or the new one, never half of it. */
    public void writeSecret(String name, Secret secret) {
        Path unfinished = file(name + ".unfinished");
        try {
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, OWNER_ONLY_FILE);
            Files.writeString(unfinished, secret.reveal() + "\n", StandardOpenOption.SYNC, StandardOpenOption.WRITE);
            Files.move(
                    unfinished,
                    file(name),
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Failure.of("The data folder's " + name + " cannot be written: " + e, e);
        }
    }

    /**
     * Deletes what Millrace made in here, but for the marker, the lock and the unpacked binaries, which are no data. What
     * else somebody put here stays. The database must not run.
     */
    void empty() {
        List<String> made = List.of(
                cluster().getFileName().toString(),
                "postgresql-data.unfinished",
                PostgresServer.PORT_FILE,
                PostgresServer.PASSWORD_FILE,
                postgresLogFile().getFileName().toString(),
                logFile().getFileName().toString(),
                "demo-api-key",
                API_URL_FILE,
                "pepper");
        try {
            for (String name : made) {
                Folders.delete(file(name));
            }
        } catch (IOException e) {
            throw Failure.of("The data folder " + path + " cannot be emptied: " + e, e);
        }
    }

    private static boolean isMarked(Path path) {
        return Files.isRegularFile(path.resolve(MARKER));
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            return !entries.iterator().hasNext();
        }
    }
}
