package dev.millrace.domain;

import dev.millrace.domain.order.CancelOrder;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.purchasing.CreateSupplier;
import dev.millrace.domain.stock.AdjustStock;
import dev.millrace.domain.stock.DeactivateProduct;
import dev.millrace.domain.stock.FillBackorders;
import dev.millrace.domain.stock.ProductDraft;
import dev.millrace.domain.stock.PutProduct;
import dev.millrace.domain.stock.Rounding;
import dev.millrace.domain.stock.StockPolicy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
    private record PlainSupplier(String name, long version) {}

    private final Map<String, PlainProduct> products = new LinkedHashMap<>();
    private final Map<String, PlainSupplier> suppliers = new LinkedHashMap<>();
    /** In the order of their journal numbers. */
    private final Map<UUID, PlainOrder> orders = new LinkedHashMap<>();

    private final List<String> events = new ArrayList<>();
    private long number;

    /** Another one of the same history, which goes its own way from here. */
    public PlainMerchant copy() {
        PlainMerchant copy = new PlainMerchant();
        products.forEach((sku, product) -> copy.products.put(sku, product.copy()));
        copy.suppliers.putAll(suppliers);
        orders.forEach((id, order) -> copy.orders.put(id, order.copy()));
        copy.events.addAll(events);
        copy.number = number;
        return copy;
    }

    /** Decides a command and tells its outcome. */
    public String does(Command command) {
        return switch (command) {
            case PlaceOrder place -> place(place);
            case CancelOrder cancel -> cancel(cancel);
            case AdjustStock adjust -> adjust(adjust);
            case FillBackorders fill -> fill(fill);
            case PutProduct put -> put(put);
            case DeactivateProduct deactivate -> deactivate(deactivate);
            case CreateSupplier create -> create(create);
            default -> throw new IllegalArgumentException(command.toString());
        };
    }

    /** The stock of every SKU. */
    String stock() {
        StringBuilder text = new StringBuilder();
        products.keySet().forEach(sku -> text.append(stock(sku)).append("; "));
        return text.toString();
    }

    /** On hand, allocated, backordered and available of a SKU, and the number of the last event that moved them. */
    public @Nullable String stock(String sku) {
        PlainProduct product = products.get(sku);
        return product == null
                ? null
                : "%s %d %d %d %d @%d"
                        .formatted(
                                sku,
                                product.onHand,
                                allocated(sku),
                                backordered(sku),
                                available(sku),
                                product.stockVersion);
    }

    public @Nullable String order(UUID id) {
        PlainOrder order = orders.get(id);
        return order == null ? null : order + " @" + order.version;
    }

    /** In the order of their journal numbers, rejected ones too. */
    public List<UUID> orders() {
        return List.copyOf(orders.keySet());
    }

    /** 0 if there is no such order. */
    public long versionOf(UUID orderId) {
        PlainOrder order = orders.get(orderId);
        return order == null ? 0 : order.version;
    }

    public Set<String> skus() {
        return Collections.unmodifiableSet(products.keySet());
    }

    public @Nullable ProductDraft product(String sku) {
        PlainProduct product = products.get(sku);
        return product == null ? null : product.is;
    }

    /** 0 if there is no such product. */
    public long versionOf(String sku) {
        PlainProduct product = products.get(sku);
        return product == null ? 0 : product.version;
    }

    public @Nullable String supplier(String id) {
        PlainSupplier supplier = suppliers.get(id);
        return supplier == null ? null : supplier.name() + " @" + supplier.version();
    }

    /** Of the last event. */
    public long number() {
        return number;
    }

    /** Every event, the one with number 1 first. */
    public List<String> events() {
        return Collections.unmodifiableList(events);
    }

    private String place(PlaceOrder command) {
        List<String> faults = new ArrayList<>();
        String currency = "";
        BigDecimal total = BigDecimal.ZERO;
        for (int position = 0; position < command.wanted().size(); position++) {
            PlaceOrder.Wanted wanted = command.wanted().get(position);
            PlainProduct sold = products.get(wanted.sku());
            if (sold == null) {
                faults.add("/lines/" + position + "/sku unknown_sku");
                continue;
            }
            if (!sold.is.active()) {
                faults.add("/lines/" + position + "/sku inactive_sku");
            }
            if (wanted.expectedPrice() != null && !wanted.expectedPrice().equals(sold.is.price())) {
                faults.add("/lines/" + position + "/unit_price price_changed");
            }
            String ofProduct = sold.is.price().currency();
            currency = currency.isEmpty() ? ofProduct : currency;
            if (!currency.equals(ofProduct)) {
                faults.add("/lines/" + position + "/sku mixed_currencies");
                continue;
            }
            total = total.add(
                    BigDecimal.valueOf(sold.is.price().amount()).multiply(BigDecimal.valueOf(wanted.quantity())));
        }
        if (total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            faults.add("/lines overflow");
        }
        if (!faults.isEmpty()) {
            return "refused validation_failed " + faults;
        }
        return placed(command, new Money(total.longValueExact(), currency));
    }

    private String placed(PlaceOrder command, Money total) {
        Set<String> unmet = new LinkedHashSet<>();
        Set<String> beyondLimit = new LinkedHashSet<>();
        Map<String, Long> soFar = new LinkedHashMap<>();
        for (PlaceOrder.Wanted wanted : command.wanted()) {
            String sku = wanted.sku();
            long ordered = ordered(command, sku);
            long available = available(sku);
            if (soFar.merge(sku, wanted.quantity(), Long::sum) <= available) {
                continue;
            }
            ProductDraft product = sold(sku).is;
            String shortage = sku + " " + ordered + " " + available;
            if (product.policy() == StockPolicy.REJECT) {
                unmet.add(shortage);
            }
            if (product.policy() == StockPolicy.BACKORDER
                    && backordered(sku) + ordered - available > product.backorderMax()) {
                beyondLimit.add(shortage);
            }
        }
        number++;
        PlainOrder order = new PlainOrder(command.id(), command.customerRef(), number);
        order.total = total;
        boolean rejected = !unmet.isEmpty() || !beyondLimit.isEmpty();
        order.status = rejected ? "REJECTED" : "OPEN";
        Map<String, Long> left = new LinkedHashMap<>();
        for (PlaceOrder.Wanted wanted : command.wanted()) {
            left.putIfAbsent(wanted.sku(), rejected ? 0 : available(wanted.sku()));
            order.lines.add(line(wanted, rejected, left));
        }
        orders.put(command.id(), order);
        if (!rejected) {
            order.lines.forEach(line -> sold(line.sku).stockVersion = number);
        }
        tell("order." + (rejected ? "rejected " : "placed ") + command.keyed().key() + " " + order);
        if (!rejected) {
            return "accepted " + order + " @" + number;
        }
        return unmet.isEmpty()
                ? "rejected backorder_limit " + beyondLimit + " " + order + " @" + number
                : "rejected insufficient_stock " + unmet + " " + order + " @" + number;
    }

    private PlainOrder.Line line(PlaceOrder.Wanted wanted, boolean rejected, Map<String, Long> left) {
        ProductDraft product = sold(wanted.sku()).is;
        long has = Objects.requireNonNull(left.get(wanted.sku()));
        PlainOrder.Line line = new PlainOrder.Line();
        line.sku = wanted.sku();
        line.quantity = wanted.quantity();
        line.price = product.price();
        if (!rejected) {
            line.allocated = Math.min(has, wanted.quantity());
            line.backordered = wanted.quantity() - line.allocated;
            left.put(wanted.sku(), has - line.allocated);
            if (line.backordered > 0) {
                line.bought = " buys " + product.supplierId() + " " + line.backordered + " " + product.surplusBps()
                        + " " + quantityToBuy(product, line.backordered);
            }
        }
        return line;
    }

    private static String quantityToBuy(ProductDraft product, long shortfall) {
        if (product.rounding() == Rounding.PER_PURCHASE_ORDER) {
            return "null";
        }
        return BigDecimal.valueOf(product.surplusBps())
                .movePointLeft(4)
                .add(BigDecimal.ONE)
                .multiply(BigDecimal.valueOf(shortfall))
                .setScale(0, RoundingMode.CEILING)
                .toPlainString();
    }

    private String cancel(CancelOrder command) {
        PlainOrder order = orders.get(command.orderId());
        if (order == null) {
            return "refused not_found []";
        }
        if (order.status.equals("CANCELLED")) {
            return "unchanged " + order + " @" + order.version;
        }
        if (command.ifMatch() != null && command.ifMatch().number() != order.version) {
            return "refused precondition_failed []";
        }
        if (!order.status.equals("OPEN")) {
            return "refused order_not_open []";
        }
        number++;
        order.status = "CANCELLED";
        order.version = number;
        Set<String> skus = new LinkedHashSet<>();
        StringBuilder released = new StringBuilder();
        for (PlainOrder.Line line : order.lines) {
            released.append(
                    " <%d %s %d %d>".formatted(order.lines.indexOf(line), line.sku, line.allocated, line.backordered));
            sold(line.sku).stockVersion = number;
            line.cancelled = line.quantity;
            line.allocated = 0;
            line.backordered = 0;
            line.bought = "";
            skus.add(line.sku);
        }
        String answer = "accepted " + order + " @" + number;
        tell("order.cancelled " + order + released);
        fill(skus);
        return answer;
    }

    private String adjust(AdjustStock command) {
        List<String> faults = new ArrayList<>();
        List<String> tooMuch = new ArrayList<>();
        Map<String, Long> deltas = new LinkedHashMap<>();
        for (int position = 0; position < command.corrections().size(); position++) {
            AdjustStock.Correction correction = command.corrections().get(position);
            String sku = correction.sku();
            if (!products.containsKey(sku)) {
                faults.add("/lines/" + position + "/sku unknown_sku");
                continue;
            }
            long delta = switch (correction) {
                case AdjustStock.Correction.Delta(var _, long units) -> units;
                case AdjustStock.Correction.Set(var _, long onHand) -> onHand - sold(sku).onHand;
            };
            if (sold(sku).onHand + delta > Limits.ON_HAND_MAX) {
                faults.add("/lines/" + position + " overflow");
            }
            deltas.put(sku, delta);
            if (sold(sku).onHand + delta < allocated(sku)) {
                tooMuch.add(sku + " " + delta + " " + (sold(sku).onHand - allocated(sku)));
            }
        }
        if (!faults.isEmpty()) {
            return "refused validation_failed " + faults;
        }
        long decided = ++number;
        String why = command.reason() + " ";
        if (!tooMuch.isEmpty()) {
            tell("stock.adjustment_rejected " + command.keyed().key() + " " + why + tooMuch + after(deltas));
            return "rejected insufficient_stock " + tooMuch + " " + why + after(deltas) + " @" + decided;
        }
        deltas.forEach((sku, delta) -> {
            sold(sku).onHand += delta;
            sold(sku).stockVersion = decided;
        });
        int place = events.size();
        fill(deltas.keySet());
        events.add(place, decided + " stock.adjusted " + command.keyed().key() + " " + why + after(deltas));
        return "accepted " + why + after(deltas) + " @" + decided;
    }

    private String after(Map<String, Long> deltas) {
        StringBuilder text = new StringBuilder();
        deltas.forEach((sku, delta) -> text.append(" [%s %d: %d %d %d %d]"
                .formatted(sku, delta, sold(sku).onHand, allocated(sku), backordered(sku), available(sku))));
        return text.toString();
    }

    private String fill(FillBackorders command) {
        int lines = products.containsKey(command.sku()) ? fill(Set.of(command.sku())) : 0;
        return (lines == 0 ? "unchanged " : "accepted ") + lines + " @" + number;
    }

    private record Given(int line, String sku, long units) {
        @Override
        public String toString() {
            return " <" + line + " " + sku + " " + units + ">";
        }
    }

    /** What is free goes to whoever has waited longest. */
    private int fill(Set<String> skus) {
        Map<PlainOrder, List<Given>> filled = new LinkedHashMap<>();
        int lines = 0;
        for (String sku : skus) {
            for (PlainOrder order : orders.values()) {
                for (PlainOrder.Line line : order.lines) {
                    long units =
                            line.sku.equals(sku) ? Math.min(line.backordered, sold(sku).onHand - allocated(sku)) : 0;
                    if (units > 0) {
                        line.allocated += units;
                        line.backordered -= units;
                        filled.computeIfAbsent(order, _ -> new ArrayList<>())
                                .add(new Given(order.lines.indexOf(line), sku, units));
                        lines++;
                    }
                }
            }
        }
        filled.forEach((order, given) -> {
            order.version = ++number;
            StringBuilder text = new StringBuilder("order.backorders_filled " + order);
            for (Given each : given) {
                sold(each.sku()).stockVersion = number;
                text.append(each);
            }
            tell(text.toString());
        });
        return lines;
    }

    private String put(PutProduct command) {
        String sku = command.draft().sku();
        PlainProduct before = products.get(sku);
        if (before != null && before.is.equals(command.draft())) {
            return "unchanged " + before.is + " @" + before.version;
        }
        if (before == null && command.mode() == PutProduct.Mode.REPLACE) {
            return "refused not_found []";
        }
        if (before != null && command.mode() == PutProduct.Mode.CREATE) {
            return "refused product_exists []";
        }
        if (command.ifMatch() != null
                && (before == null || before.version != command.ifMatch().number())) {
            return "refused precondition_failed []";
        }
        String supplier = command.draft().supplierId();
        if (command.draft().policy() == StockPolicy.BACKORDER && supplier == null) {
            return "refused validation_failed [/supplier_id supplier_required]";
        }
        if (supplier != null && !suppliers.containsKey(supplier)) {
            return "refused validation_failed [/supplier_id unknown_supplier]";
        }
        number++;
        PlainProduct after = new PlainProduct(command.draft(), number);
        after.onHand = before == null ? 0 : before.onHand;
        after.stockVersion = before == null ? 0 : before.stockVersion;
        products.put(sku, after);
        tell((before == null ? "product.created " : "product.replaced ") + after.is);
        return "accepted " + after.is + " @" + number;
    }

    private String deactivate(DeactivateProduct command) {
        PlainProduct sold = products.get(command.sku());
        if (sold == null) {
            return "refused not_found []";
        }
        if (!sold.is.active()) {
            return "unchanged " + sold.is + " @" + sold.version;
        }
        if (command.ifMatch() != null && sold.version != command.ifMatch().number()) {
            return "refused precondition_failed []";
        }
        ProductDraft is = sold.is;
        sold.is = new ProductDraft(
                is.sku(),
                is.name(),
                is.price(),
                is.policy(),
                is.supplierId(),
                is.surplusBps(),
                is.rounding(),
                is.packaging(),
                is.backorderMax(),
                false);
        sold.version = ++number;
        tell("product.deactivated " + sold.is);
        return "accepted " + sold.is + " @" + number;
    }

    private String create(CreateSupplier command) {
        String is = supplier(command.supplierId());
        if (is == null) {
            suppliers.put(command.supplierId(), new PlainSupplier(command.name(), ++number));
            tell("supplier.created " + command.supplierId() + " " + command.name());
            return "accepted " + supplier(command.supplierId());
        }
        return is.startsWith(command.name() + " @") ? "unchanged " + is : "refused supplier_exists []";
    }

    private void tell(String what) {
        events.add(number + " " + what);
    }

    private static long ordered(PlaceOrder command, String sku) {
        long ordered = 0;
        for (PlaceOrder.Wanted wanted : command.wanted()) {
            ordered += wanted.sku().equals(sku) ? wanted.quantity() : 0;
        }
        return ordered;
    }

    private long allocated(String sku) {
        long allocated = 0;
        for (PlainOrder order : orders.values()) {
            for (PlainOrder.Line line : order.lines) {
                allocated += line.sku.equals(sku) ? line.allocated : 0;
            }
        }
        return allocated;
    }

    private long backordered(String sku) {
        long backordered = 0;
        for (PlainOrder order : orders.values()) {
            for (PlainOrder.Line line : order.lines) {
                backordered += line.sku.equals(sku) ? line.backordered : 0;
            }
        }
        return backordered;
    }

    private long available(String sku) {
        return backordered(sku) > 0 ? 0 : sold(sku).onHand - allocated(sku);
    }

    private PlainProduct sold(String sku) {
        return Objects.requireNonNull(products.get(sku));
    }
}
