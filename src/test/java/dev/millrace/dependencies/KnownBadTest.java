package dev.millrace.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No library that we run or test with has a version on our list of known bad ones. */
class KnownBadTest {
    @Test
    void theClassPathHasNone() {
        List<Library> libraries = onTheClassPath();

        // Otherwise the test looked at nothing.
        assertThat(libraries).hasSizeGreaterThan(60);
        assertThat(libraries).anyMatch(library -> library.is("io.netty", "netty-codec-http"));
        assertThat(libraries).anyMatch(library -> library.is("tools.jackson.core", "jackson-databind"));
        assertThat(KnownBad.findIn(libraries)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/home/me/.m2/repository/tools/jackson/core/jackson-databind/3.1.1/jackson-databind-3.1.1.jar, CVE-2026-54513",
        "/repo/io/netty/netty-handler/4.2.13.Final/netty-handler-4.2.13.Final.jar, CVE-2026-45416",
        "/repo/com/fasterxml/jackson/core/jackson-core/2.20.0/jackson-core-2.20.0.jar, GHSA-72hv-8253-57qq",
    })
    void findsWhatIsOnTheList(Path file, String advisory) {
        assertThat(KnownBad.findIn(List.of(Library.ofFile(file).orElseThrow())))
                .singleElement()
                .asString()
                .contains(advisory);
    }

    @ParameterizedTest
    @CsvSource({
        "/repo/tools/jackson/core/jackson-databind/3.1.4/jackson-databind-3.1.4.jar",
        "/repo/io/netty/netty-handler/4.2.15.Final/netty-handler-4.2.15.Final.jar",
        "/repo/com/fasterxml/jackson/core/jackson-core/2.18.6/jackson-core-2.18.6.jar",
        "/repo/org/example/jackson-databind/3.1.1/jackson-databind-3.1.1.jar",
    })
    void letsPassWhatIsNot(Path file) {
        assertThat(KnownBad.findIn(List.of(Library.ofFile(file).orElseThrow()))).isEmpty();
    }

    @Test
    void comparesVersionsByTheirNumbers() {
        VersionRange range = VersionRange.parseAll("[1.9,1.10.2)").getFirst();

        assertThat(range.contains("1.9.0")).isTrue();
        assertThat(range.contains("1.10.1.Final")).isTrue();
        assertThat(range.contains("1.10.2")).isFalse();
        assertThat(range.contains("1.8.99")).isFalse();
    }

    private static List<Library> onTheClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .map(Library::ofFile)
                .flatMap(Optional::stream)
                .toList();
    }
}
