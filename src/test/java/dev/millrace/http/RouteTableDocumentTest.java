package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's table of routes names those of the API, and no others. */
class RouteTableDocumentTest {
    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z]+ /[^`]*)` \\|", Pattern.MULTILINE);
    private static final Set<String> NOT_DESCRIBED = Set.of("GET /openapi.yaml", "GET /docs", "GET /");

    @Test
    void namesEveryRouteOnce() throws IOException {
        List<String> documented = ROW.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(row -> row.group(1))
                .filter(route -> !NOT_DESCRIBED.contains(route))
                .toList();

        Set<String> described = OpenApi.load()
                .document()
                .get("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(entry -> !entry.getKey().equals("parameters"))
                        .map(operation -> operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .filter(route -> !NOT_DESCRIBED.contains(route))
                .collect(Collectors.toSet());

        assertThat(documented).containsExactlyInAnyOrderElementsOf(described);
    }
}
