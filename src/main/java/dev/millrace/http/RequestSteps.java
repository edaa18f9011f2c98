package dev.millrace.http;

import dev.millrace.access.Access;
import dev.millrace.access.Admission;
import dev.millrace.access.Authentication;
import dev.millrace.access.Principal;
import dev.millrace.access.Scope;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * What every request goes through once its route is found, whoever found it: check access, count it against the limits,
 * decode the query, look at the head, read the body, ask the endpoint, answer. Whatever goes wrong on the way becomes a
 * problem. Belongs to one event loop.
 *
 * <p>Access may have to wait for the database. The request is paused meanwhile, since nobody else does that: what comes of a
 * body before its reader is there would be lost.
 */
final class RequestSteps {
    private static final byte[] NO_BODY = {};

    private final ApiConfig config;
    private final Access access;
    private final ErrorResponder errors;

    /** A route, and what found it: its path, and once it is decoded its query. */
    private record Match(Route route, RequestTarget target) {}

    RequestSteps(ApiConfig config, Access access, ErrorResponder errors) {
        this.config = config;
        this.access = access;
        this.errors = errors;
    }

    /**
     * Decodes the path of a request, before anybody looks for its route.
     *
     * @return null if it cannot be; then the request is answered
     */
    @Nullable
    RequestTarget decodePath(Exchange exchange) {
        try {
            return RequestTarget.ofPath(exchange.path());
        } catch (ProblemException e) {
            errors.answer(exchange, e);
            return null;
        }
    }

    /** Takes a request from its route to its answer. */
    void run(Exchange exchange, Route route, RequestTarget path) {
        exchange.foundRoute(route.path());
        try {
            authenticate(exchange, new Match(route, path));
        } catch (RuntimeException e) {
            errors.answer(exchange, e);
        }
    }

    private void authenticate(Exchange exchange, Match found) {
        Scope scope = found.route().scope();
        if (scope == null) {
            decodeQuery(exchange, found, null);
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

    private void authorize(Exchange exchange, Match found, Scope scope, Authentication authentication) {
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
    private void admit(Exchange exchange, Match found, Principal principal) {
        if (exchange.isGone()) {
            exchange.abandon();
            return;
        }
        switch (access.admit(principal, found.route().traffic())) {
            case Admission.Free _ -> decodeQuery(exchange, found, principal);
            case Admission.Counted counted -> {
                exchange.counted(counted);
                decodeQuery(exchange, found, principal);
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

    private void decodeQuery(Exchange exchange, Match found, @Nullable Principal principal) {
        Match whole;
        try {
            whole = new Match(found.route(), found.target().withQuery(exchange.query()));
        } catch (ProblemException e) {
            errors.answer(exchange, e);
            return;
        }
        readBody(exchange, whole, principal);
    }

    private void readBody(Exchange exchange, Match found, @Nullable Principal principal) {
        BodyRule rule = found.route().body();
        Problem unfit =
                found.route().head().fault(exchange.arrival(), exchange.http().headers());
        Problem fault = unfit == null ? MediaTypeRule.fault(rule, exchange.http()) : unfit;
        if (fault != null) {
            exchange.answer(fault);
        } else if (rule == BodyRule.NONE || !RequestBody.isAnnounced(exchange.http())) {
            ask(exchange, found, principal, NO_BODY);
        } else {
            int bytesMax = rule == BodyRule.NDJSON
                    ? config.requests().bulkBytesMax()
                    : config.requests().bodyBytesMax();
            RequestBody.Limits limits = new RequestBody.Limits(
                    bytesMax,
                    config.requests().bodyChunksMax(),
                    config.timeouts().requestDeadline().toMillis());
            RequestBody.read(exchange, limits, exchange.bodyLease(), body -> ask(exchange, found, principal, body));
        }
    }

    private void ask(Exchange exchange, Match found, @Nullable Principal principal, byte[] body) {
        try {
            found.route()
                    .endpoint()
                    .handle(ApiRequest.of(exchange, found.route(), found.target(), principal, body))
                    .onSuccess(exchange::answer)
                    .onFailure(failure -> errors.answer(exchange, failure));
        } catch (RuntimeException e) {
            errors.answer(exchange, e);
        }
    }
}
