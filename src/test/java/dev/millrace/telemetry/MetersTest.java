package dev.millrace.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.config.Secret;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.purchasing.Reply;
import dev.millrace.purchasing.SupplierListener.Asked;
import dev.millrace.purchasing.SupplierSettings;
import dev.millrace.purchasing.SupplierSettings.Kind;
import dev.millrace.purchasing.SupplierSettings.Timeouts;
import dev.millrace.store.PurchasingFigures;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The names and labels that alerts and boards rely on. */
class MetersTest {
    private final Meters meters = new Meters();

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void timesRequestsByRouteMethodAndStatusClass() {
        HttpMeters http = new HttpMeters(meters.registry());
        http.ended("/v1/orders/{id}", "GET", 200, Duration.ofMillis(4).toNanos());
        http.ended("unmatched", "BREW", 404, 1);
        http.ended("/v1/events", "GET", 0, 1);
        assertThat(text())
                .contains(
                        "millrace_http_request_seconds_count{method=\"GET\",route=\"/v1/orders/{id}\",status=\"2xx\"} 1")
                .contains(
                        "millrace_http_request_seconds_bucket{method=\"GET\",route=\"/v1/orders/{id}\",status=\"2xx\",le=\"0.003\"} 0",
                        "millrace_http_request_seconds_bucket{method=\"GET\",route=\"/v1/orders/{id}\",status=\"2xx\",le=\"0.005\"} 1")
                .contains("{method=\"OTHER\",route=\"unmatched\",status=\"4xx\"}")
                .contains("{method=\"GET\",route=\"/v1/events\",status=\"gone\"}");
    }

    @Test
    void measuresALane() {
        LaneMeters lane = new LaneMeters(meters.registry(), "0");
        lane.queued(5);
        lane.queued(-2);
        lane.batchDecided(200, 3);
        lane.loaded(1_000_000);
        lane.appended(2_000_000);
        lane.stale(2);
        lane.contested(true);
        lane.reconnecting();
        lane.outcome("place_order", "accepted");
        assertThat(text())
                .contains(
                        "millrace_lane_queue_commands{lane=\"0\"} 3.0",
                        "millrace_lane_batch_commands_bucket{lane=\"0\",le=\"128.0\"} 0",
                        "millrace_lane_batch_commands_bucket{lane=\"0\",le=\"256.0\"} 1",
                        "millrace_lane_batch_merchants_sum{lane=\"0\"} 3.0",
                        "millrace_lane_load_seconds_bucket{lane=\"0\",le=\"0.001\"} 1",
                        "millrace_lane_append_seconds_bucket{lane=\"0\",le=\"0.002\"} 1",
                        "millrace_lane_stale_total{lane=\"0\"} 2.0",
                        "millrace_lane_contested{lane=\"0\"} 1.0",
                        "millrace_lane_reconnects_total{lane=\"0\"} 1.0",
                        "millrace_lane_outcomes_total{kind=\"place_order\",outcome=\"accepted\"} 1.0");
    }

    @Test
    void measuresTheProjectionTheConnectionsAndTheJvm() {
        ProjectionMeters projection = new ProjectionMeters(meters.registry());
        projection.behind(17, 2);
        meters.connections(() -> 3);
        assertThat(text())
                .contains(
                        "millrace_projection_lag_events 17.0",
                        "millrace_http_connections 3.0",
                        "millrace_build_info{version=\"unpackaged\"} 1",
                        "jvm_memory_used_bytes",
                        "jvm_threads_live_threads",
                        "process_cpu_usage");
    }

    @Test
    void measuresWhatIsBought() {
        PurchasingMeters purchasing = new PurchasingMeters(meters.registry(), 50);
        purchasing.suppliersLeftAlone(() -> 2);
        purchasing.figures(
                new PurchasingFigures(Map.of(PurchaseOrder.Status.UNKNOWN, 3L), Duration.ofMinutes(5), 4, 44));
        purchasing.exchanged(supplier("acme"), Asked.SUBMIT, new Reply.Sent(), Duration.ofMillis(40));
        new ProjectionMeters(meters.registry()).filled(Duration.ofHours(3));
        assertThat(text())
                .contains(
                        "millrace_purchase_orders{status=\"unknown\"} 3.0",
                        "millrace_purchase_orders{status=\"queued\"} 0.0",
                        "millrace_purchase_orders_oldest_unsent_seconds 300.0",
                        "millrace_backordered_units 44.0",
                        "millrace_backordered_lines 4.0",
                        "millrace_suppliers_left_alone 2.0",
                        "millrace_supplier_exchange_seconds_bucket{kind=\"rest\",supplier=\"7/acme\",le=\"0.05\"} 1",
                        "millrace_supplier_replies_total{asked=\"submit\",kind=\"rest\",reply=\"sent\",supplier=\"7/acme\"} 1.0",
                        "millrace_fill_delay_seconds_bucket{le=\"3600.0\"} 0",
                        "millrace_fill_delay_seconds_bucket{le=\"14400.0\"} 1");
    }

    @Test
    void namesSoManySuppliersAndNoMore() {
        PurchasingMeters purchasing = new PurchasingMeters(meters.registry(), 2);
        for (int i = 0; i < 100; i++) {
            purchasing.exchanged(supplier("s" + i), Asked.ASK, new Reply.NotKnown(), Duration.ZERO);
            purchasing.exchanged(supplier("s0"), Asked.ASK, new Reply.NotKnown(), Duration.ZERO);
        }
        assertThat(text().lines().filter(line -> line.startsWith("millrace_supplier_replies_total")))
                .hasSize(3)
                .anyMatch(line -> line.contains("supplier=\"7/s0\"") && line.endsWith(" 101.0"))
                .anyMatch(line -> line.contains("supplier=\"other\"") && line.endsWith(" 98.0"));
    }

    private static SupplierSettings supplier(String id) {
        return new SupplierSettings(
                7, id, Kind.REST, URI.create("https://s.example"), Secret.none(), null, Timeouts.defaults());
    }

    @Test
    void speaksOpenMetricsToWhomAsks() {
        Scrape asked = meters.scrape("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.1");
        assertThat(asked.contentType()).startsWith("application/openmetrics-text");
        assertThat(asked.text()).endsWith("# EOF\n");
        assertThat(meters.scrape("*/*").contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    }

    private String text() {
        return meters.scrape("").text();
    }
}
