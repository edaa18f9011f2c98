package dev.millrace.purchasing.dispatch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.app.config.ConfigSources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every limit has a name, and says what it expects. */
class DispatcherConfigTest {
    @ParameterizedTest
    @CsvSource({
        "callback_base, ftp://here",
        "interval, 0s",
        "retry_delay_max, 0s",
        "gather_suppliers_max, 0",
        "page_max, 0",
        "exchanges_max, 0",
        "merchant_exchanges_max, 65",
        "supplier_exchanges_max, 33",
        "supplier_exchanges_max, 65",
        "commands_max, 0",
        "suppliers_max, 0",
        "questions_max, 0",
        "command_deadline, 0s",
        "left_behind_margin, 9s",
        "acknowledged_within, 0s",
        "backoff_first, 0s",
        "backoff_max, 999ms",
        "settings_max, 0",
        "figures_interval, 0s",
        "meter_suppliers_max, 0"
    })
    void refusesWhatCanNotBe(String key, String value) {
        assertThatThrownBy(() ->
                        new ConfigSources().flag("dispatcher." + key, value).load())
                .hasMessageContaining("dispatcher." + key);
    }
}
