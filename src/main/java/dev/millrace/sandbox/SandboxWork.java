package dev.millrace.sandbox;

import dev.millrace.sandbox.SandboxConfig.Acknowledge;
import dev.millrace.sandbox.SandboxOrder.Line;
import dev.millrace.sandbox.SandboxOrder.Status;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the supplier does with an order in its own time: acknowledge and deliver. Belongs to one event loop. */
final class SandboxWork {
    private final Vertx vertx;
    private final SandboxConfig config;
    private final SandboxCallbacks callbacks;
    private final InstantSource clock;

    SandboxWork(Vertx vertx, SandboxConfig config, SandboxCallbacks callbacks, InstantSource clock) {
        this.vertx = vertx;
        this.config = config;
        this.callbacks = callbacks;
        this.clock = clock;
    }

    /** Begins with one that was accepted just now. */
    void begin(SandboxOrder order) {
        if (order.status != Status.RECEIVED) {
            return;
        }
        switch (config.acknowledge()) {
            case RESPONSE -> acknowledge(order);
            case CALLBACK ->
                later(config.pace().acknowledgeAfter(), () -> {
                    if (order.status == Status.RECEIVED) {
                        acknowledge(order);
                    }
                });
        }
    }

    private void acknowledge(SandboxOrder order) {
        Duration delivery = config.pace().deliverAfter();
        order.status = Status.ACKNOWLEDGED;
        order.expectedAt = delivery == null
                ? null
                : clock.instant().plus(delivery.multipliedBy(config.pace().parts()));
        if (config.acknowledge() == Acknowledge.CALLBACK) {
            tell(order, SandboxNotices.acknowledged(order), "acknowledged");
        }
        if (delivery != null) {
            later(delivery, () -> deliver(order));
        }
    }

    /** Sends the next part, if there is one, and the parts after it. */
    void deliver(SandboxOrder order) {
        if (order.status.isOver()) {
            return;
        }
        int parts = config.pace().parts();
        List<Line> part = order.nextPart(parts);
        order.partsDelivered++;
        boolean last = order.partsDelivered >= parts;
        order.status = last ? Status.DELIVERED : Status.PARTIALLY_DELIVERED;
        if (!part.isEmpty()) {
            String note = "DN-" + order.reference + "-" + order.partsDelivered;
            tell(order, SandboxNotices.delivered(order, note, part), note);
        }
        Duration delivery = config.pace().deliverAfter();
        if (!last && delivery != null) {
            later(delivery, () -> deliver(order));
        }
    }

    private void tell(SandboxOrder order, byte[] notice, String key) {
        URI callback = callback(order);
        if (callback != null) {
            callbacks.tell(callback, order.number + ":" + key, notice);
        }
    }

    private @Nullable URI callback(SandboxOrder order) {
        return order.callback == null ? config.callback() : order.callback;
    }

    private void later(Duration delay, Runnable work) {
        if (delay.isZero()) {
            vertx.runOnContext(_ -> work.run());
        } else {
            vertx.setTimer(Math.max(1, delay.toMillis()), _ -> work.run());
        }
    }
}
