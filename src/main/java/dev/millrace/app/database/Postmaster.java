package dev.millrace.app.database;

import dev.millrace.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server process as its {@code postmaster.pid} tells of it, which may be long gone.
 *
 * @param pid of the process
 * @param port it listens on
 */
record Postmaster(long pid, int port) {
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    /** The one that last started on the cluster and did not stop in order. */
    static Optional<Postmaster> lastOn(Path cluster) {
        Path file = cluster.resolve("postmaster.pid");
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.size() <= PORT_LINE
                    ? Optional.empty()
                    : Optional.of(new Postmaster(
                            Long.parseLong(lines.get(PID_LINE).strip()),
                            Integer.parseInt(lines.get(PORT_LINE).strip())));
        } catch (IOException | NumberFormatException e) {
            throw Failure.of("The file " + file + " cannot be read: " + e, e);
        }
    }

    /** Whether the process lives and is a PostgreSQL server, not a later process to which its number fell. */
    boolean lives() {
        return process()
                .filter(process -> !isZombie())
                .filter(process -> process.info()
                        .command()
                        .map(command -> command.contains("postgres"))
                        .orElse(true))
                .isPresent();
    }

    /** Whether its number belongs to something that certainly is no PostgreSQL server, or no longer. */
    boolean isTakenByAnother() {
        return process().isPresent() && !lives();
    }

    private Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }

    /** Dead, but not yet waited for; in a container whose first process waits for nobody it stays so for ever. */
    private boolean isZombie() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException _) {
            return false; // No Linux, or gone in the meantime.
        }
    }
}
