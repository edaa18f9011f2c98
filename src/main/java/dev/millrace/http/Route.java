package dev.millrace.http;

import dev.millrace.access.Scope;
import dev.millrace.access.Traffic;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * One line of the route table.
 *
 * @param path a template such as {@code /v1/orders/{id}}; metrics carry it, never the path that was sent
 * @param traffic which scope the API key must have, and with which requests this one is counted
 * @param head what the head must have beside a key, before the body is read
 * @param body what body it takes
 * @param endpoint what answers
 */
public record Route(HttpMethod method, String path, Traffic traffic, HeadRule head, BodyRule body, Endpoint endpoint) {
    public Route {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path: " + path + " (expected: an absolute one)");
        }
    }

    /** One that wants nothing of the head beside a key. */
    public Route(HttpMethod method, String path, Traffic traffic, BodyRule body, Endpoint endpoint) {
        this(method, path, traffic, HeadRule.NONE, body, endpoint);
    }

    /** What the API key must allow; null where no key is needed. */
    public @Nullable Scope scope() {
        return traffic.scope();
    }
}
