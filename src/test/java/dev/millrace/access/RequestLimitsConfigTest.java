package dev.millrace.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RequestLimitsConfigTest {
    @Test
    void limitsNothingByDefault() {
        for (Traffic traffic : Traffic.values()) {
            assertThat(RequestLimitsConfig.defaults().quota(traffic).limitsNothing())
                    .isTrue();
        }
    }

    @Test
    void namesTheSettingThatCannotBe() {
        refused("writes_per_second: -1 (expected: 0 to 1000000)", -1, 0, 0);
        refused("writes_per_second: 1000001 (expected: 0 to 1000000)", 1_000_001, 0, 0);
        refused("writes_burst: 9 (expected: >= writes_per_second, 10)", 10, 9, 0);
        refused("writes_burst: 9 (expected: 0 to 0)", 0, 9, 0);
        refused("writes_concurrent_max: -1 (expected: >= 0)", 0, 0, -1);
    }

    private static void refused(String message, int perSecond, int burst, int concurrentMax) {
        assertThatThrownBy(() -> new RequestLimitsConfig(perSecond, burst, concurrentMax, 0, 0, 0, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> new RequestLimitsConfig(0, 0, 0, perSecond, burst, concurrentMax, 0, 0, 0))
                .hasMessage(message.replace("writes", "reads"));
        assertThatThrownBy(() -> new RequestLimitsConfig(0, 0, 0, 0, 0, 0, perSecond, burst, concurrentMax))
                .hasMessage(message.replace("writes", "lists"));
    }
}
