package dev.millrace.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MonitoringTest {
    /** Prometheus sets it, or we ask for it because of that. */
    private static final Set<String> TARGET_LABELS = Set.of("job", "instance");

    @Test
    void everyAlertHasARunbookAndEveryRunbookAnAlert() {
        Set<String> alerts = MonitoringFiles.alerts().stream()
                .map(alert -> MonitoringFiles.text(alert, "alert"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(alerts).isNotEmpty().isEqualTo(MonitoringFiles.runbooks());
    }

    @Test
    void anAlertSaysWhoItWakesWhyAndWhereTheRunbookIs() {
        assertThat(MonitoringFiles.alerts()).allSatisfy(alert -> {
            assertThat(MonitoringFiles.text(alert, "for")).isNotEmpty();
            assertThat(alert.at("/labels/severity").asString("")).isIn("page", "ticket");
            assertThat(alert.at("/annotations/summary").asString("")).contains("{{ $labels.instance }}");
            assertThat(alert.at("/annotations/description").asString("")).isNotEmpty();
            assertThat(Path.of(alert.at("/annotations/runbook_url").asString("")))
                    .isEqualTo(MonitoringFiles.RUNBOOKS.resolve(MonitoringFiles.text(alert, "alert") + ".md"))
                    .exists();
        });
    }

    @Test
    void everyAlertHasATest() {
        String tests = MonitoringFiles.files(MonitoringFiles.RULE_TESTS).stream()
                .map(MonitoringFiles::read)
                .collect(Collectors.joining());
        assertThat(MonitoringFiles.runbooks())
                .allSatisfy(alert -> assertThat(tests).contains("alertname: " + alert));
    }

    @Test
    void aRunbookSaysWhatItMeansWhomItHurtsHowToFindOutAndWhatToDo() {
        assertThat(MonitoringFiles.files(MonitoringFiles.RUNBOOKS))
                .allSatisfy(file -> assertThat(
                                MonitoringFiles.read(file).lines().filter(line -> line.startsWith("#")))
                        .containsExactly(
                                "# " + file.getFileName().toString().replace(".md", ""),
                                "## Meaning",
                                "## Impact",
                                "## Diagnosis",
                                "## Mitigation"));
    }

    @Test
    void aPanelHasATitleADescriptionAUnitAndTheChosenDataSource() {
        assertThat(MonitoringFiles.panels()).isNotEmpty().allSatisfy(panel -> {
            String title = MonitoringFiles.text(panel, "title");
            assertThat(title).isNotEmpty();
            assertThat(MonitoringFiles.text(panel, "description")).as(title).endsWith(".");
            assertThat(panel.at("/fieldConfig/defaults/unit").asString(""))
                    .as(title)
                    .isNotEmpty();
            assertThat(panel.at("/datasource/uid").asString("")).as(title).isEqualTo("${datasource}");
        });
    }

    @Test
    void aPanelAsksOnlyForTheChosenJobAndInstance() {
        assertThat(MonitoringFiles.panelExpressions())
                .allSatisfy(expression -> assertThat(PromQl.selectors(expression.promql()))
                        .as(expression.where())
                        .isNotEmpty()
                        .allSatisfy(selector -> assertThat(selector.labels()).containsAll(TARGET_LABELS)));
    }

    @Test
    void aBoardIsReadOnlyAndItsPanelsDoNotOverlap() {
        for (JsonNode board : MonitoringFiles.boards()) {
            assertThat(board.get("editable").asBoolean()).isFalse();
            Set<String> cells = new TreeSet<>();
            for (JsonNode panel : board.get("panels")) {
                JsonNode at = panel.get("gridPos");
                for (int x = 0; x < at.get("w").asInt(); x++) {
                    for (int y = 0; y < at.get("h").asInt(); y++) {
                        int column = at.get("x").asInt() + x;
                        assertThat(column).isLessThan(24);
                        assertThat(cells.add(column + ":" + (at.get("y").asInt() + y)))
                                .as(MonitoringFiles.text(panel, "title"))
                                .isTrue();
                    }
                }
            }
        }
    }
}
