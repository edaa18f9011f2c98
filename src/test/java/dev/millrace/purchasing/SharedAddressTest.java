package dev.millrace.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.purchasing.HttpResult.Answered;
import dev.millrace.purchasing.HttpResult.Lost;
import dev.millrace.purchasing.HttpResult.NotConnected;
import dev.millrace.purchasing.SupplierSettings.Timeouts;
import dev.millrace.store.SupplierKey;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.junit5.VertxExtension;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Suppliers of one merchant that hang, or whose names do, beside another merchant's, at one host and port. */
@ExtendWith(VertxExtension.class)
class SharedAddressTest {
    private static final int LARGE = 1;
    private static final int SMALL = 2;
    private static final ConnectorConfig LOCAL = ConnectorConfig.defaults().allowing("127.0.0.0/8");
    private static final Duration EXCHANGE = Duration.ofSeconds(5);

    private final EventLoop loop;
    private final CountDownLatch nameServerAnswers = new CountDownLatch(1);
    private final HttpServer server;

    SharedAddressTest(Vertx vertx) {
        loop = new EventLoop(vertx);
        server = loop.await(() -> loop.vertx()
                .createHttpServer()
                .requestHandler(request -> {
                    if (!Objects.requireNonNull(request.path()).startsWith("/hang")) {
                        request.response().end("{}");
                    }
                })
                .listen(0, "127.0.0.1"));
    }

    @AfterEach
    void close() {
        nameServerAnswers.countDown();
    }

    @Test
    void suppliersThatAcceptAndNeverAnswerTakeNothingFromAnotherMerchantsAtTheirAddress() {
        SupplierHttp http = http(LOCAL);
        CompletableFuture<List<HttpResult>> hanging =
                start(http, LARGE, 80, "http://127.0.0.1:" + server.actualPort() + "/hang");

        assertThat(send(http, SMALL, "http://127.0.0.1:" + server.actualPort() + "/"))
                .isInstanceOf(Answered.class);

        assertThat(hanging).as("the others still hang").isNotDone();
        assertThat(hanging.join()).filteredOn(Lost.class::isInstance).hasSize(LOCAL.merchantConnectionsMax());
    }

    @Test
    void namesThatNobodyAnswersForTakeNothingFromAnotherMerchants() {
        SupplierHttp http = http(LOCAL);
        CompletableFuture<List<HttpResult>> hanging = start(http, LARGE, 80, "http://hang.test/");

        assertThat(send(http, SMALL, "http://supplier.test:" + server.actualPort() + "/"))
                .isInstanceOf(Answered.class);

        assertThat(hanging).as("the others still hang").isNotDone();
        assertThat(hanging.join()).allMatch(NotConnected.class::isInstance);
        assertThat(http.slots().taken())
                .as("what was given up holds its place while its thread is held")
                .isEqualTo(LOCAL.merchantConnectionsMax());
    }

    @Test
    void aSupplierHasNoMoreLookUpsThanItMayAndGetsItsPlacesBackWhenTheyEnd() {
        ConnectorConfig narrow = new ConnectorConfig("127.0.0.0/8", 1_024, 8, 4, 1, 1);
        SupplierHttp http = http(narrow);
        String address = "http://supplier.test:" + server.actualPort() + "/";

        assertThat(send(http, LARGE, "http://hang.test/", Duration.ofMillis(50)))
                .isInstanceOf(NotConnected.class);
        assertThat(send(http, LARGE, address))
                .isEqualTo(new NotConnected("All connections that one supplier may have are in use."));

        nameServerAnswers.countDown();
        loop.await(() -> allGivenBack(http));
        for (int i = 0; i < 10; i++) {
            assertThat(send(http, LARGE, address)).isInstanceOf(Answered.class);
        }
        assertThat(http.slots().taken()).isZero();
    }

    @Test
    void whereASupplierMayBeIsSaidThoughAnotherMerchantsNamesHang() {
        SupplierAddresses addresses = new SupplierAddresses(loop.vertx(), ConnectorConfig.defaults(), this::resolve);
        List<CompletableFuture<Boolean>> hanging = IntStream.range(0, 80)
                .mapToObj(_ -> loop.start(() -> addresses.mayBeReached(LARGE, URI.create("http://hang.test/"))))
                .toList();

        assertThat(loop.<Boolean>await(() -> addresses.mayBeReached(SMALL, URI.create("http://supplier.test/"))))
                .as("it is a private address")
                .isFalse();
        assertThat(hanging.stream().filter(each -> !each.isDone()))
                .as("those that hang; the rest were taken unchecked at once")
                .hasSize(ConnectorConfig.defaults().addressChecksMax() / 2);
        addresses.close();
    }

    private Future<Void> allGivenBack(SupplierHttp http) {
        return http.slots().taken() == 0
                ? Future.succeededFuture()
                : loop.vertx().timer(5).compose(_ -> allGivenBack(http));
    }

    private InetAddress[] resolve(String host) {
        if (host.startsWith("hang")) {
            try {
                nameServerAnswers.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
    }

    private SupplierHttp http(ConnectorConfig config) {
        Resolver resolver = host -> host.endsWith(".test") ? resolve(host) : InetAddress.getAllByName(host);
        return new SupplierHttp(loop.vertx(), config, resolver, new HttpClientOptions());
    }

    /** So many suppliers of one merchant, at once. */
    private CompletableFuture<List<HttpResult>> start(
            SupplierHttp http, int merchantId, int suppliers, String address) {
        return loop.start(() -> Future.all(IntStream.range(0, suppliers)
                        .mapToObj(supplier -> http.send(call(merchantId, "supplier-" + supplier, address, EXCHANGE)))
                        .toList())
                .map(all -> all.<HttpResult>list()));
    }

    private HttpResult send(SupplierHttp http, int merchantId, String address) {
        return send(http, merchantId, address, EXCHANGE);
    }

    private HttpResult send(SupplierHttp http, int merchantId, String address, Duration exchange) {
        return loop.await(() -> http.send(call(merchantId, "acme", address, exchange)));
    }

    private static HttpCall call(int merchantId, String supplierId, String address, Duration exchange) {
        return new HttpCall(
                new SupplierKey(merchantId, supplierId),
                HttpMethod.POST,
                URI.create(address),
                MultiMap.caseInsensitiveMultiMap(),
                Buffer.buffer("{}"),
                new Timeouts(exchange, exchange));
    }
}
