package dev.millrace.purchasing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests to suppliers: looks up the address, checks it, connects to exactly that one, and bounds everything in
 * time and size. Redirects are never followed, since a redirect would lead past the check.
 *
 * <p>Every exchange has a connection of its own. Purchase orders are few, and so a connection that fails can only mean
 * this request: on one that was kept alive, a close by the supplier crosses the next request, and nobody can tell whether
 * it was read. So exchanges, connections and look-ups are as many, and share their places: see {@link SupplierSlots}.
 * There is no limit for an address, since merchants that happen to have one host would wait for each other.
 *
 * <p>Safe for any event loop.
 */
final class SupplierHttp {
    /** Addresses of one host that are tried one after another, each for the time that a connection may take. */
    private static final int ADDRESSES_MAX = 3;

    private static final int HEADER_BYTES_MAX = 16 * 1_024;

    private final Vertx vertx;
    private final HttpClient client;
    private final NameLookups names;
    private final SupplierSlots slots;
    private final AddressGuard guard;
    private final int answerBytesMax;

    SupplierHttp(Vertx vertx, ConnectorConfig config, Resolver resolver, HttpClientOptions tls) {
        this.vertx = vertx;
        this.guard = new AddressGuard(Networks.parse(config.allowedNetworks()));
        this.answerBytesMax = config.answerBytesMax();
        HttpClientOptions options = new HttpClientOptions(tls)
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(false)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                .setSslHandshakeTimeout(SupplierSettings.Timeouts.EXCHANGE_MAX.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        this.slots = new SupplierSlots(config.connections());
        // The client's own limit is one for each address, which merchants may share: it must never be reached.
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(config.connectionsMax()));
        this.names = new NameLookups(vertx, resolver, "supplier-name");
    }

    Future<Void> close() {
        names.close();
        return client.close();
    }

    /** Places for connections: whoever holds them, and how often there was none. */
    SupplierSlots slots() {
        return slots;
    }

    /** Sends one request and reads its answer; always succeeds. */
    Future<HttpResult> send(HttpCall call) {
        SupplierSlots.Grant grant = slots.take(call.supplier());
        if (grant != SupplierSlots.Grant.GRANTED) {
            return Future.succeededFuture(new HttpResult.NotConnected(reason(grant)));
        }
        HttpExchange exchange = new HttpExchange(vertx, call.timeouts().exchange(), answerBytesMax);
        Future<List<InetAddress>> lookUp = names.start(call.host());
        Future<Void> connecting = lookUp.timeout(call.timeouts().connect().toMillis(), TimeUnit.MILLISECONDS)
                .transform(found -> {
                    if (found.failed()) {
                        exchange.end(notFound(call, found.cause()));
                    } else if (!guard.allowsAll(found.result())) {
                        exchange.end(forbidden(call));
                    } else {
                        return connect(call, exchange, found.result(), 0);
                    }
                    return Future.succeededFuture();
                });
        // A look-up or a connection attempt may last longer than the exchange; the place is held by whatever ends last.
        Future.join(lookUp, connecting, exchange.result()).onComplete(_ -> slots.giveBack(call.supplier()));
        return exchange.result();
    }

    /** Tries one address after another; completes when no attempt is under way any more. */
    private Future<Void> connect(HttpCall call, HttpExchange exchange, List<InetAddress> addresses, int position) {
        if (exchange.isOver()) {
            return Future.succeededFuture();
        }
        return client.request(options(call, addresses.get(position))).transform(connected -> {
            int next = position + 1;
            if (connected.succeeded()) {
                write(call, exchange, connected.result());
            } else if (next < Math.min(addresses.size(), ADDRESSES_MAX)) {
                return connect(call, exchange, addresses, next);
            } else {
                exchange.end(new HttpResult.NotConnected("No connection to " + call.host() + ":" + call.port()
                        + " came to be: " + Failures.text(connected.cause())));
            }
            return Future.succeededFuture();
        });
    }

    private static String reason(SupplierSlots.Grant grant) {
        return switch (grant) {
            case GRANTED -> throw new IllegalArgumentException("no refusal: " + grant);
            case USED_UP -> "All connections to suppliers are in use.";
            case MERCHANT_SHARE, KEPT_FREE -> "All connections that one merchant may have to suppliers are in use.";
            case SUPPLIER_SHARE -> "All connections that one supplier may have are in use.";
        };
    }

    private static HttpResult notFound(HttpCall call, Throwable failure) {
        return new HttpResult.NotConnected(
                failure instanceof TimeoutException
                        ? "The address of " + call.host() + " could not be looked up in time."
                        : "There is no host by the name of " + call.host() + ".");
    }

    private static HttpResult forbidden(HttpCall call) {
        return new HttpResult.Forbidden(
                call.host() + " means an address inside a private network, where suppliers are not allowed to be.");
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
