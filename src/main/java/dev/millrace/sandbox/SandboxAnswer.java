package dev.millrace.sandbox;

import dev.millrace.wire.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What goes back.
 *
 * @param headers beside the content type and length
 */
record SandboxAnswer(int status, String contentType, Map<String, String> headers, String body) {
    static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    SandboxAnswer {
        headers = Map.copyOf(headers);
    }

    static SandboxAnswer json(int status, byte[] body) {
        return new SandboxAnswer(status, JSON, Map.of(), new String(body, StandardCharsets.UTF_8));
    }

    static SandboxAnswer problem(int status, String code, String detail) {
        JsonWriter json = new JsonWriter(128);
        json.beginObject();
        json.name("status").number(status);
        json.name("code").string(code);
        json.name("detail").string(detail);
        json.endObject();
        return new SandboxAnswer(status, PROBLEM, Map.of(), json.toString());
    }

    SandboxAnswer with(String header, String value) {
        return new SandboxAnswer(status, contentType, Map.of(header, value), body);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
