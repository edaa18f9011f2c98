package dev.millrace.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.TestDatabase;
import dev.millrace.app.node.TestNode;
import dev.millrace.app.node.TestNode.TestTenant;
import dev.millrace.console.Progress;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoDataIT {
    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @AutoClose
    private final TestNode node = TestNode.on(database);

    private TestTenant demo = new TestTenant(0, "");

    @BeforeEach
    void loadOnce() throws Exception {
        demo = TestNode.tenant(database, "demo");
        load(Progress.SILENT);
    }

    @Test
    void makesTheTwoProductsOfTheTourWithAHundredUnitsEach() throws Exception {
        assertThat(node.client(demo).get("/v1/products/DEMO-REJECT").body()).contains("\"policy\":\"reject\"");
        assertThat(node.client(demo).get("/v1/products/DEMO-BACKORDER").body())
                .contains("\"policy\":\"backorder\"", "\"supplier_id\":\"demo-supplier\"", "\"surplus_bps\":2000");
        assertThat(node.client(demo)
                        .get("/v1/stock?sku=DEMO-REJECT&sku=DEMO-BACKORDER")
                        .body())
                .contains("\"sku\":\"DEMO-REJECT\",\"on_hand\":100", "\"sku\":\"DEMO-BACKORDER\",\"on_hand\":100");
    }

    @Test
    void makesAThousandMoreOfWhichTheMorePopularHaveMoreStock() throws Exception {
        assertThat(node.client(demo)
                        .get("/v1/stock?sku=SKU-0001&sku=SKU-0010&sku=SKU-1000")
                        .body())
                .contains(
                        "\"sku\":\"SKU-0001\",\"on_hand\":50000",
                        "\"sku\":\"SKU-0010\",\"on_hand\":5000",
                        "\"sku\":\"SKU-1000\",\"on_hand\":50");
        assertThat(DemoCatalog.products()).hasSize(1_002).doesNotHaveDuplicates();
        assertThat(DemoCatalog.products().stream().map(draft -> draft.name()).distinct())
                .hasSize(1_002);
    }

    @Test
    void changesNothingAtASecondStartWhateverHappenedSince() throws Exception {
        node.client(demo)
                .placing("key", "{\"lines\":[{\"sku\":\"DEMO-REJECT\",\"quantity\":7}]}")
                .join();
        node.client(demo).post("/v1/products/SKU-0500/deactivate", "{}");
        String events = node.client(demo).get("/v1/events?after=0&limit=1").body();
        List<String> steps = new ArrayList<>();

        load(steps::add);

        assertThat(steps).isEmpty();
        assertThat(node.client(demo).get("/v1/events?after=0&limit=1").body()).isEqualTo(events);
        assertThat(node.client(demo).get("/v1/stock/DEMO-REJECT").body()).contains("\"available\":93");
        assertThat(node.client(demo).get("/v1/products/SKU-0500").body()).contains("\"active\":false");
    }

    private void load(Progress progress) {
        new DemoData(node.millrace().gate(), demo.merchantId(), Clock.tickMillis(ZoneOffset.UTC)).load(progress);
    }
}
