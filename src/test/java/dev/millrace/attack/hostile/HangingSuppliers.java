package dev.millrace.attack.hostile;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.ApiClient;
import dev.millrace.attack.overload.Merchant;
import dev.millrace.attack.overload.Report;
import dev.millrace.attack.overload.Site;
import dev.millrace.http.RawConnection.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Suppliers of one merchant that accept and never answer, at the host and port of another merchant's, who goes on buying. */
final class HangingSuppliers implements Hostility {
    private static final int SUPPLIERS = 80;

    @Override
    public String name() {
        return "suppliers";
    }

    @Override
    public String title() {
        return SUPPLIERS + " suppliers of one merchant that accept and never answer";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("suppliers.allowed_networks", "127.0.0.0/8");
    }

    @Override
    public Attack begin(Site site) throws IOException {
        return new Buying(site);
    }

    /** Both merchants' buying, in a thread of its own, and the host of all their suppliers. */
    private static final class Buying implements Attack {
        private static final double SECONDS_MAX = 2;
        private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

        private final HttpServer host =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final HttpClient http = ApiClient.http();
        private final CountDownLatch over = new CountDownLatch(1);
        private final AtomicInteger hanging = new AtomicInteger();
        private final AtomicInteger bought = new AtomicInteger();
        private final AtomicLong slowestNanos = new AtomicLong();
        private final Site site;

        Buying(Site site) throws IOException {
            this.site = site;
            host.setExecutor(threads);
            host.createContext("/hang", _ -> hang());
            host.createContext("/", Buying::acknowledge);
            host.start();
            threads.execute(this::buy);
        }

        private void buy() {
            ApiClient hostile = client(site.openMerchant("hanging"));
            for (int supplier = 0; supplier < SUPPLIERS; supplier++) {
                supplier(hostile, "hang-" + supplier, "/hang");
                order(hostile, "hang-" + supplier, 0);
            }
            Merchant buyer = site.openMerchant("buyer");
            supplier(client(buyer), "acme", "/");
            while (over.getCount() > 0) {
                long begun = System.nanoTime();
                order(client(buyer), "acme", bought.get());
                while (acknowledged(buyer) <= bought.get() && over.getCount() > 0) {
                    slowestNanos.accumulateAndGet(System.nanoTime() - begun, Math::max);
                    LockSupport.parkNanos(POLL_NANOS);
                }
                if (over.getCount() > 0) {
                    bought.incrementAndGet();
                }
            }
        }

        private void hang() {
            hanging.incrementAndGet();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void acknowledge(HttpExchange exchange) throws IOException {
            String number = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            byte[] statement = ("{\"number\":\"" + number + "\",\"status\":\"acknowledged\",\"reference\":\"S-1\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(201, statement.length);
            exchange.getResponseBody().write(statement);
            exchange.close();
        }

        private void supplier(ApiClient client, String id, String path) {
            client.post("/v1/suppliers", "{\"id\":\"" + id + "\",\"name\":\"A supplier\"}");
            expect(
                    200,
                    client.put(
                            "/v1/suppliers/" + id + "/connection",
                            "{\"kind\":\"rest\",\"exchange_timeout_ms\":120000,\"address\":\"http://127.0.0.1:"
                                    + host.getAddress().getPort() + path + "\"}"));
            expect(
                    201,
                    client.post(
                            "/v1/products",
                            "{\"sku\":\"of-" + id + "\",\"price\":{\"amount\":100,\"currency\":\"EUR\"},"
                                    + "\"policy\":\"backorder\",\"supplier_id\":\"" + id + "\"}"));
        }

        private static void order(ApiClient client, String supplier, int number) {
            expect(201, client.place("buy-" + supplier + "-" + number, ApiClient.order("of-" + supplier, 5)));
        }

        private static void expect(int status, Answer response) {
            if (response.status() != status) {
                throw new UncheckedIOException(new IOException(response.status() + " " + response.body()));
            }
        }

        private ApiClient client(Merchant merchant) {
            return new ApiClient(http, site.port(), merchant.apiKey());
        }

        private static long acknowledged(Merchant merchant) {
            return merchant.shop()
                    .number("SELECT count(*) FROM purchase_orders WHERE merchant_id = ? AND status = 'acknowledged'");
        }

        @Override
        public void report(Report report) {
            report.fact("exchanges that hang", "%d", hanging.get());
            double slowest = slowestNanos.get() / (double) TimeUnit.SECONDS.toNanos(1);
            report.promise(
                    "another merchant's purchase orders are there",
                    bought.get() > 0 && slowest <= SECONDS_MAX,
                    "%d, the slowest after %.1f s (%.0f s)",
                    bought.get(),
                    slowest,
                    SECONDS_MAX);
        }

        @Override
        public void close() {
            over.countDown();
            host.stop(0);
            // Whoever hangs or buys ends by himself now; an interrupt would cut what he is reading.
            threads.close();
            http.close();
        }
    }
}
