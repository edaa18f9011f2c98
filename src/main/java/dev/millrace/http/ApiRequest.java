package dev.millrace.http;

import dev.millrace.access.Principal;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request whose access was checked and whose body has arrived. */
public final class ApiRequest {
    private final Arrival arrival;
    private final PathTemplate template;
    private final RequestTarget target;
    private final MultiMap headers;
    private final @Nullable Principal principal;
    private final byte[] body;
    private final Supplier<Future<Void>> clientGone;

    /**
     * A request whose client stays until it is answered.
     *
     * @param template of the route's path, which the target's matches
     * @param principal null on the few routes that need no key
     */
    public ApiRequest(
            Arrival arrival,
            PathTemplate template,
            RequestTarget target,
            MultiMap headers,
            @Nullable Principal principal,
            byte[] body) {
        this(
                arrival,
                template,
                target,
                headers,
                principal,
                body,
                () -> Promise.<Void>promise().future());
    }

    private ApiRequest(
            Arrival arrival,
            PathTemplate template,
            RequestTarget target,
            MultiMap headers,
            @Nullable Principal principal,
            byte[] body,
            Supplier<Future<Void>> clientGone) {
        this.arrival = arrival;
        this.template = template;
        this.target = target;
        this.headers = headers;
        this.principal = principal;
        this.body = body;
        this.clientGone = clientGone;
    }

    /** What an exchange has brought. */
    static ApiRequest of(
            Exchange exchange, Route route, RequestTarget target, @Nullable Principal principal, byte[] body) {
        return new ApiRequest(
                exchange.arrival(),
                route.template(),
                target,
                exchange.http().headers(),
                principal,
                body,
                exchange::clientGone);
    }

    public String requestId() {
        return arrival.requestId();
    }

    public Instant receivedAt() {
        return arrival.at();
    }

    /** On {@link System#nanoTime()}'s scale. */
    public long deadlineNanos() {
        return arrival.deadlineNanos();
    }

    /** Whose business it is about. */
    public int merchantId() {
        return principal().merchantId();
    }

    /** Who sent it, for an audit. */
    public String actor() {
        return "API key " + principal().key();
    }

    private Principal principal() {
        if (principal == null) {
            throw new IllegalStateException("a route without a key asked who sent it: " + target.path());
        }
        return principal;
    }

    /** The path as it was sent, still encoded, without the query. */
    public String path() {
        return target.path();
    }

    /** A part of the path, decoded, by the name that the route gives it. */
    public String pathParameter(String name) {
        return template.parameter(name, target.segments());
    }

    public QueryParameters query() {
        return target.query();
    }

    /** The first header of that name, or null. */
    public @Nullable String header(CharSequence name) {
        return headers.get(name);
    }

    /** Every line of a header that is a list. */
    public List<String> headers(CharSequence name) {
        return headers.getAll(name);
    }

    /** How often a header was sent; one that must be unambiguous may be sent once. */
    public int headerCount(CharSequence name) {
        return headers.getAll(name).size();
    }

    /** Completes when the connection ends before the answer, so that nobody waits for it any more. */
    public Future<Void> clientGone() {
        return clientGone.get();
    }

    /** At most as many bytes as the route allows; empty where there was none. Never changed by anyone. */
    public byte[] body() {
        return body;
    }
}
