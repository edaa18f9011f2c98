package dev.millrace.sandbox;

import dev.millrace.http.HttpRules;
import dev.millrace.purchasing.RequestSignature;
import dev.millrace.purchasing.xml.SoapVersion;
import dev.millrace.sandbox.Dialect.Wanted;
import dev.millrace.sandbox.FaultRule.Asked;
import dev.millrace.sandbox.RestDialect.Malformed;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The supplier's server: REST at {@code /purchase-orders}, SOAP at {@code /soap} with its WSDL at {@code /soap?wsdl}, and
 * the bench where one makes it misbehave at {@code /sandbox}.
 */
public final class SandboxSupplier extends VerticleBase {
    private static final int BODY_BYTES_MAX = 1_024 * 1_024;
    private static final int IDLE_SECONDS = 60;
    private static final String ORDERS = "/purchase-orders";
    private static final String CANCEL = "/cancel";

    private final SandboxConfig config;
    private final InstantSource clock;
    private final List<FaultRule> planned;
    private final FaultInjection misbehaviours = new FaultInjection();
    private final SandboxOrders orders = new SandboxOrders();
    private @Nullable HttpServer server;
    private @Nullable SandboxCallbacks callbacks;
    private @Nullable SandboxService service;
    private @Nullable SandboxAdmin admin;

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
        admin = new SandboxAdmin(orders, work, newCallbacks, misbehaviours);
        planned.forEach(misbehaviours::plan);
        HttpServerOptions options =
                new HttpServerOptions().setHttp2ClearTextEnabled(false).setIdleTimeout(IDLE_SECONDS);
        return vertx.createHttpServer(options)
                .connectionHandler(HttpRules::beginDates)
                .requestHandler(this::receive)
                .listen(config.port(), config.host())
                .onSuccess(listening -> server = listening);
    }

    @Override
    public Future<?> stop() {
        SandboxCallbacks open = callbacks;
        return open == null ? Future.succeededFuture() : open.close();
    }

    private void receive(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > BODY_BYTES_MAX) {
                request.connection().close();
            } else {
                body.appendBuffer(part);
            }
        });
        request.endHandler(_ -> handle(request, body.getBytes()));
    }

    private void handle(HttpServerRequest request, byte[] body) {
        String path = Objects.requireNonNullElse(request.path(), "/");
        if (path.startsWith("/sandbox/")) {
            respond(
                    request,
                    Objects.requireNonNull(admin).handle(request.method().name(), path, body));
        } else if (path.equals("/soap")) {
            soap(request, body);
        } else if (path.equals(ORDERS) || path.startsWith(ORDERS + "/")) {
            rest(request, path, body);
        } else {
            respond(request, SandboxAnswer.problem(404, "not_found", "docs/suppliers.md says what there is."));
        }
    }

    private void rest(HttpServerRequest request, String path, byte[] body) {
        RestDialect dialect = new RestDialect();
        if (!isSigned(request, body)) {
            respond(request, dialect.unauthorized());
            return;
        }
        try {
            String rest = path.substring(ORDERS.length());
            String method = request.method().name();
            if (method.equals("POST") && rest.isEmpty()) {
                serve(request, RestDialect.submission(body), dialect);
            } else if (method.equals("GET") && rest.length() > 1) {
                serve(request, new Wanted(Asked.ASK, rest.substring(1), List.of(), null), dialect);
            } else if (method.equals("POST") && rest.endsWith(CANCEL) && rest.length() > CANCEL.length() + 1) {
                String number = rest.substring(1, rest.length() - CANCEL.length());
                serve(request, new Wanted(Asked.CANCEL, number, List.of(), null), dialect);
            } else {
                respond(request, SandboxAnswer.problem(405, "method_not_allowed", "Not here."));
            }
        } catch (Malformed malformed) {
            respond(request, dialect.malformed(malformed.why()));
        }
    }

    private void soap(HttpServerRequest request, byte[] body) {
        if (request.method().name().equals("GET")) {
            respond(request, Wsdl.at("http://" + config.host() + ":" + port() + "/soap"));
            return;
        }
        String contentType = request.getHeader("Content-Type");
        SoapVersion version = SoapVersion.ofContentType(contentType);
        if (version == null) {
            respond(request, SandboxAnswer.problem(415, "media_type", "SOAP is text/xml or application/soap+xml."));
            return;
        }
        SoapDialect dialect = new SoapDialect(version);
        if (!isSigned(request, body)) {
            respond(request, dialect.unauthorized());
            return;
        }
        try {
            serve(request, dialect.read(body, contentType), dialect);
        } catch (Malformed malformed) {
            respond(request, dialect.malformed(malformed.why()));
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
        FaultRule misbehaviour = misbehaviours.next(wanted.asked());
        if (misbehaviour == null) {
            respond(request, here.handle(wanted, dialect));
            return;
        }
        if (misbehaviour.mischief() == InjectedFault.CONFLICT && !here.knows(wanted.number())) {
            respond(request, here.handle(wanted, dialect));
            return;
        }
        SandboxAnswer honest = misbehaviour.mischief().accepts() ? here.handle(wanted, dialect) : dialect.failed();
        FaultEffect.of(misbehaviour, dialect, honest).commit(vertx, request);
    }

    private static void respond(HttpServerRequest request, SandboxAnswer answer) {
        FaultEffect.respond(request, answer);
    }
}
