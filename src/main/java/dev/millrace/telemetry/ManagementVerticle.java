package dev.millrace.telemetry;

import dev.millrace.http.ByteBudget;
import dev.millrace.http.ConnectionLimit;
import dev.millrace.http.ListenerGuard;
import dev.millrace.http.RefusedHead;
import dev.millrace.http.RequestBody;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves metrics and health to the operator's own network. It knows no secrets and changes nothing. */
public final class ManagementVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementVerticle.class);

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int INTERNAL_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";

    private static final String LINKS = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <title>Millrace management</title>
            </head>
            <body>
              <h1>Millrace management</h1>
              <ul>
                <li><a href="/metrics">/metrics</a>: what Prometheus reads</li>
                <li><a href="/health/live">/health/live</a>: whether the process is alive</li>
                <li><a href="/health/ready">/health/ready</a>: whether it is ready for requests</li>
              </ul>
            </body>
            </html>
            """;

    private static final int LINE_BYTES_MAX = 4_096;
    private static final int HEADER_BYTES_MAX = 8_192;
    private static final int HEADS_BYTES_MAX = 2 * 1_024 * 1_024;
    private static final int SEND_BUFFER_BYTES = 256 * 1_024;

    private final ManagementConfig config;
    private final Meters meters;
    private final Health health;
    /** Under way, by content type. */
    private final Map<String, Future<Scrape>> scrapes = new HashMap<>();

    private int port;

    public ManagementVerticle(ManagementConfig config, Meters meters, Health health) {
        this.config = config;
        this.meters = meters;
        this.health = health;
    }

    @Override
    public Future<?> start() {
        ListenerGuard guard = new ListenerGuard(
                ConnectionLimit.sharedByAddress(config.connectionsMax()),
                config.requestDeadline(),
                new ByteBudget(HEADS_BYTES_MAX, HEADS_BYTES_MAX));
        HttpServerOptions options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(LINE_BYTES_MAX)
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                .setIdleTimeout((int) config.idleTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setSendBufferSize(SEND_BUFFER_BYTES)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        Router router = router();
        return vertx.createHttpServer(options)
                .connectionHandler(guard::opened)
                .requestHandler(request -> handle(router, request))
                .listen(config.port(), config.host())
                .onSuccess(server -> port = server.actualPort());
    }

    /** The port that it listens on, once it is deployed. */
    public int port() {
        return port;
    }

    private Router router() {
        Router router = Router.router(vertx);
        mount(router, "/", ManagementVerticle::links);
        mount(router, "/metrics", this::metrics);
        mount(router, "/health/live", request -> report(request, health.live()));
        mount(router, "/health/ready", request -> health.ready().onSuccess(report -> report(request, report)));
        return router.errorHandler(
                        BAD_REQUEST,
                        context -> answer(context.request(), BAD_REQUEST, TEXT, "This cannot be read as HTTP/1.1.\n"))
                .errorHandler(NOT_FOUND, context -> answerNothing(context.request()))
                .errorHandler(METHOD_NOT_ALLOWED, context -> answerNothing(context.request()))
                .errorHandler(INTERNAL_ERROR, ManagementVerticle::answerBug);
    }

    /** Paths are taken as they were sent, whole; text would take another slash at its end. */
    private static void mount(Router router, String path, Handler<HttpServerRequest> handler) {
        router.routeWithRegex(Pattern.quote(path))
                .useNormalizedPath(false)
                .setName(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> handler.handle(context.request()));
    }

    private static void handle(Router router, HttpServerRequest request) {
        if (request.decoderResult() instanceof RefusedHead refused) {
            answer(
                    request,
                    refused.problem().code().status(),
                    TEXT,
                    refused.problem().detail() + "\n");
        } else {
            router.handle(request);
        }
    }

    private static void answerNothing(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD)) {
            answer(request, NOT_FOUND, TEXT, "There are /metrics, /health/live and /health/ready.\n");
        } else {
            request.response().putHeader("Allow", "GET, HEAD");
            answer(request, METHOD_NOT_ALLOWED, TEXT, "Only GET is allowed here.\n");
        }
    }

    private static void answerBug(RoutingContext context) {
        LOG.atError().setCause(context.failure()).log("A request to the management port failed unexpectedly");
        answer(context.request(), INTERNAL_ERROR, TEXT, "Internal server error.\n");
    }

    private static void links(HttpServerRequest request) {
        request.response()
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .putHeader("X-Content-Type-Options", "nosniff");
        answer(request, OK, HTML, LINKS);
    }

    private void metrics(HttpServerRequest request) {
        String accept = String.join(",", request.headers().getAll("Accept"));
        scraped(Scrape.contentType(accept))
                .onSuccess(scrape -> answer(request, OK, scrape.contentType(), scrape.text()))
                .onFailure(_ -> answer(request, INTERNAL_ERROR, TEXT, "The meters could not be read.\n"));
    }

    /** Whoever asks while the meters are being read gets the same, so that many cost no more than one. */
    private Future<Scrape> scraped(String contentType) {
        Future<Scrape> underWay = scrapes.get(contentType);
        if (underWay != null) {
            return underWay;
        }
        Future<Scrape> begun =
                vertx.executeBlocking(() -> meters.scrape(contentType), false).map(Objects::requireNonNull);
        scrapes.put(contentType, begun);
        return begun.onComplete(_ -> scrapes.remove(contentType));
    }

    private static void report(HttpServerRequest request, Health.Report report) {
        // The names are our own and need no escaping.
        String checks = report.findings().stream()
                .map(finding -> "\"" + finding.name() + "\":\"" + word(finding.holds()) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        String body = "{\"status\":\"" + word(report.isUp()) + "\",\"checks\":" + checks + "}\n";
        answer(request, report.isUp() ? OK : UNAVAILABLE, JSON, body);
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }

    private static void answer(HttpServerRequest request, int status, String contentType, String body) {
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return;
        }
        response.setStatusCode(status).putHeader("Content-Type", contentType).putHeader("Cache-Control", "no-store");
        if (!RequestBody.isAnnounced(request)) {
            response.end(body);
        } else {
            // Nothing here takes a body, and it may have no end.
            response.putHeader("Connection", "close")
                    .end(body)
                    .onComplete(_ -> request.connection().close());
        }
    }
}
