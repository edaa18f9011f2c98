package dev.millrace.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLineEncoderTest {
    private final Logger logger = new LoggerContext().getLogger("dev.millrace.http.ApiVerticle");
    private final JsonLineEncoder encoder = new JsonLineEncoder();

    JsonLineEncoderTest() {
        encoder.start();
    }

    @Test
    void writesAnEventAsOneLineOfJson() throws IOException {
        LoggingEvent event = event("took {} ms\nand a second line", Map.of("request_id", "req_1"), null, 12);
        event.addKeyValuePair(new KeyValuePair("lane", 3));
        event.addKeyValuePair(new KeyValuePair("pepper", Secret.of("never-shown")));

        String line = new String(encoder.encode(event), StandardCharsets.UTF_8);

        assertThat(line).endsWith("}\n").doesNotContain("never-shown");
        assertThat(line.lines()).hasSize(1);
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.get("level").asText()).isEqualTo("WARN");
        assertThat(json.get("logger").asText()).isEqualTo("dev.millrace.http.ApiVerticle");
        assertThat(json.get("message").asText()).isEqualTo("took 12 ms\nand a second line");
        assertThat(json.get("request_id").asText()).isEqualTo("req_1");
        assertThat(json.get("lane").isInt()).isTrue();
        assertThat(json.get("pepper").asText()).isEqualTo("***");
    }

    @Test
    void keepsAnExceptionOnTheSameLine() throws IOException {
        LoggingEvent event = event("failed", Map.of(), new IllegalStateException("why", new IOException("the cause")));

        JsonNode json = new ObjectMapper().readTree(encoder.encode(event));

        assertThat(json.get("exception").asText())
                .startsWith("java.lang.IllegalStateException: why")
                .contains("Caused by: java.io.IOException: the cause");
    }

    @Test
    void letsNoKeyTakeThePlaceOfAField() throws IOException {
        LoggingEvent event = event("true message", Map.of("level", "forged"), null);
        event.addKeyValuePair(new KeyValuePair("message", "forged"));

        JsonNode json = new ObjectMapper().readTree(encoder.encode(event));

        assertThat(json.get("message").asText()).isEqualTo("true message");
        assertThat(json.get("level").asText()).isEqualTo("WARN");
    }

    private LoggingEvent event(
            String message, Map<String, String> context, @Nullable Throwable failure, Object... arguments) {
        LoggingEvent event = new LoggingEvent(getClass().getName(), logger, Level.WARN, message, failure, arguments);
        event.setMDCPropertyMap(context);
        return event;
    }
}
