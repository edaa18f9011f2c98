package dev.millrace.purchasing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.app.config.ConfigSources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorConfigTest {
    @ParameterizedTest
    @CsvSource({
        "allowed_networks, nowhere",
        "answer_bytes_max, 0",
        "connections_max, 0",
        "connections_max, 63",
        "merchant_connections_max, 0",
        "merchant_connections_max, 129",
        "supplier_connections_max, 0",
        "supplier_connections_max, 65",
        "address_checks_max, 0"
    })
    void refusesWhatCanNotBe(String key, String value) {
        assertThatThrownBy(() ->
                        new ConfigSources().flag("suppliers." + key, value).load())
                .hasMessageContaining(key);
    }
}
