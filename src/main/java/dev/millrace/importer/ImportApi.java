package dev.millrace.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.access.KeyText;
import dev.millrace.config.Backoff;
import dev.millrace.console.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/**
 * A client of the API that does not give up soon: what a server says it did not do, or does not know whether it did, is
 * asked for again, with the same key. Blocks; may be used by many threads.
 */
final class ImportApi implements AutoCloseable {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    private static final Set<Integer> TRY_AGAIN = Set.of(429, 503, 504);
    private static final int ATTEMPTS_MAX = 40;
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(4));

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(REQUEST_TIMEOUT)
            .build();
    private final String url;
    private final String authorization;

    /** @param url of the server, without a path */
    ImportApi(String url, KeyText key) {
        this.url = url.replaceFirst("/+$", "");
        this.authorization = "Bearer " + key.reveal();
    }

    /** An answer, whatever its status. */
    record Answer(int status, String body, boolean replayed) {
        JsonNode json() {
            return parse(body);
        }

        /** A problem's code. */
        String code() {
            return json().path("code").asText("status " + status);
        }
    }

    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw Failure.of("The server answered what is not JSON: " + json, e);
        }
    }

    Answer get(String path) {
        return send(request(path).GET().build());
    }

    /** Something that is safe to repeat without a key. */
    Answer post(String path, String type, byte[] body) {
        return send(request(path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    /** Something that a key makes safe to repeat. */
    Answer postOnce(String path, String key, byte[] body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(REQUEST_TIMEOUT)
                .header("Authorization", authorization);
    }

    private Answer send(HttpRequest request) {
        String why = "";
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            try {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (!TRY_AGAIN.contains(response.statusCode())) {
                    boolean replayed =
                            response.headers().firstValue("Idempotent-Replayed").isPresent();
                    return new Answer(response.statusCode(), response.body(), replayed);
                }
                why = "it answers " + response.statusCode();
            } catch (IOException e) {
                why = e.toString();
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            pause(BACKOFF.delay(attempt));
        }
        throw Failure.of("The server at " + url + " did not take " + request.method() + " "
                + request.uri().getPath() + " (" + why + "). Run the import again to go on where it stopped.");
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static Failure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return Failure.of("Interrupted. Run the import again to go on where it stopped.", e);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
