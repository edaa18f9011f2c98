package dev.millrace.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.monitoring.PromQl.Selector;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {
    @Test
    void findsMetricsAndTheLabelsThatAreAskedOfThem() {
        assertThat(PromQl.selectors("""
                        histogram_quantile(0.99, sum by (le, route) (rate(a_bucket{job=~"$job",route="/v1/x"}[$__rate_interval])))
                          / ignoring(status) group_left sum(b) > 0 or min_over_time(c[1m]) unless on (job) d{e!="by (f)"}
                        """))
                .containsExactly(
                        new Selector("a_bucket", Set.of("job", "route")),
                        new Selector("b", Set.of()),
                        new Selector("c", Set.of()),
                        new Selector("d", Set.of("e")));
    }
}
