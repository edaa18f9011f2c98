package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.access.AccessConfig;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.node.Await;
import dev.millrace.app.node.Millrace;
import dev.millrace.config.Secret;
import dev.millrace.console.Failure;
import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.model.DerivedIds;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.model.RequestHash;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.order.CancelOrder;
import dev.millrace.domain.order.EditOrder;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.order.PlaceOrder.RequestedLine;
import dev.millrace.domain.order.ReturnGoods;
import dev.millrace.domain.order.ShipOrder;
import dev.millrace.domain.purchasing.CreateSupplier;
import dev.millrace.domain.purchasing.GatherReplenishments;
import dev.millrace.domain.purchasing.MovePurchaseOrder;
import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.domain.stock.AdjustStock;
import dev.millrace.domain.stock.AdjustStock.Correction;
import dev.millrace.domain.stock.DeactivateProduct;
import dev.millrace.domain.stock.PutProduct;
import dev.millrace.http.ApiConfig;
import dev.millrace.lane.CommandGate;
import dev.millrace.lane.Result;
import dev.millrace.telemetry.ManagementConfig;
import dev.millrace.wire.Uuid7;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A merchant's day with a bit of everything, by commands to a running server. */
public final class MixedTrade {
    public static final String SUPPLIER = "supplier-1";

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final CommandGate gate;
    private final int merchantId;
    private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);
    private final Uuid7 ids = Uuid7.seeded();

    public MixedTrade(CommandGate gate, int merchantId) {
        this.gate = gate;
        this.merchantId = merchantId;
    }

    /** A server on a database, on free ports. */
    public static Millrace serverOn(TestDatabase database) {
        return Millrace.start(MillraceConfig.defaults()
                .with(ApiConfig.defaults().withPort(0))
                .with(new ManagementConfig("127.0.0.1", 0))
                .with(database.config())
                .with(AccessConfig.with(Secret.of("a-pepper-of-thirty-two-characters"))));
    }

    /**
     * Products of both policies; orders accepted, rejected, waiting, filled and cancelled; adjustments done and refused;
     * products replaced and deactivated. Some of it waits in the end.
     */
    public void run() {
        send(new CreateSupplier(merchantId, id(), now(), SUPPLIER, "Zulieferer \"Grün\" & Söhne"));
        send(put("reject", StockPolicy.REJECT, Rounding.PER_LINE, 1_999, PutProduct.Mode.CREATE));
        send(put("backorder", StockPolicy.BACKORDER, Rounding.PER_LINE, 250, PutProduct.Mode.CREATE));
        send(put("gathered", StockPolicy.BACKORDER, Rounding.PER_PURCHASE_ORDER, 0, PutProduct.Mode.CREATE));
        send(put("old", StockPolicy.REJECT, Rounding.PER_LINE, 5, PutProduct.Mode.UPSERT));
        send(adjust("stock", new Correction.Set("reject", 100), new Correction.Set("backorder", 5)));
        send(adjust("too much", new Correction.Delta("reject", -1_000)));

        UUID accepted = place("accepted", "€ 1/2 \u0001", wanted("reject", 3), wanted("reject", 2));
        place("kept", null, wanted("reject", 7));
        place("rejected", "customer", wanted("reject", 500), wanted("backorder", 1));
        UUID waiting = place("waiting", null, wanted("backorder", 9), wanted("gathered", 2));
        place("behind it", null, wanted("backorder", 4), wanted("backorder", 3));
        UUID givenUp = place("given up", null, wanted("backorder", 2), wanted("gathered", 1));
        send(new CancelOrder(merchantId, id(), now(), givenUp, Precondition.NONE));
        send(adjust("filled in part", new Correction.Delta("backorder", 6)));
        send(new CancelOrder(merchantId, id(), now(), accepted, Precondition.NONE));
        send(put("reject", StockPolicy.REJECT, Rounding.PER_LINE, 2_100, PutProduct.Mode.REPLACE));
        send(new DeactivateProduct(merchantId, id(), now(), "old", Precondition.NONE));
        place("waiting", null, wanted("backorder", 9), wanted("gathered", 2));
        send(new CancelOrder(merchantId, id(), now(), waiting, Precondition.NONE));
        send(new CancelOrder(merchantId, id(), now(), waiting, Precondition.NONE));
        place("last", null, wanted("backorder", 11), wanted("reject", 1));
        buyAndDeliver();
    }

    /**
     * What is owed is bought: one purchase order is delivered in part, one rejected and so bought again on a draft that
     * waits for a person, one stays a draft. Orders are shipped, edited and come back.
     */
    private void buyAndDeliver() {
        UUID shipped = place("shipped", null, wanted("reject", 5), wanted("gathered", 3));
        UUID delivered = buy(shipped, "gathered", true);
        move(delivered, new Move.Send());
        move(delivered, new Move.Acknowledge(1, "their-1", null));
        send(new ReceiveGoods(
                merchantId,
                id(),
                now(),
                keyed(ReceiveGoods.KIND, "note-1"),
                delivered,
                "note-1",
                List.of(new ReceiveGoods.Arrived("gathered", 2)),
                false));
        send(new ShipOrder(merchantId, id(), now(), keyed(ShipOrder.KIND, "ship"), shipped, List.of()));
        send(new ReturnGoods(
                merchantId, id(), now(), keyed(ReturnGoods.KIND, "back"), shipped, List.of(new LineUnits(0, 2)), true));

        UUID edited = place("edited", null, wanted("backorder", 4));
        UUID rejected = buy(edited, "backorder", true);
        send(new EditOrder(
                merchantId,
                id(),
                now(),
                keyed(EditOrder.KIND, "less"),
                edited,
                List.of(new LineUnits(0, 3)),
                Precondition.NONE));
        move(rejected, new Move.Send());
        move(rejected, new Move.Reject(1, "sold out"));
        buy(place("drafted", null, wanted("backorder", 1)), "backorder", false);
        send(new EditOrder(
                merchantId,
                id(),
                now(),
                keyed(EditOrder.KIND, "more"),
                edited,
                List.of(new LineUnits(0, 5)),
                Precondition.NONE));
    }

    /** Buys what an order owes for one of its lines, the only one that is short. */
    private UUID buy(UUID order, String sku, boolean submits) {
        UUID id = id();
        UUID owed = DerivedIds.derive(order, 0);
        send(new GatherReplenishments(
                merchantId, id, now(), SUPPLIER, List.of(new GatherReplenishments.Owed(owed, sku)), null, submits));
        return id;
    }

    private void move(UUID purchaseOrder, Move move) {
        send(new MovePurchaseOrder(merchantId, id(), now(), purchaseOrder, move, Precondition.NONE));
    }

    /** Orders of one unit each, sent at once. */
    public Future<?> rush(int orders, String sku) {
        return Future.join(IntStream.range(0, orders)
                .mapToObj(order -> submit(order(id(), "rush " + order, null, wanted(sku, 1))))
                .toList());
    }

    private UUID place(String key, @Nullable String customerRef, RequestedLine... wanted) {
        UUID id = id();
        send(order(id, key, customerRef, wanted));
        return id;
    }

    private PlaceOrder order(UUID id, String key, @Nullable String customerRef, RequestedLine... wanted) {
        return new PlaceOrder(merchantId, id, now(), keyed(PlaceOrder.KIND, key), customerRef, Arrays.asList(wanted));
    }

    private AdjustStock adjust(String key, Correction... corrections) {
        return new AdjustStock(
                merchantId, id(), now(), keyed(AdjustStock.KIND, key), "counted: " + key, List.of(corrections));
    }

    private PutProduct put(String sku, StockPolicy policy, Rounding rounding, long price, PutProduct.Mode mode) {
        ProductDraft draft = new ProductDraft(
                sku,
                "The " + sku,
                new Money(price, "EUR"),
                policy,
                policy == StockPolicy.BACKORDER ? SUPPLIER : null,
                2_000,
                rounding,
                Packaging.SINGLE,
                100_000,
                true);
        return new PutProduct(merchantId, id(), now(), draft, mode, Precondition.NONE);
    }

    private static RequestedLine wanted(String sku, long quantity) {
        return new RequestedLine(sku, quantity, null);
    }

    private static Keyed keyed(String kind, String key) {
        return new Keyed(kind, key, new RequestHash(kind.hashCode(), key.hashCode(), -1, 1));
    }

    private void send(Command command) {
        try {
            Result result = Await.of(submit(command));
            assertThat(result).as("%s", command).isNotInstanceOfAny(Result.Refused.class, Result.KeyReused.class);
        } catch (Failure failure) {
            throw new AssertionError(command.toString(), failure);
        }
    }

    private Future<Result> submit(Command command) {
        return gate.submit(command, System.nanoTime() + TIMEOUT.toNanos());
    }

    private UUID id() {
        return ids.next(now());
    }

    private Instant now() {
        return clock.instant();
    }
}
