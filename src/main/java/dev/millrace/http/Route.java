package dev.millrace.http;

import dev.millrace.access.Scope;
import dev.millrace.access.Traffic;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * All that there is to say of one route. Each resource has one class that lists its own.
 *
 * @param template of its path
 * @param traffic which scope the API key must have, and with which requests this one is counted
 * @param head what the head must have beside a key, before the body is read
 * @param body what body it takes
 * @param endpoint what answers
 * @param isInFront whether it is found before the router is asked
 */
public record Route(
        HttpMethod method,
        PathTemplate template,
        Traffic traffic,
        HeadRule head,
        BodyRule body,
        Endpoint endpoint,
        boolean isInFront) {

    /** One that wants something of the head beside a key. */
    public Route(HttpMethod method, String path, Traffic traffic, HeadRule head, BodyRule body, Endpoint endpoint) {
        this(method, PathTemplate.of(path), traffic, head, body, endpoint, false);
    }

    /** One that wants nothing of the head beside a key. */
    public Route(HttpMethod method, String path, Traffic traffic, BodyRule body, Endpoint endpoint) {
        this(method, path, traffic, HeadRule.NONE, body, endpoint);
    }

    /**
     * This route, found before the router is asked: for the few that carry nearly all requests. Everything else about it stays
     * as it is, and the router knows it too.
     */
    public Route inFront() {
        return new Route(method, template, traffic, head, body, endpoint, true);
    }

    /** The template of its path, such as {@code /v1/orders/{id}}; metrics carry it, never the path that was sent. */
    public String path() {
        return template.toString();
    }

    /** What the API key must allow; null where no key is needed. */
    public @Nullable Scope scope() {
        return traffic.scope();
    }
}
