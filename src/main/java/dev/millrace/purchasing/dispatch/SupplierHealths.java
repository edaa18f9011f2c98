package dev.millrace.purchasing.dispatch;

import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.purchasing.Connection;
import dev.millrace.purchasing.Reply;
import dev.millrace.purchasing.SupplierSlots.Standing;
import dev.millrace.store.DispatcherReads.Place;
import dev.millrace.store.DispatcherReads.ToDispatch;
import dev.millrace.store.SupplierKey;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How suppliers fare, and when they are to be asked again what they did not answer. Nothing that a decision depends on, so it
 * is kept in memory: a node that starts, or has forgotten, tries once more, and no harm is done.
 *
 * <p>Belongs to one event loop; the count may be read from any.
 */
final class SupplierHealths {
    private final SupplierPause pause;
    private final Duration acknowledgedWithin;
    private final MerchantMemory<SupplierKey, SupplierHealth> suppliers;
    private final MerchantMemory<UUID, Question> questions;
    private volatile int leftAlone;

    /** When a question about a purchase order is due again, unless the settings were changed since it was asked. */
    private record Question(int failures, Instant at, Instant settings) {}

    /** An exchange about a purchase order that is under way. */
    record Begun(ToDispatch order, DispatchAction action, Instant settings, SupplierHealth.Exchange exchange) {}

    SupplierHealths(DispatcherConfig config) {
        this.pause = config.pause();
        this.acknowledgedWithin = config.timeouts().acknowledgedWithin();
        this.suppliers = new MerchantMemory<>(config.memory().suppliersMax(), health -> !health.isBusy());
        this.questions = new MerchantMemory<>(config.memory().questionsMax(), _ -> true);
    }

    /** Whether a supplier may be tried now. */
    boolean mayBegin(SupplierKey supplier, Connection connection, Instant now) {
        SupplierHealth health = health(supplier, connection);
        return health == null || health.mayBegin(now);
    }

    /** Whether it failed last, and is tried with one purchase order now and then. */
    boolean isInTrouble(SupplierKey supplier, Connection connection) {
        SupplierHealth health = health(supplier, connection);
        return health != null && health.isInTrouble();
    }

    /** How it stands among the suppliers of its merchant. */
    Standing standing(SupplierKey supplier, Connection connection) {
        SupplierHealth health = health(supplier, connection);
        return health == null ? Standing.UNTRIED : health.standing();
    }

    /** When the supplier is to be asked again about a purchase order, or null if nothing is known of a question. */
    @Nullable
    Instant askAgainAt(ToDispatch order, Connection connection) {
        Question question = question(order, connection.changedAt());
        return question == null ? null : question.at;
    }

    Begun begin(ToDispatch order, DispatchAction action, Connection connection) {
        SupplierKey supplier = order.place().supplier();
        SupplierHealth health = health(supplier, connection);
        if (health == null) {
            health = new SupplierHealth(pause, SupplierHealths::chance);
            health.settingsChanged(connection.changedAt());
        }
        Begun begun = new Begun(order, action, connection.changedAt(), health.begin());
        // Put again, since it is the newest now.
        suppliers.put(supplier.merchantId(), supplier, health);
        return begun;
    }

    /** @param reply null if no exchange took place */
    void end(Begun begun, @Nullable Reply reply, Instant now) {
        begun.exchange.end(reply, now);
        Place place = begun.order.place();
        Question next = next(begun, reply, now);
        if (next == null) {
            questions.remove(place.merchantId(), place.purchaseOrderId());
        } else {
            questions.put(place.merchantId(), place.purchaseOrderId(), next);
        }
    }

    /** Counts the suppliers that are in trouble. */
    void count() {
        leftAlone = Math.toIntExact(
                suppliers.values().filter(SupplierHealth::isInTrouble).count());
    }

    /** Suppliers that are in trouble and left alone for now, as last counted. */
    int leftAlone() {
        return leftAlone;
    }

    /** One question that is never answered must not keep the supplier from whatever else waits for it. */
    private @Nullable Question next(Begun begun, @Nullable Reply reply, Instant now) {
        if (begun.action == DispatchAction.SEND || reply == null) {
            return null;
        }
        return switch (reply) {
            case Reply.NoAnswer _, Reply.Misconfigured _ -> {
                Question before = question(begun.order, begun.settings);
                int failures = before == null ? 1 : before.failures + 1;
                yield new Question(failures, now.plus(pause.backoff().delay(failures, chance())), begun.settings);
            }
            // Asked again and again, since it may come to a decision at any time.
            case Reply.Sent _ -> new Question(0, now.plus(acknowledgedWithin), begun.settings);
            // What was taken and is not known any more is a person's to find out; what never arrived is sent again.
            case Reply.NotKnown _ ->
                begun.order.status() == PurchaseOrder.Status.SENT
                        ? new Question(0, now.plus(acknowledgedWithin), begun.settings)
                        : null;
            case Reply.Acknowledged _,
                    Reply.Rejected _,
                    Reply.NotSent _,
                    Reply.Unknown _,
                    Reply.Cancelled _,
                    Reply.CancelRefused _ -> null;
        };
    }

    private @Nullable Question question(ToDispatch order, Instant settings) {
        Question known = questions.get(order.place().merchantId(), order.place().purchaseOrderId());
        return known != null && known.settings.equals(settings) ? known : null;
    }

    private @Nullable SupplierHealth health(SupplierKey supplier, Connection connection) {
        SupplierHealth health = suppliers.get(supplier.merchantId(), supplier);
        if (health != null) {
            health.settingsChanged(connection.changedAt());
        }
        return health;
    }

    private static double chance() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
