package dev.millrace.http;

import dev.millrace.access.Access;
import dev.millrace.access.Admission;
import dev.millrace.access.Authentication;
import dev.millrace.access.Principal;
import dev.millrace.access.Scope;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request from its head to its answer: find the route, check access, read the body, ask the endpoint, answer.
 * Whatever goes wrong on the way becomes a problem. Belongs to one event loop.
 */
final class ApiServer {
    private static final byte[] NO_BODY = {};

    private final Vertx vertx;
    private final ApiConfig config;
    private final RouteTable routes;
    private final Access access;
    private final RequestListener listener;
    private final Listeners shared;
    private final ErrorResponder errors = new ErrorResponder(System::nanoTime);
    private final RequestIds requestIds = new RequestIds(RandomGenerator.of("L128X256MixRandom"));

    ApiServer(
            Vertx vertx,
            ApiConfig config,
            List<Route> routes,
            Access access,
            RequestListener listener,
            Listeners shared) {
        this.vertx = vertx;
        this.config = config;
        this.routes = new RouteTable(routes);
        this.access = access;
        this.listener = listener;
        this.shared = shared;
    }

    /** Begins a request. */
    void handle(HttpServerRequest http) {
        if (HttpRules.isOver(http.connection())) {
            return;
        }
        Exchange exchange = exchange(http);
        if (http.decoderResult() instanceof RefusedHead refused) {
            exchange.answerAndClose(refused.problem());
            return;
        }
        try {
            switch (routes.find(http.method(), exchange.path())) {
                case RouteTable.Match.Found found -> authenticate(exchange, found);
                case RouteTable.Match.OtherMethods other ->
                    exchange.answer(
                            Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "This path has other methods: " + other.allow())
                                    .withHeader(HeaderNames.ALLOW, other.allow()));
                case RouteTable.Match.Nothing _ ->
                    exchange.answer(Problem.of(ProblemCode.NOT_FOUND, "There is nothing under this path."));
            }
        } catch (RuntimeException e) {
            errors.answer(exchange, e);
        }
    }

    /** Answers what Netty could not read as HTTP; the connection ends with it. */
    void handleInvalid(HttpServerRequest http) {
        Throwable cause = http.decoderResult().cause();
        Problem problem;
        if (cause instanceof TooLongHttpLineException) {
            problem = Problem.of(
                    ProblemCode.URI_TOO_LONG,
                    "The request line may have " + config.initialLineBytesMax() + " bytes at most.");
        } else if (cause instanceof TooLongHttpHeaderException) {
            problem = Problem.of(
                    ProblemCode.HEADERS_TOO_LARGE,
                    "The headers may have " + config.headerBytesMax() + " bytes at most, all together.");
        } else {
            problem = Problem.of(ProblemCode.MALFORMED_REQUEST, "This cannot be read as HTTP/1.1.");
        }
        exchange(http).answerAndClose(problem);
    }

    private Exchange exchange(HttpServerRequest http) {
        String requestId = requestIds.of(http.getHeader(HeaderNames.REQUEST_ID));
        long deadlineNanos = System.nanoTime() + config.requestDeadline().toNanos();
        return new Exchange(vertx, http, new Arrival(requestId, Instant.now(), deadlineNanos), listener, shared);
    }

    private void authenticate(Exchange exchange, RouteTable.Match.Found found) {
        exchange.foundRoute(found.route().path());
        Scope scope = found.route().scope();
        if (scope == null) {
            readBody(exchange, found, null);
            return;
        }
        Future<Authentication> authentication =
                access.authenticate(exchange.http().getHeader(HeaderNames.AUTHORIZATION));
        if (!authentication.isComplete()) {
            exchange.http().pause();
        }
        authentication
                .onSuccess(result -> authorize(exchange, found, scope, result))
                .onFailure(failure -> errors.answer(exchange, failure));
    }

    private void authorize(
            Exchange exchange, RouteTable.Match.Found found, Scope scope, Authentication authentication) {
        if (authentication instanceof Authentication.Granted(Principal known)) {
            exchange.foundMerchant(known.merchantId());
        }
        switch (authentication) {
            case Authentication.Granted(Principal principal)
            when principal.may(scope) -> admit(exchange, found, principal);
            case Authentication.Granted _ ->
                exchange.answer(Problem.of(
                                ProblemCode.MISSING_SCOPE, "This needs an API key with the scope " + scope.text() + ".")
                        .withHeader(HeaderNames.WWW_AUTHENTICATE, Challenges.insufficient(scope)));
            case Authentication.Denied denied ->
                exchange.answer(unauthorized(denied)
                        .withHeader(
                                HeaderNames.WWW_AUTHENTICATE,
                                Challenges.unauthorized(exchange.http().getHeader(HeaderNames.AUTHORIZATION))));
        }
    }

    /** Counts the request before anything of it is read: what is refused here was not decided. */
    private void admit(Exchange exchange, RouteTable.Match.Found found, Principal principal) {
        if (exchange.isGone()) {
            exchange.abandon();
            return;
        }
        switch (access.admit(principal, found.route().traffic())) {
            case Admission.Free _ -> readBody(exchange, found, principal);
            case Admission.Counted counted -> {
                exchange.counted(counted);
                readBody(exchange, found, principal);
            }
            case Admission.Refused refused -> exchange.answer(RateLimits.refusal(refused));
        }
    }

    private static Problem unauthorized(Authentication.Denied denied) {
        return switch (denied) {
            case MISSING_KEY -> Problem.of(ProblemCode.MISSING_KEY, "Send an API key: Authorization: Bearer mr_live_…");
            case INVALID_KEY ->
                Problem.of(ProblemCode.INVALID_KEY, "The API key is mistyped, unknown, expired or revoked.");
        };
    }

    private void readBody(Exchange exchange, RouteTable.Match.Found found, @Nullable Principal principal) {
        BodyRule rule = found.route().body();
        Problem unfit =
                found.route().head().fault(exchange.arrival(), exchange.http().headers());
        Problem fault = unfit == null ? MediaTypeRule.fault(rule, exchange.http()) : unfit;
        if (fault != null) {
            exchange.answer(fault);
        } else if (rule == BodyRule.NONE || !RequestBody.isAnnounced(exchange.http())) {
            ask(exchange, found, principal, NO_BODY);
        } else {
            int bytesMax = rule == BodyRule.NDJSON ? config.bulkBytesMax() : config.bodyBytesMax();
            RequestBody.Limits limits = new RequestBody.Limits(
                    bytesMax, config.bodyChunksMax(), config.requestDeadline().toMillis());
            RequestBody.read(exchange, limits, exchange.bodyLease(), body -> ask(exchange, found, principal, body));
        }
    }

    private void ask(Exchange exchange, RouteTable.Match.Found found, @Nullable Principal principal, byte[] body) {
        try {
            HttpServerRequest http = exchange.http();
            Target target = new Target(exchange.path(), found.pathParameters(), QueryParameters.parse(http.query()));
            ApiRequest request =
                    new ApiRequest(exchange.arrival(), target, http.headers(), principal, body, exchange::clientGone);
            found.route()
                    .endpoint()
                    .handle(request)
                    .onSuccess(exchange::answer)
                    .onFailure(failure -> errors.answer(exchange, failure));
        } catch (RuntimeException e) {
            errors.answer(exchange, e);
        }
    }
}
