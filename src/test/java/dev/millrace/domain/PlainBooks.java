package dev.millrace.domain;

import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.model.Rounding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What the {@link PlainMerchant} has written down: maps, and sums over all of them wherever a figure is asked for. */
final class PlainBooks {
    record Supplier(String name, long version) {}

    final Map<String, PlainProduct> products = new LinkedHashMap<>();
    final Map<String, Supplier> suppliers = new LinkedHashMap<>();
    /** In the order of their journal numbers. */
    final Map<UUID, PlainOrder> orders = new LinkedHashMap<>();

    final Map<UUID, PlainReplenishment> replenishments = new LinkedHashMap<>();
    final Map<UUID, PlainPurchase> purchases = new LinkedHashMap<>();

    /** Ids of replenishments that derive from commands whose real ids nobody knows, and how they are called in truth. */
    final Map<UUID, UUID> replenishmentIds = new HashMap<>();

    final List<String> events = new ArrayList<>();
    long number;

    PlainBooks copy() {
        PlainBooks copy = new PlainBooks();
        products.forEach((sku, product) -> copy.products.put(sku, product.copy()));
        copy.suppliers.putAll(suppliers);
        orders.forEach((id, order) -> copy.orders.put(id, order.copy()));
        copy.replenishments.putAll(replenishments);
        copy.replenishmentIds.putAll(replenishmentIds);
        purchases.forEach((id, purchase) -> copy.purchases.put(id, purchase.copy()));
        copy.events.addAll(events);
        copy.number = number;
        return copy;
    }

    void tell(String what) {
        events.add(number + " " + what);
    }

    PlainProduct sold(String sku) {
        return Objects.requireNonNull(products.get(sku));
    }

    /** The last event moved its stock. */
    void moved(String sku) {
        sold(sku).stockVersion = number;
    }

    long allocated(String sku) {
        long allocated = 0;
        for (PlainOrder order : orders.values()) {
            for (PlainOrder.Line line : order.lines) {
                allocated += line.sku.equals(sku) ? line.allocated : 0;
            }
        }
        return allocated;
    }

    long backordered(String sku) {
        long backordered = 0;
        for (PlainOrder order : orders.values()) {
            for (PlainOrder.Line line : order.lines) {
                backordered += line.sku.equals(sku) ? line.backordered : 0;
            }
        }
        return backordered;
    }

    long free(String sku) {
        return sold(sku).onHand - allocated(sku);
    }

    long available(String sku) {
        return backordered(sku) > 0 ? 0 : free(sku);
    }

    /** What suppliers are yet to bring. */
    long incoming(String sku) {
        return purchases.values().stream()
                .mapToLong(purchase -> purchase.incoming().getOrDefault(sku, 0L))
                .sum();
    }

    /** Units that are owed, or that suppliers are yet to bring and that are not surplus. */
    long cover(String sku) {
        long owed = replenishments.values().stream()
                .filter(each -> each.isOwed() && each.sku().equals(sku))
                .mapToLong(PlainReplenishment::shortfall)
                .sum();
        return owed
                + purchases.values().stream()
                        .filter(PlainPurchase::isOpen)
                        .map(purchase -> purchase.lines.get(sku))
                        .filter(Objects::nonNull)
                        .mapToLong(line -> Objects.requireNonNull(line).covers())
                        .sum();
    }

    /** The last event changed a replenishment. */
    void changed(PlainReplenishment after) {
        replenishments.put(after.id(), after);
    }

    /** A shortfall is to be bought. */
    String owe(UUID derivedId, PlainOrder order, int line, String sku, long shortfall) {
        UUID id = Objects.requireNonNull(replenishmentIds.getOrDefault(derivedId, derivedId));
        ProductDraft product = sold(sku).is;
        PlainReplenishment owed = new PlainReplenishment(
                id,
                order.id,
                line,
                sku,
                Objects.requireNonNull(product.supplierId()),
                product.surplusBps(),
                product.rounding() == Rounding.PER_LINE,
                shortfall,
                "OWED",
                null);
        changed(owed);
        return " buys " + owed.supplier() + " " + shortfall + " " + owed.surplusBps() + " " + owed.quantity();
    }

    private record Given(int line, String sku, long units) {
        @Override
        public String toString() {
            return " <" + line + " " + sku + " " + units + ">";
        }
    }

    /** A line with its place in the queue. */
    private record Place(PlainOrder order, int position, PlainOrder.Line line) {
        private long number() {
            return line.since == 0 ? order.journalNumber : line.since;
        }
    }

    /** Lines of a SKU that wait, the oldest first. */
    private List<Place> waiting(String sku) {
        List<Place> waiting = new ArrayList<>();
        for (PlainOrder order : orders.values()) {
            for (int position = 0; position < order.lines.size(); position++) {
                PlainOrder.Line line = order.lines.get(position);
                if (line.sku.equals(sku) && line.backordered > 0) {
                    waiting.add(new Place(order, position, line));
                }
            }
        }
        waiting.sort(Comparator.comparingLong(Place::number).thenComparingInt(Place::position));
        return waiting;
    }

    /**
     * What is free goes to whoever has waited longest.
     *
     * @return how many lines got something
     */
    int fill(Collection<String> skus) {
        return fill(skus, new LinkedHashMap<>());
    }

    /**
     * What is free after a change of an order goes to whoever has waited longest, lines of that order too.
     *
     * @param place of the event that tells of the change, which tells as well what is answered, if it is more than that
     * @return the answer
     */
    String fillAndAnswer(PlainOrder changed, int place, Collection<String> skus) {
        long before = changed.version;
        fill(skus);
        String answer = changed + " @" + changed.version;
        if (changed.version > before) {
            events.set(place, events.get(place) + " answered " + answer);
        }
        return "accepted " + answer;
    }

    /** @param units is told how many units of each SKU were given */
    int fill(Collection<String> skus, Map<String, Long> units) {
        Map<PlainOrder, List<Given>> filled = new LinkedHashMap<>();
        int lines = 0;
        for (String sku : skus) {
            for (Place place : waiting(sku)) {
                long given = Math.min(place.line().backordered, free(sku));
                if (given > 0) {
                    place.line().allocated += given;
                    place.line().backordered -= given;
                    filled.computeIfAbsent(place.order(), _ -> new ArrayList<>())
                            .add(new Given(place.position(), sku, given));
                    units.merge(sku, given, Long::sum);
                    lines++;
                }
            }
        }
        filled.forEach((order, given) -> {
            order.version = ++number;
            StringBuilder text = new StringBuilder("order.backorders_filled " + order);
            for (Given each : given) {
                moved(each.sku());
                text.append(each);
            }
            tell(text.toString());
        });
        return lines;
    }

    /** A purchase order changed from what was to come before. */
    void purchased(String step, PlainPurchase after, Map<String, Long> before, List<PlainReplenishment> updates) {
        after.version = number;
        Map<String, Long> deltas = after.incoming();
        before.forEach((sku, units) -> deltas.merge(sku, -units, Long::sum));
        tell("purchase_order." + step + " " + after + told(updates) + incoming(deltas));
    }

    /** Tells what is to come more or less. */
    String incoming(Map<String, Long> deltas) {
        StringBuilder text = new StringBuilder();
        deltas.forEach((sku, delta) -> {
            if (delta != 0) {
                moved(sku);
                text.append(" <").append(sku).append(" ").append(delta).append(">");
            }
        });
        return text.toString();
    }

    static String told(List<PlainReplenishment> updates) {
        StringBuilder text = new StringBuilder();
        updates.forEach(text::append);
        return text.toString();
    }
}
