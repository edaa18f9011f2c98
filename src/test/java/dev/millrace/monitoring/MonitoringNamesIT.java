package dev.millrace.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Soon;
import dev.millrace.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Alerts and boards name only what a running server measures: an alert on a misspelt name would never fire. */
class MonitoringNamesIT {
    /** What Prometheus makes itself. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up");

    private static final Set<String> TARGET_LABELS = Set.of("job", "instance");
    /** The JVM tells of a collection a little after it. */
    private static final Duration COLLECTION_TOLD = Duration.ofSeconds(10);

    @AutoClose
    static final TestDatabase DATABASE = TestDatabase.create();

    @Test
    void everyMetricAndLabelOfAlertsAndBoardsIsMeasured() {
        try (MeasuredServer server = MeasuredServer.start(DATABASE)) {
            server.trade();
            Map<String, Set<String>> measured = scrapeAfterCollection(server).labelsByMetric();
            assertThat(MonitoringFiles.expressions())
                    .isNotEmpty()
                    .allSatisfy(expression -> assertThat(PromQl.selectors(expression.promql()))
                            .as(expression.where())
                            .filteredOn(selector -> !OF_PROMETHEUS.contains(selector.metric()))
                            .allSatisfy(selector -> {
                                assertThat(measured).containsKey(selector.metric());
                                assertThat(measured.get(selector.metric()))
                                        .as(selector.metric())
                                        .containsAll(without(selector.labels(), TARGET_LABELS));
                            }));
        }
    }

    /** After a collection, since a pause has no series before the first one. */
    private static Scrape scrapeAfterCollection(MeasuredServer server) {
        System.gc();
        return Soon.await("a measured collection")
                .atMost(COLLECTION_TOLD)
                .until(server::scrape, scrape -> scrape.labelsByMetric().containsKey("jvm_gc_pause_seconds_sum"));
    }

    private static Set<String> without(Set<String> names, Set<String> others) {
        return names.stream().filter(name -> !others.contains(name)).collect(Collectors.toSet());
    }
}
