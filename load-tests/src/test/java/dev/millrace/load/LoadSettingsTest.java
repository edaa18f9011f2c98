package dev.millrace.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadSettingsTest {
    @Test
    void aPropertyGoesBeforeTheEnvironmentAndThatBeforeTheDefault() {
        LoadSettings settings = settings(
                Map.of("load.rate", "20"), Map.of("LOAD_RATE", "10", "LOAD_SECONDS", "1.5", "LOAD_API_KEY", "k"));
        assertThat(settings.usersPerSecond()).isEqualTo(20);
        assertThat(settings.duration()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(settings.apiKey()).isEqualTo("k");
        assertThat(settings.seed()).isEqualTo(1);
    }

    @Test
    void saysWhichSettingIsWrong() {
        assertThatThrownBy(() -> settings(Map.of(), Map.of())).hasMessageContaining("api.key");
        Map<String, String> key = Map.of("LOAD_API_KEY", "k");
        assertThatThrownBy(() -> settings(Map.of("load.rate", "many"), key))
                .hasMessageContaining("rate")
                .hasMessageContaining("many");
        assertThatThrownBy(() -> settings(Map.of("load.rate", "0"), key)).hasMessageContaining("rate");
        assertThatThrownBy(() -> settings(Map.of("load.seconds", "0"), key)).hasMessageContaining("seconds");
    }

    private static LoadSettings settings(Map<String, String> properties, Map<String, String> environment) {
        return LoadSettings.of(new LoadSettings.Source(properties::get, environment));
    }
}
