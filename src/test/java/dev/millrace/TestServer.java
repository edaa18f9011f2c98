package dev.millrace;

import dev.millrace.app.database.DataFolder;
import dev.millrace.app.database.Durability;
import dev.millrace.app.database.EmbeddedDatabase;
import dev.millrace.app.database.FolderLock;
import dev.millrace.config.Secret;
import dev.millrace.console.Progress;
import dev.millrace.store.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The PostgreSQL that the tests of this JVM share. */
final class TestServer {
    private static final String URL_VARIABLE = "MILLRACE_TEST_DATABASE_URL";
    private static final String IMAGE = "postgres:18.6";
    /** Runs of the same work tree that may overlap. */
    private static final int FOLDERS_MAX = 9;

    private TestServer() {}

    /** An administrative database on it; the server is started if this is the first call. */
    static DatabaseUrl running() {
        return Started.URL;
    }

    /** Whether it is somebody else's, so that we must leave it as we found it. */
    static boolean outlivesTheTests() {
        return System.getenv(URL_VARIABLE) != null;
    }

    private static final class Started {
        static final DatabaseUrl URL = start();
    }

    private static DatabaseUrl start() {
        String url = System.getenv(URL_VARIABLE);
        return url == null ? inContainer().orElseGet(TestServer::embedded) : DatabaseUrl.parse(url);
    }

    private static Optional<DatabaseUrl> inContainer() {
        // Looking for the socket first keeps Testcontainers from complaining at length where there is no Docker.
        boolean engine = System.getenv("DOCKER_HOST") != null
                || Stream.of("/var/run/docker.sock", System.getProperty("user.home") + "/.docker/run/docker.sock")
                        .anyMatch(socket -> Files.exists(Path.of(socket)));
        if (!engine || !DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        try {
            PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
            container.start();
            return Optional.of(new DatabaseUrl(
                    container.getHost(),
                    container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                    container.getDatabaseName(),
                    container.getUsername(),
                    Secret.of(container.getPassword())));
        } catch (RuntimeException e) {
            System.err.println("No container of " + IMAGE + ", so the embedded PostgreSQL serves the tests: " + e);
            return Optional.empty();
        }
    }

    private static DatabaseUrl embedded() {
        for (DataFolder folder : IntStream.rangeClosed(1, FOLDERS_MAX)
                .mapToObj(number -> Path.of("target", "test-database-" + number))
                .map(DataFolder::openOrCreate)
                .toList()) {
            Optional<FolderLock> lock = folder.tryLock();
            if (lock.isPresent()) {
                // Fresh, so that neither data nor a server of a run that was killed is left.
                EmbeddedDatabase database =
                        EmbeddedDatabase.start(folder, lock.get(), Durability.FOR_TESTS, true, Progress.SILENT);
                Runtime.getRuntime().addShutdownHook(new Thread(database::close));
                return database.url();
            }
        }
        throw new IllegalStateException("All of " + FOLDERS_MAX + " folders for test databases are in use");
    }
}
