package dev.millrace.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The files in {@code monitoring/}, as tests see them. */
final class MonitoringFiles {
    static final Path ROOT = Path.of("monitoring");
    static final Path RULES = ROOT.resolve("prometheus/rules");
    static final Path RULE_TESTS = ROOT.resolve("prometheus/tests");
    static final Path RUNBOOKS = ROOT.resolve("runbooks");
    static final Path BOARDS = ROOT.resolve("grafana/dashboards");

    private MonitoringFiles() {}

    /** An expression and where it stands. */
    record Expression(String where, String promql) {}

    static List<JsonNode> alerts() {
        return files(RULES).stream()
                .flatMap(file -> yaml(file).at("/groups").valueStream())
                .flatMap(group -> group.get("rules").valueStream())
                .toList();
    }

    static List<JsonNode> boards() {
        return files(BOARDS).stream().map(MonitoringFiles::json).toList();
    }

    /** The panels of all boards that show something. */
    static List<JsonNode> panels() {
        return boards().stream()
                .flatMap(board -> board.get("panels").valueStream())
                .filter(panel -> !text(panel, "type").equals("row"))
                .toList();
    }

    /** What the panels ask, variables still in it. */
    static List<Expression> panelExpressions() {
        return panels().stream()
                .flatMap(panel -> panel.get("targets")
                        .valueStream()
                        .map(target -> new Expression(
                                text(panel, "title") + " " + text(target, "refId"), text(target, "expr"))))
                .toList();
    }

    /** What alerts and panels ask. */
    static List<Expression> expressions() {
        return Stream.concat(
                        alerts().stream().map(alert -> new Expression(text(alert, "alert"), text(alert, "expr"))),
                        panelExpressions().stream())
                .toList();
    }

    static Set<String> runbooks() {
        return files(RUNBOOKS).stream()
                .map(file -> file.getFileName().toString().replaceFirst("\\.md$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode yaml(Path file) {
        return new YAMLMapper().readTree(read(file));
    }

    private static JsonNode json(Path file) {
        return new JsonMapper().readTree(read(file));
    }
}
