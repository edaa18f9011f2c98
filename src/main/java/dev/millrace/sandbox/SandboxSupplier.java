package dev.millrace.sandbox;

import dev.millrace.http.HttpRules;
import dev.millrace.purchasing.RequestSignature;
import dev.millrace.purchasing.xml.SoapVersion;
import dev.millrace.sandbox.Dialect.Wanted;
import dev.millrace.sandbox.FaultRule.Asked;
import dev.millrace.sandbox.RestDialect.Malformed;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The supplier's server: REST at {@code /purchase-orders}, SOAP at {@code /soap} with its WSDL at {@code /soap?wsdl}, and
 * the bench where faults are injected, at {@code /sandbox}.
 */
public final class SandboxSupplier extends VerticleBase {
    private static final int BODY_BYTES_MAX = 1_024 * 1_024;
    private static final int IDLE_SECONDS = 60;
    private static final String ORDERS = "/purchase-orders";
    private static final String CANCEL = "/cancel";
    private static final String ADMIN = "/sandbox";
    private static final String BODY = "body";

    private final SandboxConfig config;
    private final InstantSource clock;
    private final List<FaultRule> planned;
    private final FaultInjection faults = new FaultInjection();
    private final SandboxOrders orders = new SandboxOrders();
    private @Nullable HttpServer server;
    private @Nullable SandboxCallbacks callbacks;
    private @Nullable SandboxService service;

    /** @param planned what goes wrong from the beginning */
    public SandboxSupplier(SandboxConfig config, InstantSource clock, List<FaultRule> planned) {
        this.config = config;
        this.clock = clock;
        this.planned = List.copyOf(planned);
    }

    /** The port that it listens on, once it is deployed. */
    public int port() {
        return Objects.requireNonNull(server).actualPort();
    }

    @Override
    public Future<?> start() {
        SandboxCallbacks newCallbacks = new SandboxCallbacks(vertx, config.secret(), clock);
        SandboxWork work = new SandboxWork(vertx, config, newCallbacks, clock);
        callbacks = newCallbacks;
        service = new SandboxService(orders, work);
        planned.forEach(faults::plan);
        HttpServerOptions options =
                new HttpServerOptions().setHttp2ClearTextEnabled(false).setIdleTimeout(IDLE_SECONDS);
        return vertx.createHttpServer(options)
                .connectionHandler(HttpRules::beginDates)
                .requestHandler(router(new SandboxAdmin(orders, work, newCallbacks, faults)))
                .listen(config.port(), config.host())
                .onSuccess(listening -> server = listening);
    }

    /** Paths are taken as they were sent, and so are the numbers in them. */
    private Router router(SandboxAdmin admin) {
        Router router = Router.router(vertx);
        router.route().useNormalizedPath(false).handler(SandboxSupplier::readBody);
        mount(router, ORDERS + "(?:/.*)?", this::requireSigned);
        mount(router, ORDERS, context -> submit(context.request(), body(context)))
                .method(HttpMethod.POST);
        mount(router, ORDERS + "/.+", context -> ask(context.request())).method(HttpMethod.GET);
        mount(router, ORDERS + "/.+" + CANCEL, context -> cancel(context.request()))
                .method(HttpMethod.POST);
        mount(router, "/soap", context -> respond(context, wsdl())).method(HttpMethod.GET);
        mount(router, "/soap", context -> soap(context.request(), body(context)));
        mount(router, ADMIN + ORDERS, context -> respond(context, admin.list())).method(HttpMethod.GET);
        mount(router, ADMIN + ORDERS, context -> respond(context, admin.clear()))
                .method(HttpMethod.DELETE);
        mount(router, ADMIN + "/faults", context -> respond(context, admin.injectFaults(body(context))))
                .method(HttpMethod.POST);
        mount(router, ADMIN + "/faults", context -> respond(context, admin.clearFaults()))
                .method(HttpMethod.DELETE);
        mount(router, ADMIN + "/deliver", context -> respond(context, admin.deliver(body(context))))
                .method(HttpMethod.POST);
        return router.errorHandler(
                        400,
                        context -> respond(context, SandboxAnswer.problem(400, "malformed", "This is no HTTP/1.1.")))
                .errorHandler(404, SandboxSupplier::answerNothing)
                .errorHandler(405, SandboxSupplier::answerNothing)
                .errorHandler(500, context -> respond(context, new RestDialect().failed()));
    }

