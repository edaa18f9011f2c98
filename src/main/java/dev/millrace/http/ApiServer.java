package dev.millrace.http;

import dev.millrace.access.Access;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests as they come from their connections. A head that breaks a rule of HTTP is refused here; a route that stands
 * in front is found here; everything else is the router's. Belongs to one event loop.
 */
final class ApiServer {
    private final ApiConfig config;
    private final List<Route> inFront;
    private final Router router;
    private final ExchangeFactory exchanges;
    private final RequestSteps steps;

    ApiServer(
            Vertx vertx,
            ApiConfig config,
            List<Route> routes,
            Access access,
            RequestListener listener,
            Listeners shared) {
        ErrorResponder errors = new ErrorResponder(System::nanoTime);
        this.config = config;
        this.inFront = routes.stream().filter(Route::isInFront).toList();
        this.exchanges = new ExchangeFactory(vertx, config, listener, shared);
        this.steps = new RequestSteps(config, access, errors);
        this.router = ApiRouter.of(vertx, routes, exchanges, steps, errors);
    }

    /** Begins a request. */
    void handle(HttpServerRequest http) {
        if (HttpRules.isOver(http.connection())) {
            return;
        }
        if (http.decoderResult() instanceof RefusedHead refused) {
            exchanges.begin(http).answerAndClose(refused.problem());
            return;
        }
        Route route = inFront(http);
        if (route == null) {
            router.handle(http);
            return;
        }
        Exchange exchange = exchanges.begin(http);
        RequestTarget path = steps.decodePath(exchange);
        if (path != null) {
            steps.run(exchange, route, path);
        }
    }

    private @Nullable Route inFront(HttpServerRequest http) {
        String path = http.path();
        for (Route route : inFront) {
            if (route.method().equals(http.method())
                    && path != null
                    && route.template().matches(path)) {
                return route;
            }
        }
        return null;
    }

    /** Answers what Netty could not read as HTTP; the connection ends with it. */
    void handleInvalid(HttpServerRequest http) {
        Throwable cause = http.decoderResult().cause();
        Problem problem;
        if (cause instanceof TooLongHttpLineException) {
            problem = Problem.of(
                    ProblemCode.URI_TOO_LONG,
                    "The request line may have " + config.requests().initialLineBytesMax() + " bytes at most.");
        } else if (cause instanceof TooLongHttpHeaderException) {
            problem = Problem.of(
                    ProblemCode.HEADERS_TOO_LARGE,
                    "The headers may have " + config.requests().headerBytesMax() + " bytes at most, all together.");
        } else {
            problem = Problem.of(ProblemCode.MALFORMED_REQUEST, "This cannot be read as HTTP/1.1.");
        }
        exchanges.begin(http).answerAndClose(problem);
    }
}
