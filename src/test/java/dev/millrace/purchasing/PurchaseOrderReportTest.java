package dev.millrace.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurchaseOrderReportTest {
    @ParameterizedTest
    @CsvSource({
        "2026-12-01, 2026-12-01T00:00:00Z",
        "2026-12-01T08:00:00Z, 2026-12-01T08:00:00Z",
        "2026-12-01T08:00:00, 2026-12-01T08:00:00Z",
        "2026-12-01T08:00:00+02:00, 2026-12-01T06:00:00Z",
        "2026-12-01T08:00:00-05:00, 2026-12-01T13:00:00Z",
        // Finer than a millisecond no table and no client keeps it.
        "' 2026-12-01T08:00:00.123456789Z ', 2026-12-01T08:00:00.123Z"
    })
    void readsWhenItWillDeliver(String text, Instant expected) {
        assertThat(PurchaseOrderReport.time(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2026-13-01",
                "01.12.2026",
                "1999-12-31",
                "3000-01-01T00:00:00Z",
                "+999999999-01-01",
                "-0044-03-15",
                "2026-12-01T25:00:00Z",
                "T"
            })
    void whatIsNoSuchTimeIsNotSaid(String text) {
        assertThat(PurchaseOrderReport.time(text)).isNull();
    }
}
