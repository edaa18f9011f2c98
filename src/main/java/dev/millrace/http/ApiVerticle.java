package dev.millrace.http;

import dev.millrace.access.Access;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Listens for the API. Deployed once for each event loop; all instances share the port, and each connection stays with
 * one of them.
 */
public final class ApiVerticle extends VerticleBase {
    private static final int PARTS_BYTES_MAX = 64 * 1_024;
    private static final int ACCEPT_BACKLOG = 1_024;
    /** Of a connection, in the system; by itself it would hold 4 MiB of answers that a client does not read. */
    private static final int SEND_BUFFER_BYTES = 256 * 1_024;

    private final ApiConfig config;
    private final List<Route> routes;
    private final Access access;
    private final RequestListener listener;
    private final Listeners shared;
    private @Nullable HttpServer server;
    private int port;

    /**
     * One listener.
     *
     * @param access of this event loop alone
     * @param shared of all listeners together
     */
    public ApiVerticle(
            ApiConfig config, List<Route> routes, Access access, RequestListener listener, Listeners shared) {
        this.config = config;
        this.routes = List.copyOf(routes);
        this.access = access;
        this.listener = listener;
        this.shared = shared;
    }

    @Override
    public Future<?> start() {
        ApiServer api = new ApiServer(vertx, config, routes, access, listener, shared);
        ListenerGuard guard = new ListenerGuard(
                shared.connections(),
                config.timeouts().requestDeadline(),
                shared.budgets().heads());
        server = vertx.createHttpServer(options(config))
                .connectionHandler(guard::opened)
                .invalidRequestHandler(api::handleInvalid)
                .requestHandler(api::handle);
        return server.listen(portToShare(), config.listener().host())
                .onSuccess(listening -> port = listening.actualPort());
    }

    /** Accepts no more, and completes when the requests in flight are answered or their time is over. */
    @Override
    public Future<?> stop() {
        return server == null
                ? Future.succeededFuture()
                : server.shutdown(config.timeouts().requestDeadline().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For Vert.x 0 is a free port for each listener, and -1 one for all of them. */
    private int portToShare() {
        return config.listener().port() == 0 ? -1 : config.listener().port();
    }

    /** The port that it listens on, once it is deployed. */
    public int port() {
        return port;
    }

    private static HttpServerOptions options(ApiConfig config) {
        return new HttpServerOptions()
                .setMaxInitialLineLength(config.requests().initialLineBytesMax())
                .setMaxHeaderSize(config.requests().headerBytesMax())
                .setMaxChunkSize(PARTS_BYTES_MAX)
                .setIdleTimeout((int) config.timeouts().idleTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setAcceptBacklog(ACCEPT_BACKLOG)
                .setSendBufferSize(SEND_BUFFER_BYTES)
                .setHttp2ClearTextEnabled(false)
                .setDecompressionSupported(false)
                // Else a handler for WebSockets, which we have none of, throws at a client that sends 128 requests at
                // once.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHandle100ContinueAutomatically(false);
    }
}
