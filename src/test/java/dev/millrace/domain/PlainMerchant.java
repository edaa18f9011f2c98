package dev.millrace.domain;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.model.ProductDraft;
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
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules again, in the plainest code that can be thought of, to hold the real ones against: maps, and sums over all
 * orders where the real ones keep figures. Outcomes, events and books are told as text.
 */
public final class PlainMerchant {
    private final PlainBooks books;
    private final PlainPlacing placing;
    private final PlainPurchasing purchasing;
    private final PlainFulfilment fulfilment;
    private final PlainCatalogue catalogue;
    private final PlainStock stock;

    public PlainMerchant() {
        this(new PlainBooks());
    }

    private PlainMerchant(PlainBooks books) {
        this.books = books;
        this.placing = new PlainPlacing(books);
        this.purchasing = new PlainPurchasing(books);
        this.fulfilment = new PlainFulfilment(books, purchasing);
        this.catalogue = new PlainCatalogue(books);
        this.stock = new PlainStock(books);
    }

    /** Another one of the same history, which goes its own way from here. */
    public PlainMerchant copy() {
        return new PlainMerchant(books.copy());
    }

    /** Decides a command and tells its outcome. */
    public String does(Command command) {
        return switch (command) {
            case PlaceOrder place -> placing.place(place);
            case CancelOrder cancel -> fulfilment.cancel(cancel);
            case EditOrder edit -> edit(edit);
            case ShipOrder ship -> fulfilment.ship(ship);
            case ReturnGoods goods -> fulfilment.takeBack(goods);
            case GatherReplenishments gather -> purchasing.gather(gather);
            case MovePurchaseOrder move -> new PlainMoves(books, purchasing).move(move);
            case ReceiveGoods goods -> purchasing.receive(goods);
            case AdjustStock adjust -> stock.adjust(adjust);
            case FillBackorders fill -> stock.fill(fill);
            case PutProduct put -> catalogue.put(put);
            case DeactivateProduct deactivate -> catalogue.deactivate(deactivate);
            case CreateSupplier create -> catalogue.create(create);
            default -> throw new IllegalArgumentException(command.toString());
        };
    }

    /** All of it or nothing. */
    private String edit(EditOrder command) {
        PlainBooks trial = books.copy();
        String outcome = new PlainEditing(trial, new PlainPurchasing(trial)).edit(command);
        return outcome.startsWith("accepted") ? new PlainEditing(books, purchasing).edit(command) : outcome;
    }

    /** SKUs of which more units wait than are free, owed and on their way; there must be none. */
    public List<String> uncovered() {
        return books.products.keySet().stream()
                .filter(sku -> books.backordered(sku) > books.free(sku) + books.cover(sku))
                .toList();
    }

    /** The stock of every SKU. */
    String stock() {
        StringBuilder text = new StringBuilder();
        books.products.keySet().forEach(sku -> text.append(stock(sku)).append("; "));
        return text.toString();
    }

    /** On hand, allocated, backordered, available and incoming of a SKU, and the number of the last event that moved them. */
    public @Nullable String stock(String sku) {
        PlainProduct product = books.products.get(sku);
        return product == null
                ? null
                : "%s %d %d %d %d %d @%d"
                        .formatted(
                                sku,
                                product.onHand,
                                books.allocated(sku),
                                books.backordered(sku),
                                books.available(sku),
                                books.incoming(sku),
                                product.stockVersion);
    }

    public @Nullable String order(UUID id) {
        PlainOrder order = books.orders.get(id);
        return order == null ? null : order + " @" + order.version;
    }

    /** In the order of their journal numbers, rejected ones too. */
    public List<UUID> orders() {
        return List.copyOf(books.orders.keySet());
    }

    /** 0 if there is no such order. */
    public long versionOf(UUID orderId) {
        PlainOrder order = books.orders.get(orderId);
        return order == null ? 0 : order.version;
    }

    public Set<String> skus() {
        return Collections.unmodifiableSet(books.products.keySet());
    }

    public @Nullable ProductDraft product(String sku) {
        PlainProduct product = books.products.get(sku);
        return product == null ? null : product.is;
    }

    /** 0 if there is no such product. */
    public long versionOf(String sku) {
        PlainProduct product = books.products.get(sku);
        return product == null ? 0 : product.version;
    }

    public @Nullable String supplier(String id) {
        return catalogue.supplier(id);
    }

    /** Of the last event. */
    public long number() {
        return books.number;
    }

    /** Every event, the one with number 1 first. */
    public List<String> events() {
        return Collections.unmodifiableList(books.events);
    }

    /** How replenishments are called whose ids would derive from these. */
    public void nameReplenishments(Map<UUID, UUID> realIds) {
        books.replenishmentIds.putAll(realIds);
    }

    /** What is owed to a supplier, in the order of the orders and of their lines. */
    public List<GatherReplenishments.Owed> owedTo(String supplierId) {
        return books.replenishments.values().stream()
                .filter(each -> each.isOwed() && each.supplier().equals(supplierId))
                .sorted(Comparator.<PlainReplenishment, Long>comparing(
                                each -> Objects.requireNonNull(books.orders.get(each.order())).journalNumber)
                        .thenComparing(PlainReplenishment::line))
                .map(each -> new GatherReplenishments.Owed(each.id(), each.sku()))
                .toList();
    }

    /** The oldest draft that may grow, or null. */
    public @Nullable UUID growingDraft(String supplierId) {
        return books.purchases.values().stream()
                .filter(each -> each.status.equals("DRAFT") && each.hold == null && each.supplier.equals(supplierId))
                .map(each -> each.id)
                .findFirst()
                .orElse(null);
    }

    /** The oldest first. */
    public List<UUID> purchaseIds() {
        return List.copyOf(books.purchases.keySet());
    }

    /** 0 if there is no such purchase order. */
    public long versionOfPurchase(UUID id) {
        PlainPurchase purchase = books.purchases.get(id);
        return purchase == null ? 0 : purchase.version;
    }

    /** SKUs that it buys. */
    public Set<String> skusOfPurchase(UUID id) {
        PlainPurchase purchase = books.purchases.get(id);
        return purchase == null ? Set.of() : Set.copyOf(purchase.lines.keySet());
    }

    public @Nullable String purchase(UUID id) {
        PlainPurchase purchase = books.purchases.get(id);
        return purchase == null ? null : purchase + " @" + purchase.version;
    }

    List<PlainOrder> allOrders() {
        return List.copyOf(books.orders.values());
    }

    List<PlainReplenishment> replenishments() {
        return List.copyOf(books.replenishments.values());
    }

    List<PlainPurchase> purchases() {
        return List.copyOf(books.purchases.values());
    }
}
