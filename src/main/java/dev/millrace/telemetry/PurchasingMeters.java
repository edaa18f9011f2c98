package dev.millrace.telemetry;

import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.purchasing.Reply;
import dev.millrace.purchasing.SupplierListener;
import dev.millrace.purchasing.SupplierSettings;
import dev.millrace.purchasing.SupplierSlots;
import dev.millrace.store.PurchasingFigures;
import dev.millrace.wire.EnumNames;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Measures how buying fares. A supplier has a label of its own only if it is among the first that were spoken to, so that
 * no number of suppliers makes more series than was decided; all others share one.
 */
public final class PurchasingMeters implements SupplierListener {
    /** The label of all suppliers that have none of their own. */
    static final String OTHERS = "other";

    private static final PurchasingFigures NOTHING = new PurchasingFigures(Map.of(), Duration.ZERO, 0, 0);

    private final MeterRegistry registry;
    private final int suppliersMax;
    private final Set<String> named = ConcurrentHashMap.newKeySet();
    private volatile PurchasingFigures figures = NOTHING;

    /** @param suppliersMax that have a label of their own */
    public PurchasingMeters(MeterRegistry registry, int suppliersMax) {
        this.registry = registry;
        this.suppliersMax = suppliersMax;
        for (PurchaseOrder.Status status : PurchaseOrder.Status.values()) {
            if (status.isOpen()) {
                Gauge.builder(
                                MeterNames.PURCHASE_ORDERS,
                                () -> figures.openOrders().getOrDefault(status, 0L))
                        .description("Purchase orders that are not over, of all merchants")
                        .tag("status", EnumNames.of(status))
                        .register(registry);
            }
        }
        Gauge.builder(
                        MeterNames.PURCHASE_ORDERS_OLDEST_UNSENT,
                        () -> figures.oldestUnsent().toSeconds())
                .description("Age of the oldest purchase order that is to be sent and was not")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder(MeterNames.BACKORDERED_UNITS, () -> figures.waitingUnits())
                .description("Units that accepted orders wait for, of all merchants")
                .register(registry);
        Gauge.builder(MeterNames.BACKORDERED_LINES, () -> figures.waitingLines())
                .description("Order lines that wait for units, of all merchants")
                .register(registry);
    }

    /** Whether this node sends nothing to suppliers: 1 or 0. */
    public void buyingHeld(Supplier<Number> held) {
        Gauge.builder(MeterNames.BUYING_HELD, held)
                .description(
                        "1 while nothing is sent to suppliers: held by an operator, or since this may be a copy or a restore")
                .register(registry);
    }

    /** How many suppliers are in trouble and left alone for now. */
    public void suppliersLeftAlone(Supplier<Number> leftAlone) {
        Gauge.builder(MeterNames.SUPPLIERS_LEFT_ALONE, leftAlone)
                .description("Suppliers that failed lately, which this node tries only now and then")
                .register(registry);
    }

    /**
     * How places for suppliers are used, and how often there was none.
     *
     * @param of what they are for, as a label
     */
    public void slots(String of, SupplierSlots slots) {
        Gauge.builder(MeterNames.SUPPLIER_PLACES, slots::taken)
                .description("Slots for suppliers in use")
                .tag("of", of)
                .register(registry);
        for (SupplierSlots.Grant grant : SupplierSlots.Grant.values()) {
            if (grant != SupplierSlots.Grant.GRANTED) {
                FunctionCounter.builder(MeterNames.SUPPLIER_PLACES_REFUSED, slots, all -> all.asked(grant))
                        .description("Times that no slot was free for a supplier")
                        .tag("of", of)
                        .tag("cause", EnumNames.of(grant))
                        .register(registry);
            }
        }
    }

    /** How buying stands now. */
    public void figures(PurchasingFigures now) {
        figures = now;
    }

    @Override
    public void exchanged(SupplierSettings supplier, Asked asked, Reply reply, Duration took) {
        String label = label(supplier);
        String kind = EnumNames.of(supplier.kind());
        registry.timer(MeterNames.SUPPLIER_EXCHANGE, "supplier", label, "kind", kind)
                .record(took);
        registry.counter(
                        MeterNames.SUPPLIER_REPLIES,
                        "supplier",
                        label,
                        "kind",
                        kind,
                        "asked",
                        EnumNames.of(asked),
                        "reply",
                        name(reply))
                .increment();
    }

    private String label(SupplierSettings supplier) {
        String own = supplier.merchantId() + "/" + supplier.supplierId();
        if (named.contains(own)) {
            return own;
        }
        synchronized (named) {
            return named.size() < suppliersMax && named.add(own) ? own : OTHERS;
        }
    }

    private static String name(Reply reply) {
        return switch (reply) {
            case Reply.Sent _ -> "sent";
            case Reply.Acknowledged _ -> "acknowledged";
            case Reply.Rejected _ -> "rejected";
            case Reply.NotSent _ -> "not_sent";
            case Reply.Unknown _ -> "unknown";
            case Reply.NotKnown _ -> "not_known";
            case Reply.Cancelled _ -> "cancelled";
            case Reply.CancelRefused _ -> "cancel_refused";
            case Reply.Misconfigured _ -> "misconfigured";
            case Reply.NoAnswer _ -> "no_answer";
        };
    }
}
