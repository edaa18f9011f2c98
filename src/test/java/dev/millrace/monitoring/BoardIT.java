package dev.millrace.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.TestDatabase;
import dev.millrace.monitoring.MonitoringFiles.Expression;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The board on a real Prometheus that scrapes a real server by our own configuration: every panel shows something.
 * Needs the program {@code prometheus} on the PATH (Debian's package of that name); without it the test is skipped.
 */
class BoardIT {
    /** In place of Grafana's variables; the interval is four scrapes, which is what Grafana would choose. */
    private static final Map<String, String> VARIABLES =
            Map.of("$__rate_interval", "4s", "$job", "millrace", "$instance", ".+");

    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(60);

    @AutoClose
    static final TestDatabase DATABASE = TestDatabase.create();

    @Test
    void everyPanelShowsSomething(@TempDir Path folder) {
        assumeTrue(Prometheus.isInstalled(), "prometheus is not on the PATH");
        try (MeasuredServer server = MeasuredServer.start(DATABASE);
                Prometheus prometheus = Prometheus.start(folder, server.managementPort())) {
            System.gc();
            Instant deadline = Instant.now().plus(SHOWN_WITHIN);
            List<Expression> empty = MonitoringFiles.panelExpressions();
            while (!empty.isEmpty() && Instant.now().isBefore(deadline)) {
                server.trade();
                empty = empty.stream()
                        .filter(expression ->
                                prometheus.query(filled(expression)).isEmpty())
                        .toList();
            }
            assertThat(empty).as("panels that show nothing").isEmpty();
            assertThat(prometheus.query("ALERTS{alertstate=\"firing\"}"))
                    .as("alerts on a healthy server")
                    .isEmpty();
        }
    }

    private static String filled(Expression expression) {
        String promql = expression.promql();
        for (Map.Entry<String, String> variable : VARIABLES.entrySet()) {
            promql = promql.replace(variable.getKey(), variable.getValue());
        }
        return promql;
    }
}