    private static Route mount(Router router, String regex, Handler<RoutingContext> handler) {
        return router.routeWithRegex(regex).useNormalizedPath(false).handler(handler);
    }

    @Override
    public Future<?> stop() {
        SandboxCallbacks open = callbacks;
        return open == null ? Future.succeededFuture() : open.close();
    }

    private static void readBody(RoutingContext context) {
        HttpServerRequest request = context.request();
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > BODY_BYTES_MAX) {
                request.connection().close();
            } else {
                body.appendBuffer(part);
            }
        });
        request.endHandler(_ -> {
            context.put(BODY, body);
            context.next();
        });
    }

    private static byte[] body(RoutingContext context) {
        Buffer body = context.get(BODY);
        return Objects.requireNonNull(body).getBytes();
    }

    private static String path(HttpServerRequest request) {
        return Objects.requireNonNullElse(request.path(), "");
    }

    private static void answerNothing(RoutingContext context) {
        String path = path(context.request());
        boolean isOrders = path.equals(ORDERS) || path.startsWith(ORDERS + "/");
        respond(
                context,
                isOrders
                        ? SandboxAnswer.problem(405, "method_not_allowed", "Not here.")
                        : SandboxAnswer.problem(404, "not_found", "docs/suppliers.md says what there is."));
    }

    private void requireSigned(RoutingContext context) {
        if (isSigned(context.request(), body(context))) {
            context.next();
        } else {
            respond(context, new RestDialect().unauthorized());
        }
    }

    private void submit(HttpServerRequest request, byte[] body) {
        RestDialect dialect = new RestDialect();
        try {
            serve(request, RestDialect.submission(body), dialect);
        } catch (Malformed malformed) {
            FaultEffect.respond(request, dialect.malformed(malformed.why()));
        }
    }

    private void ask(HttpServerRequest request) {
        String number = path(request).substring(ORDERS.length() + 1);
        serve(request, new Wanted(Asked.ASK, number, List.of(), null), new RestDialect());
    }

    private void cancel(HttpServerRequest request) {
        String path = path(request);
        String number = path.substring(ORDERS.length() + 1, path.length() - CANCEL.length());
        serve(request, new Wanted(Asked.CANCEL, number, List.of(), null), new RestDialect());
    }

    private SandboxAnswer wsdl() {
        return Wsdl.at("http://" + config.host() + ":" + port() + "/soap");
    }

    private void soap(HttpServerRequest request, byte[] body) {
        String contentType = request.getHeader("Content-Type");
        SoapVersion version = SoapVersion.ofContentType(contentType);
        if (version == null) {
            FaultEffect.respond(
                    request, SandboxAnswer.problem(415, "media_type", "SOAP is text/xml or application/soap+xml."));
            return;
        }
        SoapDialect dialect = new SoapDialect(version);
        if (!isSigned(request, body)) {
            FaultEffect.respond(request, dialect.unauthorized());
            return;
        }
        try {
            serve(request, dialect.read(body, contentType), dialect);
        } catch (Malformed malformed) {
            FaultEffect.respond(request, dialect.malformed(malformed.why()));
        }
    }

    private boolean isSigned(HttpServerRequest request, byte[] body) {
        return !config.secret().isPresent()
                || RequestSignature.verifies(
                        config.secret(),
                        request.getHeader(RequestSignature.HEADER),
                        clock.instant(),
                        request.method().name(),
                        request.uri(),
                        body);
    }

    private void serve(HttpServerRequest request, Wanted wanted, Dialect dialect) {
        SandboxService here = Objects.requireNonNull(service);
        FaultRule rule = faults.next(wanted.asked());
        if (rule == null) {
            FaultEffect.respond(request, here.handle(wanted, dialect));
            return;
        }
        if (rule.fault() == InjectedFault.CONFLICT && !here.knows(wanted.number())) {
            FaultEffect.respond(request, here.handle(wanted, dialect));
            return;
        }
        SandboxAnswer honest = rule.fault().accepts() ? here.handle(wanted, dialect) : dialect.failed();
        FaultEffect.of(rule, dialect, honest).commit(vertx, request);
    }

    private static void respond(RoutingContext context, SandboxAnswer answer) {
        FaultEffect.respond(context.request(), answer);
    }
}
