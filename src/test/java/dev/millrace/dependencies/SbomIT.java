package dev.millrace.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The bill of materials beside the jar names exactly what is delivered with it, and nothing known to be bad. Runs where Maven made
 * one, with {@code -Pbill-of-materials}, as {@code .ci/run} does.
 */
@EnabledIfSystemProperty(named = SbomIT.PROPERTY, matches = ".+", disabledReason = "no -Pbill-of-materials")
class SbomIT {
    static final String PROPERTY = "millrace.sbom";

    @Test
    void isCycloneDxAndNamesUs() throws IOException {
        JsonNode sbom = read();

        assertThat(sbom.get("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(sbom.at("/metadata/component/name").asText()).isEqualTo("millrace");
        assertThat(sbom.at("/metadata/component/version").asText()).isNotBlank();
    }

    @Test
    void namesEveryLibraryBesideTheJarByItsHashAndNoOther() throws Exception {
        Set<String> delivered = new TreeSet<>();
        try (Stream<Path> libraries = Files.list(sbom().resolveSibling("lib"))) {
            for (Path library : libraries.toList()) {
                delivered.add(sha256(library));
            }
        }
        Set<String> listed = components(read()).map(SbomIT::sha256Of).collect(Collectors.toCollection(TreeSet::new));

        assertThat(delivered).hasSizeGreaterThan(50);
        assertThat(listed).isEqualTo(delivered);
    }

    @Test
    void hasNothingThatIsKnownToBeBad() throws IOException {
        List<Library> libraries = new ArrayList<>();
        components(read())
                .forEach(component -> libraries.add(new Library(
                        component.get("group").asText().replace('.', '/'),
                        component.get("name").asText(),
                        component.get("version").asText())));

        assertThat(libraries).anyMatch(library -> library.is("io.netty", "netty-codec-http"));
        assertThat(KnownBad.findIn(libraries)).isEmpty();
    }

    private static Path sbom() {
        return Path.of(System.getProperty(PROPERTY));
    }

    private static JsonNode read() throws IOException {
        return new ObjectMapper().readTree(sbom().toFile());
    }

    private static Stream<JsonNode> components(JsonNode sbom) {
        return StreamSupport.stream(sbom.get("components").spliterator(), false);
    }

    private static String sha256Of(JsonNode component) {
        return StreamSupport.stream(component.get("hashes").spliterator(), false)
                .filter(hash -> hash.get("alg").asText().equals("SHA-256"))
                .map(hash -> hash.get("content").asText())
                .findFirst()
                .orElseThrow();
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
