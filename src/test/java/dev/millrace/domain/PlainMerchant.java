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
 * orders where the real ones keep figures. Outcomes are told as text.
 */
final class PlainMerchant {
    private static final class Sold {
        ProductDraft is;
        long version;
        long onHand;

        Sold(ProductDraft is, long version) {
            this.is = is;
            this.version = version;
        }
    }

    private static final class Line {
        String sku = "";
        long quantity;
        long allocated;
        long backordered;
        long cancelled;
        long price;
        String bought = "";
    }

    private static final class Placed {
        String status = "OPEN";
        long version;
        long total;
        final List<Line> lines = new ArrayList<>();

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(status + " " + total);
            for (Line line : lines) {
                text.append(" [%s %d: %d %d %d at %d%s]"
                        .formatted(
                                line.sku,
                                line.quantity,
                                line.allocated,
                                line.backordered,
                                line.cancelled,
                                line.price,
                                line.bought));
            }
            return text.toString();
        }
    }

    private final Map<String, Sold> products = new LinkedHashMap<>();
    private final Map<String, String> suppliers = new LinkedHashMap<>();
    /** In the order of their journal numbers. */
    private final Map<UUID, Placed> orders = new LinkedHashMap<>();

    private long number;

    String does(Command command) {
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

    /** On hand, allocated, backordered and available of every SKU. */
    String stock() {
        StringBuilder text = new StringBuilder();
        products.forEach((sku, sold) -> text.append(
                "%s %d %d %d %d; ".formatted(sku, sold.onHand, allocated(sku), backordered(sku), available(sku))));
        return text.toString();
    }

    @Nullable
    String order(UUID id) {
        Placed placed = orders.get(id);
        return placed == null ? null : placed + " @" + placed.version;
    }

    long versionOf(UUID orderId) {
        Placed placed = orders.get(orderId);
        return placed == null ? 0 : placed.version;
    }

    @Nullable
    ProductDraft product(String sku) {
        Sold sold = products.get(sku);
        return sold == null ? null : sold.is;
    }

    long versionOf(String sku) {
        Sold sold = products.get(sku);
        return sold == null ? 0 : sold.version;
    }

    long number() {
        return number;
    }

    private String place(PlaceOrder command) {
        List<String> faults = new ArrayList<>();
        String currency = null;
        BigDecimal total = BigDecimal.ZERO;
        for (int position = 0; position < command.wanted().size(); position++) {
            PlaceOrder.Wanted wanted = command.wanted().get(position);
            Sold sold = products.get(wanted.sku());
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
            currency = currency == null ? sold.is.price().currency() : currency;
            if (!currency.equals(sold.is.price().currency())) {
                faults.add("/lines/" + position + "/sku mixed_currencies");
                continue;
            }
            total = total.add(
                    BigDecimal.valueOf(sold.is.price().amount()).multiply(BigDecimal.valueOf(wanted.quantity())));
        }
        if (total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            faults.add("/lines overflow");
        }
        return faults.isEmpty() ? placed(command, total.longValueExact()) : "refused validation_failed " + faults;
    }

    private String placed(PlaceOrder command, long total) {
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
        Placed order = new Placed();
        order.version = number;
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
            return "accepted " + order + " @" + number;
        }
        return unmet.isEmpty()
                ? "rejected backorder_limit " + beyondLimit + " " + order + " @" + number
                : "rejected insufficient_stock " + unmet + " " + order + " @" + number;
    }

    private Line line(PlaceOrder.Wanted wanted, boolean rejected, Map<String, Long> left) {
        ProductDraft product = sold(wanted.sku()).is;
        long has = Objects.requireNonNull(left.get(wanted.sku()));
        Line line = new Line();
        line.sku = wanted.sku();
        line.quantity = wanted.quantity();
        line.price = product.price().amount();
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
        Placed order = orders.get(command.orderId());
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
        for (Line line : order.lines) {
            line.cancelled = line.quantity;
            line.allocated = 0;
            line.backordered = 0;
            line.bought = "";
            skus.add(line.sku);
        }
        String answer = "accepted " + order + " @" + number;
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
            deltas.put(sku, delta);
            if (sold(sku).onHand + delta < allocated(sku)) {
                tooMuch.add(sku + " " + delta + " " + (sold(sku).onHand - allocated(sku)));
            }
        }
        if (!faults.isEmpty()) {
            return "refused validation_failed " + faults;
        }
        long decided = ++number;
        if (!tooMuch.isEmpty()) {
            return "rejected insufficient_stock " + tooMuch + after(deltas) + " @" + decided;
        }
        deltas.forEach((sku, delta) -> sold(sku).onHand += delta);
        fill(deltas.keySet());
        return "accepted" + after(deltas) + " @" + decided;
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

    /** What is free goes to whoever has waited longest. */
    private int fill(Set<String> skus) {
        Set<Placed> filled = new LinkedHashSet<>();
        int lines = 0;
        for (String sku : skus) {
            for (Placed order : orders.values()) {
                for (Line line : order.lines) {
                    long given =
                            line.sku.equals(sku) ? Math.min(line.backordered, sold(sku).onHand - allocated(sku)) : 0;
                    if (given > 0) {
                        line.allocated += given;
                        line.backordered -= given;
                        filled.add(order);
                        lines++;
                    }
                }
            }
        }
        filled.forEach(order -> order.version = ++number);
        return lines;
    }

    private String put(PutProduct command) {
        String sku = command.draft().sku();
        Sold before = products.get(sku);
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
        Sold after = new Sold(command.draft(), number);
        after.onHand = before == null ? 0 : before.onHand;
        products.put(sku, after);
        return "accepted " + after.is + " @" + number;
    }

    private String deactivate(DeactivateProduct command) {
        Sold sold = products.get(command.sku());
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
                is.backorderMax(),
                false);
        sold.version = ++number;
        return "accepted " + sold.is + " @" + number;
    }

    private String create(CreateSupplier command) {
        String name = suppliers.get(command.supplierId());
        if (name == null) {
            suppliers.put(command.supplierId(), command.name());
            return "accepted " + command.name() + " @" + ++number;
        }
        return name.equals(command.name()) ? "unchanged " + name : "refused supplier_exists []";
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
        for (Placed order : orders.values()) {
            for (Line line : order.lines) {
                allocated += line.sku.equals(sku) ? line.allocated : 0;
            }
        }
        return allocated;
    }

    private long backordered(String sku) {
        long backordered = 0;
        for (Placed order : orders.values()) {
            for (Line line : order.lines) {
                backordered += line.sku.equals(sku) ? line.backordered : 0;
            }
        }
        return backordered;
    }

    private long available(String sku) {
        return backordered(sku) > 0 ? 0 : sold(sku).onHand - allocated(sku);
    }

    private Sold sold(String sku) {
        return Objects.requireNonNull(products.get(sku));
    }
}
