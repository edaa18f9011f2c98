package dev.millrace.http;

import dev.millrace.access.Scope;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * One line of the route table.
 *
 * @param path a template such as {@code /v1/orders/{id}}; metrics carry it, never the path that was sent
 * @param scope what the API key must allow; null where no key is needed
 * @param head what the head must have beside a key, before the body is read
 * @param body what body it takes
 * @param endpoint what answers
 */
public record Route(
        HttpMethod method, String path, @Nullable Scope scope, HeadRule head, BodyRule body, Endpoint endpoint) {
    public Route {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path: " + path + " (expected: an absolute one)");
        }
    }

    /** One that wants nothing of the head beside a key. */
    public Route(HttpMethod method, String path, @Nullable Scope scope, BodyRule body, Endpoint endpoint) {
        this(method, path, scope, HeadRule.NONE, body, endpoint);
    }
}
