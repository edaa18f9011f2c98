package dev.millrace.domain;

import static dev.millrace.domain.Merchant.ID;

import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.model.Version;
import dev.millrace.domain.order.CancelOrder;
import dev.millrace.domain.order.EditOrder;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.order.ReturnGoods;
import dev.millrace.domain.order.ShipOrder;
import dev.millrace.domain.purchasing.CreateSupplier;
import dev.millrace.domain.purchasing.GatherReplenishments;
import dev.millrace.domain.purchasing.MovePurchaseOrder;
import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.domain.stock.AdjustStock;
import dev.millrace.domain.stock.DeactivateProduct;
import dev.millrace.domain.stock.FillBackorders;
import dev.millrace.domain.stock.PutProduct;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client may ask for, in the words of the tests. */
public final class Requests {
    private Requests() {}

    public static Request place(String sku, long quantity) {
        return place(line(sku, quantity));
    }

    public static Request place(PlaceOrder.RequestedLine... lines) {
        return place(List.of(lines));
    }

    public static Request place(List<PlaceOrder.RequestedLine> lines) {
        return placeFor(null, lines);
    }

    public static Request placeFor(@Nullable String customerRef, List<PlaceOrder.RequestedLine> lines) {
        return arrival ->
                new PlaceOrder(ID, arrival.id(), arrival.at(), arrival.keyed(PlaceOrder.KIND), customerRef, lines);
    }

    public static PlaceOrder.RequestedLine line(String sku, long quantity) {
        return new PlaceOrder.RequestedLine(sku, quantity, null);
    }

    public static PlaceOrder.RequestedLine line(String sku, long quantity, @Nullable Money expectedPrice) {
        return new PlaceOrder.RequestedLine(sku, quantity, expectedPrice);
    }

    public static Money euros(long cents) {
        return new Money(cents, "EUR");
    }

    public static Request cancel(Then placed) {
        return cancel(placed.orderId());
    }

    public static Request cancel(UUID orderId) {
        return cancel(orderId, null);
    }

    public static Request cancel(UUID orderId, @Nullable Version ifMatch) {
        return arrival -> new CancelOrder(ID, arrival.id(), arrival.at(), orderId, precondition(ifMatch));
    }

    public static Request ship(UUID orderId, LineUnits... parts) {
        return arrival ->
                new ShipOrder(ID, arrival.id(), arrival.at(), arrival.keyed(ShipOrder.KIND), orderId, List.of(parts));
    }

    public static Request takeBack(UUID orderId, boolean restocks, LineUnits... parts) {
        return arrival -> new ReturnGoods(
                ID, arrival.id(), arrival.at(), arrival.keyed(ReturnGoods.KIND), orderId, List.of(parts), restocks);
    }

    public static Request takeBack(UUID orderId, ReturnGoods.Part... parts) {
        return arrival -> new ReturnGoods(
                ID, arrival.id(), arrival.at(), arrival.keyed(ReturnGoods.KIND), orderId, List.of(parts));
    }

    public static Request edit(UUID orderId, LineUnits... quantities) {
        return arrival -> new EditOrder(
                ID,
                arrival.id(),
                arrival.at(),
                arrival.keyed(EditOrder.KIND),
                orderId,
                List.of(quantities),
                Precondition.NONE);
    }

    public static LineUnits units(int line, long quantity) {
        return new LineUnits(line, quantity);
    }

    /** Buys at once all that seems to be owed. */
    public static Request gather(List<GatherReplenishments.Owed> owed) {
        return arrival -> new GatherReplenishments(ID, arrival.id(), arrival.at(), Draft.SUPPLIER, owed, null, true);
    }

    /** Lets a draft grow, or begins one. */
    public static Request draft(List<GatherReplenishments.Owed> owed, @Nullable UUID draftId) {
        return arrival ->
                new GatherReplenishments(ID, arrival.id(), arrival.at(), Draft.SUPPLIER, owed, draftId, false);
    }

    public static Request move(UUID purchaseOrderId, Move move) {
        return move(purchaseOrderId, move, null);
    }

    public static Request move(UUID purchaseOrderId, Move move, @Nullable Version ifMatch) {
        return arrival ->
                new MovePurchaseOrder(ID, arrival.id(), arrival.at(), purchaseOrderId, move, precondition(ifMatch));
    }

    public static Request receive(UUID purchaseOrderId, String sku, long quantity) {
        return receive(purchaseOrderId, false, new ReceiveGoods.Arrived(sku, quantity));
    }

    public static Request receive(UUID purchaseOrderId, boolean allowsOver, ReceiveGoods.Arrived... arrived) {
        return arrival -> new ReceiveGoods(
                ID,
                arrival.id(),
                arrival.at(),
                arrival.keyed(ReceiveGoods.KIND),
                purchaseOrderId,
                "note-" + arrival.ordinal(),
                List.of(arrived),
                allowsOver);
    }

    public static Request adjust(AdjustStock.Correction... corrections) {
        return adjust(List.of(corrections));
    }

    public static Request adjust(List<AdjustStock.Correction> corrections) {
        return arrival -> new AdjustStock(
                ID, arrival.id(), arrival.at(), arrival.keyed(AdjustStock.KIND), "counted", corrections);
    }

    public static AdjustStock.Correction delta(String sku, long units) {
        return new AdjustStock.Correction.Delta(sku, units);
    }

    public static AdjustStock.Correction set(String sku, long onHand) {
        return new AdjustStock.Correction.Set(sku, onHand);
    }

    public static Request fill(String sku) {
        return arrival -> new FillBackorders(ID, arrival.id(), arrival.at(), sku);
    }

    public static Request createProduct(Draft draft) {
        return putProduct(draft, PutProduct.Mode.CREATE, null);
    }

    public static Request replaceProduct(Draft draft, @Nullable Version ifMatch) {
        return putProduct(draft, PutProduct.Mode.REPLACE, ifMatch);
    }

    public static Request upsertProduct(Draft draft) {
        return putProduct(draft, PutProduct.Mode.UPSERT, null);
    }

    public static Request putProduct(Draft draft, PutProduct.Mode mode, @Nullable Version ifMatch) {
        return arrival -> new PutProduct(ID, arrival.id(), arrival.at(), draft.draft(), mode, precondition(ifMatch));
    }

    public static Request deactivate(String sku) {
        return deactivate(sku, null);
    }

    public static Request deactivate(String sku, @Nullable Version ifMatch) {
        return arrival -> new DeactivateProduct(ID, arrival.id(), arrival.at(), sku, precondition(ifMatch));
    }

    public static Request createSupplier(String supplierId, String name) {
        return arrival -> new CreateSupplier(ID, arrival.id(), arrival.at(), supplierId, name);
    }

    private static Precondition precondition(@Nullable Version ifMatch) {
        return ifMatch == null ? Precondition.NONE : Precondition.is(ifMatch);
    }
}
