package dev.millrace.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.purchasing.HttpResult.Answered;
import dev.millrace.purchasing.SupplierSettings.Timeouts;
import dev.millrace.store.SupplierKey;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.JksOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a socket does to a request, and where a request may go. */
@ExtendWith(VertxExtension.class)
class SupplierHttpTest {
    private static final ConnectorConfig LOCAL = ConnectorConfig.defaults().allowing("127.0.0.0/8");
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofMillis(1_000), Duration.ofMillis(1_500));

    private static final Timeouts PATIENT = new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20));

    private final EventLoop loop;
    private final List<HttpServerRequest> received = new ArrayList<>();

    @TempDir
    private Path folder;

    SupplierHttpTest(Vertx vertx) {
        loop = new EventLoop(vertx);
    }

    @AfterEach
    void close() {}

    @Test
    void nobodyListeningMeansThatNothingWasSent() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThat(send(http(LOCAL, Resolver.ofSystem()), "http://127.0.0.1:" + port + "/"))
                .isInstanceOf(HttpResult.NotConnected.class);
    }

    @Test
    void aNameThatDoesNotExistMeansThatNothingWasSent() {
        Resolver none = host -> {
            throw new UnknownHostException(host);
        };

        assertThat(send(http(LOCAL, none), "http://supplier.test/"))
                .isEqualTo(new HttpResult.NotConnected("There is no host by the name of supplier.test."));
    }

    @Test
    void aNameServerThatDoesNotAnswerMeansThatNothingWasSent() {
        java.util.concurrent.CountDownLatch never = new java.util.concurrent.CountDownLatch(1);
        Resolver silent = _ -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[0];
        };
        try {
            assertThat(send(http(LOCAL, silent), "http://supplier.test/"))
                    .isEqualTo(new HttpResult.NotConnected(
                            "The address of supplier.test could not be looked up in time."));
        } finally {
            never.countDown();
        }
    }

    @Test
    void aPrivateAddressIsNotEvenConnectedTo() {
        HttpServer server = server();

        HttpResult result = send(
                http(ConnectorConfig.defaults(), Resolver.ofSystem()), "http://127.0.0.1:" + server.actualPort() + "/");

        assertThat(result).isInstanceOf(HttpResult.Forbidden.class);
        assertThat(send(http(ConnectorConfig.defaults(), Resolver.ofSystem()), "http://2130706433/"))
                .isInstanceOf(HttpResult.Forbidden.class);
        assertThat(send(http(ConnectorConfig.defaults(), Resolver.ofSystem()), "http://[::ffff:127.0.0.1]/"))
                .isInstanceOf(HttpResult.Forbidden.class);
        assertThat(received).isEmpty();
    }

    @Test
    void aNameIsLookedUpOnceAndTheCheckedAddressIsTheOneConnectedTo() {
        HttpServer server = server();
        AtomicInteger lookups = new AtomicInteger();
        // The second answer would lead elsewhere, as a rebinding name server has it.
        Resolver rebinding = _ ->
                new InetAddress[] {InetAddress.ofLiteral(lookups.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2")};

        HttpResult result = send(http(LOCAL, rebinding), "http://supplier.test:" + server.actualPort() + "/orders?x=1");

        assertThat(result).isInstanceOf(Answered.class);
        assertThat(lookups).hasValue(1);
        assertThat(received).singleElement().satisfies(request -> {
            assertThat(request.getHeader("Host")).isEqualTo("supplier.test:" + server.actualPort());
            assertThat(request.uri()).isEqualTo("/orders?x=1");
            assertThat(request.localAddress().hostAddress()).isEqualTo("127.0.0.1");
        });
    }

    @Test
    void anotherAddressOfTheHostIsTriedIfTheFirstDoesNotListen() {
        HttpServer server = server();
        Resolver two = _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.3"), InetAddress.ofLiteral("127.0.0.1")};

        assertThat(send(http(LOCAL, two), "http://supplier.test:" + server.actualPort() + "/"))
                .isInstanceOf(Answered.class);
    }

    @Test
    void overTlsTheNameIsInTheHandshakeAndTheCertificateMustBeItsOwn() throws Exception {
        JksOptions keys = Certificates.of("supplier.test", folder.resolve("keys.p12"));
        HttpServer server = loop.await(() -> loop.vertx()
                .createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(keys)
                        .setSni(true))
                .requestHandler(this::ok)
                .listen(0, "127.0.0.1"));
        Resolver here = _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
        SupplierHttp trusting =
                new SupplierHttp(loop.vertx(), LOCAL, here, new HttpClientOptions().setTrustOptions(keys));

        assertThat(sendPatiently(trusting, "https://supplier.test:" + server.actualPort() + "/"))
                .isInstanceOf(Answered.class);
        assertThat(received.getFirst().connection().indicatedServerName()).isEqualTo("supplier.test");
        assertThat(sendPatiently(trusting, "https://other.test:" + server.actualPort() + "/"))
                .isInstanceOf(HttpResult.NotConnected.class);
        assertThat(sendPatiently(http(LOCAL, here), "https://supplier.test:" + server.actualPort() + "/"))
                .isInstanceOf(HttpResult.NotConnected.class);
        assertThat(received).hasSize(1);
    }

    @Test
    void aServerThatSaysNothingMayHaveReadIt() {
        NetServer silent = loop.await(() -> loop.vertx()
                .createNetServer(new NetServerOptions())
                .connectHandler(_ -> {})
                .listen(0, "127.0.0.1"));

        assertThat(send(http(LOCAL, Resolver.ofSystem()), "http://127.0.0.1:" + silent.actualPort() + "/"))
                .isEqualTo(new HttpResult.Lost("There was no answer within 1500 ms."));
    }

    @Test
    void aServerThatSpeaksNoTlsIsNotConnectedTo() {
        NetServer silent = loop.await(() -> loop.vertx()
                .createNetServer(new NetServerOptions())
                .connectHandler(_ -> {})
                .listen(0, "127.0.0.1"));

        assertThat(send(http(LOCAL, Resolver.ofSystem()), "https://127.0.0.1:" + silent.actualPort() + "/"))
                .isInstanceOf(HttpResult.NotConnected.class);
    }

    @Test
    void whatIsNotHttpMayHaveReadIt() {
        NetServer odd = loop.await(() -> loop.vertx()
                .createNetServer(new NetServerOptions())
                .connectHandler(socket -> socket.handler(_ -> socket.write("SSH-2.0-OpenSSH\r\n\r\n")))
                .listen(0, "127.0.0.1"));

        assertThat(send(http(LOCAL, Resolver.ofSystem()), "http://127.0.0.1:" + odd.actualPort() + "/"))
                .isInstanceOf(HttpResult.Lost.class);
    }

    @Test
    void anAnswerThatBreaksOffAfterItsHeadIsNotWhole() {
        NetServer cutting = loop.await(() -> loop.vertx()
                .createNetServer(new NetServerOptions())
                .connectHandler(socket -> socket.handler(
                        _ -> socket.end(Buffer.buffer("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n"))))
                .listen(0, "127.0.0.1"));

        assertThat(send(http(LOCAL, Resolver.ofSystem()), "http://127.0.0.1:" + cutting.actualPort() + "/"))
                .isInstanceOfSatisfying(Answered.class, answered -> {
                    assertThat(answered.status()).isEqualTo(201);
                    assertThat(answered.whole()).isFalse();
                });
    }

    @Test
    void anAnswerIsReadUpToALimit() {
        HttpServer server = loop.await(() -> loop.vertx()
                .createHttpServer()
                .requestHandler(request -> {
                    request.response().setChunked(true);
                    pour(request);
                })
                .listen(0, "127.0.0.1"));

        HttpResult result = send(http(LOCAL, Resolver.ofSystem()), "http://127.0.0.1:" + server.actualPort() + "/");

        assertThat(result).isInstanceOfSatisfying(Answered.class, answered -> {
            assertThat(answered.status()).isEqualTo(200);
            assertThat(answered.whole()).isFalse();
            assertThat(answered.body().isEmpty()).isTrue();
        });
    }

    @Test
    void anAnswerThatDripsIsCutWhenTheTimeIsUp() {
        HttpServer server = loop.await(() -> loop.vertx()
                .createHttpServer()
                .requestHandler(request -> {
                    request.response().setChunked(true).write("a");
                    loop.vertx().setPeriodic(100, _ -> request.response().write("a"));
                })
                .listen(0, "127.0.0.1"));

        HttpResult result = send(http(LOCAL, Resolver.ofSystem()), "http://127.0.0.1:" + server.actualPort() + "/");

        assertThat(result)
                .isInstanceOfSatisfying(
                        Answered.class, answered -> assertThat(answered.whole()).isFalse());
    }

    @Test
    void whoFindsNoPlaceInTheQueueForAConnectionHearsSoAtOnce() {
        NetServer silent = loop.await(() -> loop.vertx()
                .createNetServer(new NetServerOptions())
                .connectHandler(_ -> {})
                .listen(0, "127.0.0.1"));
        ConnectorConfig narrow = new ConnectorConfig("127.0.0.0/8", 1_024, 1, 1, 1, 1);
        SupplierHttp http = http(narrow, Resolver.ofSystem());
        String address = "http://127.0.0.1:" + silent.actualPort() + "/";

        List<HttpResult> results = loop.await(
                () -> Future.all(http.send(call(address)), http.send(call(address)), http.send(call(address)))
                        .map(all -> all.<HttpResult>list()));

        assertThat(results)
                .extracting(Object::getClass)
                .containsExactlyInAnyOrder(
                        HttpResult.Lost.class, HttpResult.NotConnected.class, HttpResult.NotConnected.class);
    }

    /** Writes for as long as somebody reads. */
    private static void pour(HttpServerRequest request) {
        request.response().write(Buffer.buffer(new byte[8_192])).onSuccess(_ -> pour(request));
    }

    private void ok(HttpServerRequest request) {
        received.add(request);
        request.response().end("{}");
    }

    private HttpServer server() {
        return loop.await(
                () -> loop.vertx().createHttpServer().requestHandler(this::ok).listen(0, "127.0.0.1"));
    }

    private SupplierHttp http(ConnectorConfig config, Resolver resolver) {
        return new SupplierHttp(loop.vertx(), config, resolver, new HttpClientOptions());
    }

    private HttpResult send(SupplierHttp http, String address) {
        return loop.await(() -> http.send(call(address)));
    }

    /** A first handshake takes its time where a processor is busy. */
    private HttpResult sendPatiently(SupplierHttp http, String address) {
        return loop.await(() -> http.send(call(address, PATIENT)));
    }

    private static HttpCall call(String address) {
        return call(address, TIMEOUTS);
    }

    private static HttpCall call(String address, Timeouts timeouts) {
        return new HttpCall(
                new SupplierKey(1, "acme"),
                HttpMethod.POST,
                URI.create(address),
                MultiMap.caseInsensitiveMultiMap(),
                Buffer.buffer("{}"),
                timeouts);
    }
}
