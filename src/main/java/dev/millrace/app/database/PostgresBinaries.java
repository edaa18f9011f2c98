package dev.millrace.app.database;

import dev.millrace.console.Failure;
import dev.millrace.console.Progress;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs and libraries, unpacked once from the archive for this platform on the class path. */
final class PostgresBinaries {
    /** As in the build's version of the archives; a test compares it with what the server says. */
    static final String VERSION = "18.6.0";

    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final int EXECUTE_BITS = 0111;

    private PostgresBinaries() {}

    /** The folder of the unpacked binaries inside the parent folder; unpacked now if it is not there yet. */
    static Path unpackedIn(Path parent, Progress progress) {
        Path home = parent.resolve("postgresql-" + VERSION);
        if (Files.isDirectory(home)) {
            return home;
        }
        progress.step("Unpacking PostgreSQL " + VERSION);
        // Unpacked beside and renamed when complete, so that a run that is killed leaves no half of it behind.
        Path unfinished = parent.resolve("postgresql-" + VERSION + ".unfinished");
        try {
            Folders.delete(unfinished);
            Files.createDirectories(unfinished);
            unpackInto(unfinished);
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            return home;
        } catch (IOException e) {
            throw Failure.of("PostgreSQL's binaries cannot be unpacked into " + parent + ": " + e, e);
        }
    }

    private static void unpackInto(Path folder) throws IOException {
        try (InputStream archive = archive();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, folder);
            }
        }
    }

    private static InputStream archive() throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : System.getProperty("os.name");
        String architecture = System.getProperty("os.arch");
        try {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture);
        } catch (IllegalStateException e) {
            throw Failure.of(
                    "There is no embedded PostgreSQL for " + system + " on " + architecture
                            + "; use ./millrace serve with a PostgreSQL of your own",
                    e);
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("an entry leads out of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        if ((entry.getMode() & EXECUTE_BITS) != 0) {
            Files.setPosixFilePermissions(target, EXECUTABLE);
        }
    }
}
