package dev.millrace.purchasing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.ApiClient;
import dev.millrace.EventLoop;
import dev.millrace.config.Secret;
import dev.millrace.sandbox.FaultRule.Asked;
import dev.millrace.sandbox.InjectedFault;
import dev.millrace.sandbox.SandboxConfig;
import dev.millrace.sandbox.SandboxConfig.Acknowledge;
import dev.millrace.sandbox.SandboxConfig.Pace;
import dev.millrace.sandbox.SandboxSupplier;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sandbox supplier on a free port, seen from its bench. */
public final class OpenSandbox implements AutoCloseable {
    private final EventLoop loop;
    private final SandboxSupplier supplier;
    private final String deployment;
    private final HttpClient client = HttpClient.newHttpClient();

    private OpenSandbox(EventLoop loop, SandboxSupplier supplier, String deployment) {
        this.loop = loop;
        this.supplier = supplier;
        this.deployment = deployment;
    }

    /** Opens one that delivers nothing by itself and checks signatures. */
    public static OpenSandbox open(EventLoop loop) {
        return open(loop, Acknowledge.RESPONSE, new Pace(Duration.ZERO, null, 1));
    }

    /** Likewise, for clients that sign nothing. */
    public static OpenSandbox openUnsigned(EventLoop loop) {
        return open(loop, Secret.none(), Acknowledge.RESPONSE, new Pace(Duration.ZERO, null, 1));
    }

    /** Opens one that works at a pace. */
    public static OpenSandbox open(EventLoop loop, Acknowledge acknowledge, Pace pace) {
        return open(loop, TestSuppliers.SECRET, acknowledge, pace);
    }

    private static OpenSandbox open(EventLoop loop, Secret secret, Acknowledge acknowledge, Pace pace) {
        SandboxConfig config = new SandboxConfig("127.0.0.1", 0, secret, null, acknowledge, pace);
        SandboxSupplier supplier = new SandboxSupplier(config, Clock.systemUTC(), List.of());
        String deployment = loop.await(() -> loop.vertx().deployVerticle(supplier));
        return new OpenSandbox(loop, supplier, deployment);
    }

    /** Where it listens. */
    public String address() {
        return "http://127.0.0.1:" + supplier.port();
    }

    /** Lets that happen to the next requests of that sort. */
    public void injectFaults(InjectedFault fault, Asked of, int requests, int delayMillis) {
        JsonNode done = send(
                "/sandbox/faults",
                "{\"fault\":\"" + fault.text() + "\",\"of\":\""
                        + of.name().toLowerCase(java.util.Locale.ROOT) + "\",\"requests\":" + requests
                        + ",\"delay_ms\":"
                        + delayMillis + "}");
        if (done.has("code")) {
            throw new AssertionError(done.toString());
        }
    }

    /** Makes itself a merchant's supplier over REST, of a product of which there is nothing yet and whose orders wait. */
    public void supply(ApiClient merchant, String sku) {
        merchant.post("/v1/suppliers", "{\"id\":\"acme\",\"name\":\"Acme\"}");
        int connected = merchant.put(
                        "/v1/suppliers/acme/connection",
                        "{\"kind\":\"rest\",\"address\":\"" + address() + "\",\"secret\":\""
                                + TestSuppliers.SECRET.reveal() + "\"}")
                .status();
        int made = merchant.post(
                        "/v1/products",
                        "{\"sku\":\"" + sku + "\",\"price\":{\"amount\":100,\"currency\":\"EUR\"},"
                                + "\"policy\":\"backorder\",\"supplier_id\":\"acme\"}")
                .status();
        if (connected != 200 || made != 201) {
            throw new AssertionError("the supplier's connection: " + connected + ", its product: " + made);
        }
    }

    /** Its order book. */
    public JsonNode book() {
        return send("/sandbox/purchase-orders", null);
    }

    /** Sends the next part of an order now. */
    public void deliver(String number) {
        send("/sandbox/deliver", "{\"number\":\"" + number + "\"}");
    }

    private JsonNode send(String path, @Nullable String body) {
        ApiClient bench = ApiClient.anonymous(client, address());
        return ApiClient.json(body == null ? bench.get(path) : bench.post(path, body));
    }

    @Override
    public void close() {
        client.close();
        loop.await(() -> loop.vertx().undeploy(deployment));
    }
}
