package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import dev.millrace.ApiClient;
import dev.millrace.http.RawConnection.Answer;
import java.net.http.HttpClient;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Holds every answer that a test gets to the API's document: its status, its type, its headers and its body. */
final class DescribedAnswers {
    private static final OpenApi API = OpenApi.load();
    private static final HttpClient HTTP = ApiClient.http();
    private static final Map<String, Optional<String>> TEMPLATES = new ConcurrentHashMap<>();

    private DescribedAnswers() {}

    /** A client whose every answer is held to the document. */
    static ApiClient client(int port, String key) {
        return new ApiClient(HTTP, port, key, DescribedAnswers::check);
    }

    /**
     * Checks an answer; one to a path or a method that the document does not know is left alone.
     *
     * @param line for example {@code GET /v1/orders?limit=1}
     */
    static void check(String line, Answer answer) {
        String[] parts = line.split(" ", 2);
        String path = parts[1].split("\\?", 2)[0];
        String operation = template(path)
                .map(template -> "/paths/" + escaped(template) + "/" + parts[0].toLowerCase(Locale.ROOT))
                .orElse("");
        if (operation.isEmpty() || API.document().at(operation).isMissingNode()) {
            return;
        }
        String response = followed(operation + "/responses/" + answer.status());
        JsonNode described = API.document().at(response);
        assertThat(described.isMissingNode())
                .as("%s is answered with %d, as described: %s", line, answer.status(), answer.body())
                .isFalse();
        assertThat(answer.header("Date")).as(line).endsWith(" GMT");
        assertThat(answer.header("Cache-Control"))
                .as(line)
                .isEqualTo(answer.header("ETag").isEmpty() ? "no-store" : "private, no-cache");
        for (String header : new String[] {"ETag", "Location", "Idempotent-Replayed", "WWW-Authenticate"}) {
            assertThat(answer.header(header).isEmpty()
                            || described.path("headers").has(header))
                    .as("%s, %d: the header %s is described", line, answer.status(), header)
                    .isTrue();
        }
        checkBody(line, answer, response + "/content");
    }

    private static void checkBody(String line, Answer answer, String content) {
        String type = answer.header("Content-Type").split(";", 2)[0];
        if (answer.body().isEmpty()) {
            return;
        }
        String pointer = content + "/" + escaped(type);
        assertThat(API.document().at(pointer).isMissingNode())
                .as("%s, %d: the type %s is described", line, answer.status(), type)
                .isFalse();
        if (type.equals(MediaTypes.NDJSON)) {
            assertThat(answer.body().lines())
                    .allSatisfy(each -> assertThat(
                                    API.schema("/components/schemas/BulkAnswer").validate(each, InputFormat.JSON))
                            .as("%s, %d: %s", line, answer.status(), each)
                            .isEmpty());
        } else if (type.endsWith("json")) {
            assertThat(API.schema(pointer + "/schema").validate(answer.body(), InputFormat.JSON))
                    .as("%s, %d: %s", line, answer.status(), answer.body())
                    .isEmpty();
        }
    }

    private static Optional<String> template(String path) {
        return TEMPLATES.computeIfAbsent(path, DescribedAnswers::find);
    }

    /** Where several fit, the one that names most of it. */
    private static Optional<String> find(String path) {
        return API.document().get("paths").propertyNames().stream()
                .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
                .min(Comparator.comparing(
                        template -> template.chars().filter(sign -> sign == '{').count()));
    }

    private static String followed(String pointer) {
        JsonNode reference = API.document().at(pointer).path("$ref");
        return reference.isMissingNode() ? pointer : reference.asString().substring(1);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
