package dev.millrace.lane;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Decision;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.model.DerivedIds;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.model.RequestHash;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.order.CancelOrder;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.purchasing.CreateSupplier;
import dev.millrace.domain.purchasing.GatherReplenishments;
import dev.millrace.domain.purchasing.MovePurchaseOrder;
import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.domain.state.Head;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import dev.millrace.domain.stock.AdjustStock;
import dev.millrace.domain.stock.DeactivateProduct;
import dev.millrace.domain.stock.PutProduct;
import dev.millrace.wire.Uuid7;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where one merchant's commands are loaded for and decided, by the real rules, for a batch that a test sends by hand. */
final class Desk {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Uuid7 IDS = Uuid7.seeded();

    /** Loads for a merchant, on a session of the test's choice. */
    interface Loader extends Function<Map<Integer, LoadRequest>, Map<Integer, LoadedMerchant>> {}

    final MerchantQueue queue;
    private final Loader loader;
    private @Nullable BatchPart part;

    Desk(int merchantId, Loader loader) {
        this.queue = new MerchantQueue(merchantId);
        this.loader = loader;
    }

    int merchantId() {
        return queue.merchantId();
    }

    Head head() {
        return Objects.requireNonNull(queue.head);
    }

    MerchantState state() {
        return Objects.requireNonNull(queue.state);
    }

    /** Knows nothing but where the head stands. */
    Desk loaded() {
        load(new LoadRequest(new Needs(), Set.of()));
        return this;
    }

    LoadedMerchant.Rows load(LoadRequest request) {
        LoadedMerchant.Rows rows = (LoadedMerchant.Rows) Objects.requireNonNull(
                loader.apply(Map.of(merchantId(), request)).get(merchantId()));
        queue.learn(request, rows);
        return rows;
    }

    /** Loads what a command needs, and nothing else. */
    Desk knowing(Command command) {
        if (queue.state == null) {
            loaded();
        }
        Needs needs = needs(command);
        while (!needs.isEmpty()) {
            load(new LoadRequest(needs, Set.of()));
            needs = needs(command);
        }
        return this;
    }

    /** Decides a command into the part that goes out next. */
    Outcome decide(Command command) {
        if (part == null) {
            knowing(command);
        }
        Decision decision = command.decide(state());
        for (Event event : decision.events()) {
            part().apply(state(), event);
        }
        return decision.outcome();
    }

    BatchPart part() {
        BatchPart open = part;
        if (open == null) {
            open = new BatchPart(queue, state().number());
            part = open;
        }
        return open;
    }

    /** The part, which is sent now. */
    BatchPart close() {
        BatchPart closed = part();
        part = null;
        return closed;
    }

    CreateSupplier supplier(String id) {
        return new CreateSupplier(merchantId(), id(), NOON, id, "Supplier " + id);
    }

    PutProduct put(String sku, StockPolicy policy, @Nullable String supplier, long price) {
        ProductDraft draft = new ProductDraft(
                sku,
                sku,
                new Money(price, "EUR"),
                policy,
                supplier,
                2_000,
                Rounding.PER_LINE,
                Packaging.SINGLE,
                100_000,
                true);
        return new PutProduct(merchantId(), id(), NOON, draft, PutProduct.Mode.UPSERT, Precondition.NONE);
    }

    DeactivateProduct deactivate(String sku) {
        return new DeactivateProduct(merchantId(), id(), NOON, sku, Precondition.NONE);
    }

    AdjustStock adjust(String sku, long delta) {
        UUID id = id();
        return new AdjustStock(
                merchantId(),
                id,
                NOON,
                new Keyed(AdjustStock.KIND, "adjust-" + id, new RequestHash(delta, 0, 0, 1)),
                "count",
                List.of(new AdjustStock.Correction.Delta(sku, delta)));
    }

    PlaceOrder order(String sku, long quantity) {
        return order("order-" + id(), sku, quantity);
    }

    PlaceOrder order(String key, String sku, long quantity) {
        return new PlaceOrder(
                merchantId(),
                id(),
                NOON,
                new Keyed(PlaceOrder.KIND, key, new RequestHash(quantity, 0, 0, 2)),
                "ref",
                List.of(new PlaceOrder.RequestedLine(sku, quantity, null)));
    }

    /** Buys what these orders owe for their only lines: a purchase order that waits to be sent. */
    UUID buy(String supplier, String sku, PlaceOrder... orders) {
        List<GatherReplenishments.Owed> owed = Stream.of(orders)
                .map(order -> new GatherReplenishments.Owed(DerivedIds.derive(order.id(), 0), sku))
                .toList();
        UUID id = id();
        decide(new GatherReplenishments(merchantId(), id, NOON, supplier, owed, null, true));
        return id;
    }

    MovePurchaseOrder move(UUID purchaseOrder, Move move) {
        return new MovePurchaseOrder(merchantId(), id(), NOON, purchaseOrder, move, Precondition.NONE);
    }

    ReceiveGoods receive(UUID purchaseOrder, String note, String sku, long quantity) {
        return new ReceiveGoods(
                merchantId(),
                id(),
                NOON,
                new Keyed(ReceiveGoods.KIND, note, new RequestHash(quantity, 0, 0, 3)),
                purchaseOrder,
                note,
                List.of(new ReceiveGoods.Arrived(sku, quantity)),
                false);
    }

    CancelOrder cancel(UUID order) {
        return new CancelOrder(merchantId(), id(), NOON, order, Precondition.NONE);
    }

    private Needs needs(Command command) {
        Needs needs = new Needs();
        command.needs(state(), needs);
        return needs;
    }

    private static UUID id() {
        return IDS.next(NOON);
    }
}
