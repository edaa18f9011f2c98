package dev.millrace.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.sandbox.FaultRule.Asked;
import dev.millrace.wire.JsonWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** What the person, or the test, who runs the sandbox may see and do. Belongs to one event loop. */
final class SandboxAdmin {
    private final SandboxOrders orders;
    private final SandboxWork work;
    private final SandboxCallbacks callbacks;
    private final FaultInjection faults;

    SandboxAdmin(SandboxOrders orders, SandboxWork work, SandboxCallbacks callbacks, FaultInjection faults) {
        this.orders = orders;
        this.work = work;
        this.callbacks = callbacks;
        this.faults = faults;
    }

    /** Forgets all orders. */
    SandboxAnswer clear() {
        orders.clear();
        return list();
    }

    /** Goes back to being a good supplier. */
    SandboxAnswer clearFaults() {
        faults.clear();
        return done();
    }

    /** All orders, and the two numbers that must be the same for nobody to have bought twice. */
    SandboxAnswer list() {
        JsonWriter json = new JsonWriter(1_024);
        json.beginObject();
        json.name("purchase_orders").number(orders.all().size());
        json.name("submissions")
                .number(orders.all().stream()
                        .mapToLong(order -> order.submissions)
                        .sum());
        json.name("callbacks_given").number(callbacks.given());
        json.name("callbacks_given_up").number(callbacks.givenUp());
        json.name("items").beginArray();
        for (SandboxOrder order : orders.all()) {
            json.beginObject();
            json.name("number").string(order.number);
            json.name("status").string(order.status.text());
            json.name("submissions").number(order.submissions);
            json.name("reference").string(order.reference);
            SandboxNotices.lines(json, order.lines);
            json.endObject();
        }
        json.endArray().endObject();
        return SandboxAnswer.json(200, json.toBytes());
    }

    /** Plans what goes wrong next. */
    SandboxAnswer injectFaults(byte[] body) {
        try {
            JsonNode json = RestDialect.MAPPER.readTree(body);
            String of = json.path("of").asText("submit");
            FaultRule rule = new FaultRule(
                    InjectedFault.parse(json.path("fault").asText("")),
                    of.equals("any") ? null : Asked.valueOf(of.toUpperCase(Locale.ROOT)),
                    json.path("requests").asInt(1),
                    Duration.ofMillis(json.path("delay_ms").asLong(30_000)),
                    Duration.ofSeconds(json.path("retry_after_s").asLong(2)));
            return faults.plan(rule)
                    ? done()
                    : SandboxAnswer.problem(409, "too_many", "There is too much planned already.");
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            return SandboxAnswer.problem(400, "malformed", "This cannot be understood.");
        }
    }

    /** Sends the next part of an order now. */
    SandboxAnswer deliver(byte[] body) {
        try {
            SandboxOrder order =
                    orders.find(RestDialect.MAPPER.readTree(body).path("number").asText(""));
            if (order == null) {
                return SandboxAnswer.problem(404, "unknown_purchase_order", "There is no such purchase order.");
            }
            work.deliver(order);
            return SandboxAnswer.json(200, SandboxNotices.statement(order));
        } catch (IOException _) {
            return SandboxAnswer.problem(400, "malformed", "This cannot be understood.");
        }
    }

    private static SandboxAnswer done() {
        return SandboxAnswer.json(200, new byte[] {'{', '}'});
    }
}
