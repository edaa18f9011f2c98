package dev.millrace.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The API on vertx-web's router. The router finds the route; what a request goes through is our own ({@link RequestSteps}).
 *
 * <p>Every route is matched against the path as it was sent ({@code useNormalizedPath(false)}), by a regular expression, since
 * paths as text take another slash at their end, and without {@code consumes} and {@code produces}, which would decide
 * before access does. Its name is its template. Belongs to one event loop.
 */
final class ApiRouter {
    private static final String EXCHANGE = "exchange";
    private static final String PATH = "path";

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int INTERNAL_ERROR = 500;
    /** What the router can say by itself beside these, and never does as long as nothing of it looks at bodies. */
    private static final Map<Integer, Problem> OTHER_PROBLEMS = Map.of(
            406, Problem.of(ProblemCode.NOT_ACCEPTABLE, "There is nothing here of a type that you accept."),
            413, Problem.of(ProblemCode.BODY_TOO_LARGE, "The body is larger than this path takes."),
            415, Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The body has a type that this path does not take."));

    private final List<Route> routes;
    private final ExchangeFactory exchanges;
    private final RequestSteps steps;
    private final ErrorResponder errors;

    private ApiRouter(List<Route> routes, ExchangeFactory exchanges, RequestSteps steps, ErrorResponder errors) {
        this.routes = routes;
        this.exchanges = exchanges;
        this.steps = steps;
        this.errors = errors;
    }

    /** @param routes where two match, the first is taken: one without a parameter goes before one that has it there */
    static Router of(
            Vertx vertx, List<Route> routes, ExchangeFactory exchanges, RequestSteps steps, ErrorResponder errors) {
        return new ApiRouter(routes, exchanges, steps, errors).mount(Router.router(vertx));
    }

    private Router mount(Router router) {
        router.route()
                .useNormalizedPath(false)
                .setName(RequestListener.UNMATCHED)
                .handler(this::decodePath);
        for (Route route : routes) {
            var mounted = router.routeWithRegex(route.method(), route.template().regex())
                    .useNormalizedPath(false)
                    .setName(route.path());
            if (route.method().equals(HttpMethod.GET)) {
                mounted.method(HttpMethod.HEAD);
            }
            mounted.handler(context -> steps.run(exchange(context), route, path(context)));
        }
        OTHER_PROBLEMS.forEach((status, problem) ->
                router.errorHandler(status, context -> exchange(context).answer(problem)));
        return router.errorHandler(BAD_REQUEST, this::answerBadRequest)
                .errorHandler(
                        NOT_FOUND,
                        context -> exchange(context)
                                .answer(Problem.of(ProblemCode.NOT_FOUND, "There is nothing under this path.")))
                .errorHandler(METHOD_NOT_ALLOWED, this::answerOtherMethods)
                .errorHandler(INTERNAL_ERROR, context -> errors.answer(exchange(context), failure(context)));
    }

    /** The first thing that happens to a request, and again to one whose path had to be written in another way. */
    private void decodePath(RoutingContext context) {
        if (context.get(PATH) != null) {
            context.next();
            return;
        }
        RequestTarget path = steps.decodePath(exchange(context));
        if (path == null) {
            return;
        }
        context.put(PATH, path);
        // A letter of a path may be escaped, and is the same letter (RFC 3986, 6.2.2.2).
        boolean isEscaped = path.path().indexOf('%') >= 0;
        String canonical = isEscaped ? path.canonicalPath() : path.path();
        if (canonical.equals(path.path())) {
            context.next();
        } else {
            context.reroute(canonical);
        }
    }

    private Exchange exchange(RoutingContext context) {
        Exchange begun = context.get(EXCHANGE);
        if (begun == null) {
            // The router has refused it before it asked anybody.
            begun = exchanges.begin(context.request());
            context.put(EXCHANGE, begun);
        }
        return begun;
    }

    private static RequestTarget path(RoutingContext context) {
        RequestTarget path = context.get(PATH);
        return Objects.requireNonNull(path, "a route was reached before its path was decoded");
    }

    private static Throwable failure(RoutingContext context) {
        @Nullable Throwable failure = context.failure();
        return failure == null ? new IllegalStateException("a request failed without a cause") : failure;
    }

    private void answerBadRequest(RoutingContext context) {
        if (context.failure() instanceof ProblemException refused) {
            errors.answer(exchange(context), refused);
        } else {
            exchange(context).answer(Problem.of(ProblemCode.MALFORMED_REQUEST, "This cannot be read as HTTP/1.1."));
        }
    }

    private void answerOtherMethods(RoutingContext context) {
        String sent = Objects.requireNonNull(context.request().path(), "a path was matched");
        String allow = routes.stream()
                .filter(route -> route.template().matches(sent))
                .map(route -> route.method().equals(HttpMethod.GET)
                        ? "GET, HEAD"
                        : route.method().name())
                .distinct()
                .collect(Collectors.joining(", "));
        exchange(context)
                .answer(Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "This path has other methods: " + allow)
                        .withHeader(HeaderNames.ALLOW, allow));
    }
}
