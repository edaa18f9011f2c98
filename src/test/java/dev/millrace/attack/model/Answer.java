package dev.millrace.attack.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.http.RawConnection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the service said, as far as a client may rely on it. */
record Answer(
        int status,
        @Nullable String contentType,
        @Nullable String entityTag,
        @Nullable String location,
        @Nullable String replayed,
        String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(RawConnection.Answer response) {
        return new Answer(
                response.status(),
                header(response, "Content-Type"),
                header(response, "ETag"),
                header(response, "Location"),
                header(response, "Idempotent-Replayed"),
                response.body());
    }

    private static @Nullable String header(RawConnection.Answer response, String name) {
        return response.headers().get(name.toLowerCase(Locale.ROOT));
    }

    boolean isReplayed() {
        return "true".equals(replayed);
    }

    /** This answer as if it were the first one under its key. */
    Answer asTheFirst() {
        return new Answer(status, contentType, entityTag, location, null, body);
    }

    Answer with(String otherBody) {
        return new Answer(status, contentType, entityTag, location, replayed, otherBody);
    }

    JsonNode json() {
        return parse(body);
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }
}
