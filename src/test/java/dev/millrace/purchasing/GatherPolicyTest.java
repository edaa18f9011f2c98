package dev.millrace.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.domain.model.Limits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GatherPolicyTest {
    private static final Instant MADE = Instant.parse("2026-11-24T08:00:00Z");
    private static final int FULL = Limits.PURCHASE_ORDER_REPLENISHMENTS_MAX;

    @Test
    void atOnceSubmitsWhateverThereIs() {
        assertThat(new GatherPolicy.AtOnce().submits(MADE, 1, 1, MADE)).isTrue();
    }

    @Test
    void anIntervalSubmitsWhenItIsOverOrTheDraftIsFull() {
        GatherPolicy hourly = new GatherPolicy.Interval(Duration.ofHours(1));
        assertThat(hourly.submits(MADE, 1, 9, MADE.plusSeconds(3_599))).isFalse();
        assertThat(hourly.submits(MADE, 1, 9, MADE.plusSeconds(3_600))).isTrue();
        assertThat(hourly.submits(MADE, FULL, 9, MADE)).isTrue();
    }

    @Test
    void aQuantitySubmitsFromThatOnOrWhenTheDraftIsFull() {
        GatherPolicy hundred = new GatherPolicy.Quantity(100);
        assertThat(hundred.submits(MADE, 1, 99, MADE.plusSeconds(99_999))).isFalse();
        assertThat(hundred.submits(MADE, 1, 100, MADE)).isTrue();
        assertThat(hundred.submits(MADE, FULL, 1, MADE)).isTrue();
    }

    @Test
    void onSubmitWaitsForAPersonAlways() {
        assertThat(new GatherPolicy.OnSubmit().submits(MADE, FULL, 1_000_000, MADE.plusSeconds(99_999_999)))
                .isFalse();
    }

    @Test
    void limitsAreNamed() {
        assertThatThrownBy(() -> new GatherPolicy.Interval(Duration.ZERO)).hasMessageContaining("interval_seconds: 0");
        assertThatThrownBy(() -> new GatherPolicy.Interval(GatherPolicy.Interval.MAX.plusSeconds(1)))
                .hasMessageContaining("interval_seconds");
        assertThatThrownBy(() -> new GatherPolicy.Quantity(0)).hasMessageContaining("units: 0");
        assertThatThrownBy(() -> new GatherPolicy.Quantity(Limits.BACKORDER_MAX_MAX + 1))
                .hasMessageContaining("units");
    }
}
