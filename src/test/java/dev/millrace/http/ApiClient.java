package dev.millrace.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.http.RawConnection.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One merchant's client, on one connection. What it is answered must be what the API's document says. */
final class ApiClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RawConnection connection;
    private final String key;

    ApiClient(int port, String key) {
        this.connection = new RawConnection(port);
        this.key = key;
    }

    /** @param headers each {@code Name: value} */
    Answer get(String target, String... headers) {
        return send("GET " + target, "", headers);
    }

    Answer post(String target, String body, String... headers) {
        return send("POST " + target, body, headers);
    }

    Answer put(String target, String body, String... headers) {
        return send("PUT " + target, body, headers);
    }

    static JsonNode json(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + answer.body(), e);
        }
    }

    /** The values at a pointer below each element of an array. */
    static List<String> each(Answer answer, String array, String field) {
        return json(answer).path(array).findValuesAsText(field);
    }

    private Answer send(String line, String body, String... headers) {
        StringBuilder request = new StringBuilder(line)
                .append(" HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer ")
                .append(key)
                .append("\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            boolean bulk = line.endsWith("/bulk");
            request.append("Content-Type: ")
                    .append(bulk ? MediaTypes.NDJSON : MediaTypes.JSON)
                    .append("\r\n");
        }
        request.append("Content-Length: ")
                .append(body.getBytes(StandardCharsets.UTF_8).length)
                .append("\r\n\r\n")
                .append(body);
        Answer answer = connection.send(request.toString()).read();
        DescribedAnswers.check(line, answer);
        return answer;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
