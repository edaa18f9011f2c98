package dev.millrace.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.config.EffectiveConfig;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.http.ProblemCode;
import dev.millrace.telemetry.MeterNames;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Names that clients, operators and dashboards depend on: fields, values, paths and codes of the API, event types, meters
 * and settings. They stand in a file; who changes one there tells it in the changelog. (The fields of stored events have
 * golden files of their own.)
 */
class WireNamesTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "wire-names.txt");
    private static final Path FOUND = Path.of("target", "wire-names.txt");
    private static final Path EVENTS = Path.of("src", "test", "resources", "golden", "events");
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");

    @Test
    void areWhatTheyWere() throws IOException {
        Set<String> names = new TreeSet<>();
        try (InputStream in = WireNamesTest.class.getResourceAsStream("/openapi.yaml")) {
            JsonNode document = new YAMLMapper().readTree(Objects.requireNonNull(in));
            operations(document.get("paths"), names);
            document.get("components")
                    .properties()
                    .forEach(kind ->
                            kind.getValue().properties().forEach(each -> walk(each.getKey(), each.getValue(), names)));
        }
        for (ProblemCode code : ProblemCode.values()) {
            names.add("code " + code.text());
        }
        EffectiveConfig.of(MillraceConfig.defaults()).keySet().forEach(key -> names.add("setting " + key));
        meters().forEach(name -> names.add("meter " + name));
        try (Stream<Path> events = Files.list(EVENTS)) {
            events.forEach(
                    file -> names.add("event " + file.getFileName().toString().replace(".json", "")));
        }
        Files.write(FOUND, names);
        assertThat(names)
                .as("if it is meant so: a line in CHANGELOG.md, and cp %s %s", FOUND, GOLDEN)
                .isEqualTo(new TreeSet<>(Files.readAllLines(GOLDEN)));
    }

    private static void operations(JsonNode paths, Set<String> names) {
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    String name = operation.getKey() + " " + path.getKey();
                    names.add("operation " + name);
                    operation
                            .getValue()
                            .path("responses")
                            .propertyNames()
                            .forEach(status -> names.add("status " + name + " " + status));
                    walk(name, operation.getValue(), names);
                }
            }
        }
    }

    /** Properties, parameters, headers and values below one thing, wherever they stand. */
    private static void walk(String of, JsonNode node, Set<String> names) {
        if (node.has("name") && node.has("in")) {
            names.add("parameter " + of + " " + node.get("in").asString() + " "
                    + node.get("name").asString());
        }
        node.path("headers").propertyNames().forEach(header -> names.add("header " + of + " " + header));
        node.path("properties").propertyNames().forEach(property -> names.add("property " + of + " " + property));
        for (JsonNode value : node.path("enum")) {
            names.add("value " + of + " " + value.asString());
        }
        if (node.has("const")) {
            names.add("value " + of + " " + node.get("const").asString());
        }
        for (Map.Entry<String, JsonNode> child : node.properties()) {
            if (!child.getKey().startsWith("example")) {
                walk(of, child.getValue(), names);
            }
        }
        if (node.isArray()) {
            node.forEach(each -> walk(of, each, names));
        }
    }

    private static Stream<String> meters() {
        return Arrays.stream(MeterNames.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(WireNamesTest::value);
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
