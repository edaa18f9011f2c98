package dev.millrace.attack.nemesis;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A file system of a few megabytes in memory, that can be filled up. Root mounts it; anybody else gets one in a
 * namespace of a process of its own, and reaches it through that process's root folder.
 */
final class SmallVolume implements AutoCloseable {
    private static final String BALLAST = "ballast";
    private static final int CHUNK_BYTES = 1 << 20;
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final long COMMAND_SECONDS_MAX = 10;

    private final Path path;
    private final @Nullable Process holder;

    private SmallVolume(Path path, @Nullable Process holder) {
        this.path = path;
        this.holder = holder;
    }

    /** One of so many bytes, or nothing where the system permits neither way. */
    static Optional<SmallVolume> mount(Path folder, long bytes) throws IOException {
        Path absolute = Files.createDirectories(folder.toAbsolutePath().normalize());
        String options = "size=" + bytes + ",mode=0700";
        if (ROOT) {
            unmount(absolute); // Of a run that was killed.
            return run("mount", "-t", "tmpfs", "-o", options, "tmpfs", absolute.toString())
                    ? Optional.of(new SmallVolume(absolute, null))
                    : Optional.empty();
        }
        return inNamespace(absolute, options);
    }

    private static Optional<SmallVolume> inNamespace(Path folder, String options) throws IOException {
        // It lives until its input is closed, so it does not outlive us.
        String script = "mount -t tmpfs -o \"$1\" tmpfs \"$2\" && echo mounted && cat";
        Process holder = new ProcessBuilder("unshare", "-rm", "sh", "-c", script, "sh", options, folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] said = holder.getInputStream().readNBytes("mounted\n".length());
        if (!"mounted\n".equals(new String(said, StandardCharsets.US_ASCII))) {
            holder.destroyForcibly().onExit().join();
            return Optional.empty();
        }
        Path root = Path.of("/proc", Long.toString(holder.pid()), "root");
        return Optional.of(new SmallVolume(root.resolve(Path.of("/").relativize(folder)), holder));
    }

    Path path() {
        return path;
    }

    /** Takes all the space that is left. */
    void fill() throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int size = CHUNK_BYTES; size >= 1; size /= 8) {
            writeUntilFull(chunk, size);
        }
    }

    private void writeUntilFull(byte[] chunk, int size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(ballast().toFile(), "rw")) {
            file.seek(file.length());
            while (true) {
                file.write(chunk, 0, size);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw full;
            }
        }
    }

    /** Gives it back. */
    void empty() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return path.resolve(BALLAST);
    }

    @Override
    public void close() throws IOException {
        if (holder == null) {
            unmount(path);
        } else {
            try (OutputStream input = holder.getOutputStream()) {
                input.flush();
            }
            holder.onExit().join();
        }
    }

    private static void unmount(Path path) throws IOException {
        if (!run("mountpoint", "-q", path.toString())) {
            return;
        }
        run("umount", "--lazy", path.toString());
    }

    private static boolean run(String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.onExit().get(COMMAND_SECONDS_MAX, TimeUnit.SECONDS).exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IOException(e);
        }
    }
}
