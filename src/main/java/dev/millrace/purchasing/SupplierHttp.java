package dev.millrace.purchasing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests to suppliers: looks up the address, checks it, connects to exactly that one, and bounds everything in
 * time and size. Redirects are never followed, since a redirect would lead past the check.
 *
 * <p>Every exchange has a connection of its own. Purchase orders are few, and so a connection that fails can only mean
 * this request: on one that was kept alive, a close by the supplier crosses the next request, and nobody can tell whether
 * it was read.
 *
 * <p>Safe for any event loop.
 */
final class SupplierHttp {
    /** Addresses of one host that are tried one after another, each for the time that a connection may take. */
    private static final int ADDRESSES_MAX = 3;

    /** Looking up a name blocks, and a name server that does not answer must not hold up anybody else's work. */
    private static final int NAME_THREADS = 4;

    private static final int HEADER_BYTES_MAX = 16 * 1_024;

    private final Vertx vertx;
    private final HttpClient client;
    private final WorkerExecutor names;
    private final AddressGuard guard;
    private final Resolver resolver;
    private final int answerBytesMax;

    SupplierHttp(Vertx vertx, ConnectorConfig config, Resolver resolver, HttpClientOptions tls) {
        this.vertx = vertx;
        this.resolver = resolver;
        this.guard = new AddressGuard(Networks.parse(config.allowedNetworks()));
        this.answerBytesMax = config.answerBytesMax();
        HttpClientOptions options = new HttpClientOptions(tls)
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(false)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                .setSslHandshakeTimeout(SupplierSettings.Timeouts.EXCHANGE_MAX.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        PoolOptions pool =
                new PoolOptions().setHttp1MaxSize(config.connectionsMax()).setMaxWaitQueueSize(config.waitingMax());
        this.client = vertx.createHttpClient(options, pool);
        this.names = vertx.createSharedWorkerExecutor("supplier-names", NAME_THREADS);
    }

    Future<Void> close() {
        return client.close().eventually(names::close);
    }

    /** Sends one request and reads its answer; always succeeds. */
    Future<HttpResult> send(HttpCall call) {
        HttpExchange exchange = new HttpExchange(vertx, call.timeouts().exchange(), answerBytesMax);
        resolve(call)
                .onSuccess(addresses -> {
                    if (guard.allowsAll(addresses)) {
                        connect(call, exchange, addresses, 0);
                    } else {
                        exchange.end(
                                new HttpResult.Forbidden(
                                        call.host()
                                                + " means an address inside a private network, where suppliers are not allowed to be."));
                    }
                })
                .onFailure(failure -> exchange.end(new HttpResult.NotConnected(
                        failure instanceof TimeoutException
                                ? "The address of " + call.host() + " could not be looked up in time."
                                : "There is no host by the name of " + call.host() + ".")));
        return exchange.result();
    }

    private Future<List<InetAddress>> resolve(HttpCall call) {
        return names.executeBlocking(() -> resolver.resolve(call.host()), false)
                .map(addresses -> List.of(Objects.requireNonNull(addresses)))
                .timeout(call.timeouts().connect().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void connect(HttpCall call, HttpExchange exchange, List<InetAddress> addresses, int position) {
        if (exchange.isOver()) {
            return;
        }
        client.request(options(call, addresses.get(position)))
                .onSuccess(request -> write(call, exchange, request))
                .onFailure(failure -> {
                    int next = position + 1;
                    if (next < Math.min(addresses.size(), ADDRESSES_MAX)) {
                        connect(call, exchange, addresses, next);
                    } else {
                        exchange.end(new HttpResult.NotConnected("No connection to " + call.host() + ":" + call.port()
                                + " came to be: " + Failures.text(failure)));
                    }
                });
    }

    private static RequestOptions options(HttpCall call, InetAddress address) {
        return new RequestOptions()
                .setMethod(call.method())
                // Where the connection goes; the host below is for its Host header, SNI and certificate alone.
                .setServer(SocketAddress.inetSocketAddress(call.port(), address.getHostAddress()))
                .setHost(call.host())
                .setPort(call.port())
                .setSsl(call.isEncrypted())
                .setURI(call.target())
                .setFollowRedirects(false)
                .setConnectTimeout(call.timeouts().connect().toMillis())
                .setHeaders(call.headers());
    }

    private static void write(HttpCall call, HttpExchange exchange, HttpClientRequest request) {
        if (exchange.begin(request)) {
            request.send(call.body()).onSuccess(exchange::read).onFailure(exchange::lose);
        } else {
            // It was over before the first byte: the connection is closed unused.
            request.reset();
        }
    }
}
