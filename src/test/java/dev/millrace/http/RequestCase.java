package dev.millrace.http;

import dev.millrace.access.Principal;
import dev.millrace.access.Scope;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request as an endpoint gets it, put together for a test. */
public final class RequestCase {
    public static final int MERCHANT = 7;
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456Z");
    static final long DEADLINE_NANOS = 42;

    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    private final Map<String, String> pathParameters = new LinkedHashMap<>();
    private String path = "/v1/things";
    private @Nullable String query;
    private String body = "";

    public RequestCase path(String value) {
        path = value;
        return this;
    }

    RequestCase pathParameter(String name, String value) {
        pathParameters.put(name, value);
        return this;
    }

    public RequestCase query(String value) {
        query = value;
        return this;
    }

    public RequestCase header(String name, String value) {
        headers.add(name, value);
        return this;
    }

    public RequestCase body(String value) {
        body = value;
        return this;
    }

    public ApiRequest request() {
        return new ApiRequest(
                new Arrival("request-1", NOON, DEADLINE_NANOS),
                template(),
                new RequestTarget(path, List.copyOf(pathParameters.values()), QueryParameters.parse(query)),
                headers,
                new Principal(MERCHANT, new UUID(0, 1), Set.of(Scope.READ, Scope.WRITE), "shop mr_live_…42"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** Of a path of these parameters alone. */
    private PathTemplate template() {
        return PathTemplate.of(pathParameters.keySet().stream()
                .map(name -> "{" + name + "}")
                .collect(Collectors.joining("/", "/", "")));
    }
}
