package dev.millrace.domain;

import static dev.millrace.domain.Merchant.ID;

import dev.millrace.domain.order.CancelOrder;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.purchasing.CreateSupplier;
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

    public static Request place(PlaceOrder.Wanted... lines) {
        return place(List.of(lines));
    }

    public static Request place(List<PlaceOrder.Wanted> lines) {
        return placeFor(null, lines);
    }

    public static Request placeFor(@Nullable String customerRef, List<PlaceOrder.Wanted> lines) {
        return arrival ->
                new PlaceOrder(ID, arrival.id(), arrival.at(), arrival.keyed(PlaceOrder.KIND), customerRef, lines);
    }

    public static PlaceOrder.Wanted line(String sku, long quantity) {
        return new PlaceOrder.Wanted(sku, quantity, null);
    }

    public static PlaceOrder.Wanted line(String sku, long quantity, @Nullable Money expectedPrice) {
        return new PlaceOrder.Wanted(sku, quantity, expectedPrice);
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
        return arrival -> new CancelOrder(ID, arrival.id(), arrival.at(), orderId, ifMatch);
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
        return arrival -> new PutProduct(ID, arrival.id(), arrival.at(), draft.draft(), mode, ifMatch);
    }

    public static Request deactivate(String sku) {
        return deactivate(sku, null);
    }

    public static Request deactivate(String sku, @Nullable Version ifMatch) {
        return arrival -> new DeactivateProduct(ID, arrival.id(), arrival.at(), sku, ifMatch);
    }

    public static Request createSupplier(String supplierId, String name) {
        return arrival -> new CreateSupplier(ID, arrival.id(), arrival.at(), supplierId, name);
    }
}
