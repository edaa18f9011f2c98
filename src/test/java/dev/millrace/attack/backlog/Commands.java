package dev.millrace.attack.backlog;

import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.Limits;
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
import dev.millrace.domain.stock.PutProduct;
import dev.millrace.wire.Uuid7;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** What is asked of one merchant's only product. */
final class Commands {
    static final String SKU = "HOT";
    private static final String SUPPLIER = "acme";
    private static final Uuid7 IDS = Uuid7.seeded();

    private final int merchant;
    private long keys;

    Commands(int merchant) {
        this.merchant = merchant;
    }

    CreateSupplier supplier() {
        return new CreateSupplier(merchant, id(), now(), SUPPLIER, "Acme");
    }

    /** Of policy backorder, and as many may wait as one likes. */
    PutProduct product() {
        ProductDraft draft = new ProductDraft(
                SKU,
                SKU,
                new Money(1_999, "EUR"),
                StockPolicy.BACKORDER,
                SUPPLIER,
                Limits.SURPLUS_BPS_DEFAULT,
                Rounding.PER_LINE,
                Packaging.SINGLE,
                Limits.BACKORDER_MAX_MAX,
                true);
        return new PutProduct(merchant, id(), now(), draft, PutProduct.Mode.CREATE, Precondition.NONE);
    }

    PlaceOrder place(long quantity) {
        Keyed keyed = keyed(PlaceOrder.KIND);
        return new PlaceOrder(
                merchant, id(), now(), keyed, null, List.of(new PlaceOrder.RequestedLine(SKU, quantity, null)));
    }

    CancelOrder cancel(UUID order) {
        return new CancelOrder(merchant, id(), now(), order, Precondition.NONE);
    }

    /** A new purchase order, which is queued. */
    GatherReplenishments buy(List<UUID> replenishments) {
        List<GatherReplenishments.Owed> owed = replenishments.stream()
                .map(each -> new GatherReplenishments.Owed(each, SKU))
                .toList();
        return new GatherReplenishments(merchant, id(), now(), SUPPLIER, owed, null, true);
    }

    MovePurchaseOrder move(UUID purchaseOrder, Move move) {
        return new MovePurchaseOrder(merchant, id(), now(), purchaseOrder, move, Precondition.NONE);
    }

    ReceiveGoods receive(UUID purchaseOrder, long units) {
        Keyed keyed = keyed(ReceiveGoods.KIND);
        return new ReceiveGoods(
                merchant,
                id(),
                now(),
                keyed,
                purchaseOrder,
                keyed.key(),
                List.of(new ReceiveGoods.Arrived(SKU, units)),
                false);
    }

    private Keyed keyed(String kind) {
        return new Keyed(kind, "key-" + ++keys, new RequestHash(keys, 0, 0, 0));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static UUID id() {
        return IDS.next(now());
    }
}
