package dev.millrace.domain;

import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.purchasing.GatherReplenishments;
import dev.millrace.domain.purchasing.ReceiveGoods;
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

/** What the {@link PlainMerchant} buys and takes in. */
final class PlainPurchasing {
    private static final Set<String> TAKES_GOODS =
            Set.of("SENDING", "SENT", "ACKNOWLEDGED", "PARTIALLY_RECEIVED", "UNKNOWN", "CANCEL_REQUESTED");

    private final PlainBooks books;

    PlainPurchasing(PlainBooks books) {
        this.books = books;
    }

    String gather(GatherReplenishments command) {
        PlainPurchase draft = draft(command);
        PlainPurchase purchase = draft == null ? new PlainPurchase(command.id(), command.supplierId()) : draft;
        List<PlainReplenishment> taken = new ArrayList<>();
        Set<String> skus = new LinkedHashSet<>(purchase.lines.keySet());
        for (GatherReplenishments.Owed owed : new LinkedHashSet<>(command.owed())) {
            PlainReplenishment each = books.replenishments.get(owed.replenishmentId());
            boolean isOwed = each != null
                    && each.isOwed()
                    && each.sku().equals(owed.sku())
                    && each.supplier().equals(command.supplierId());
            boolean hasRoom = purchase.gathered + taken.size() < Limits.PURCHASE_ORDER_REPLENISHMENTS_MAX
                    && (skus.contains(owed.sku()) || skus.size() < Limits.PURCHASE_ORDER_LINES_MAX);
            if (isOwed && hasRoom) {
                skus.add(owed.sku());
                taken.add(Objects.requireNonNull(each).boughtBy(purchase.id));
            }
        }
        if (taken.isEmpty()) {
            return "unchanged nothing @" + books.number;
        }
        books.number++;
        purchase.status = command.submits() ? "QUEUED" : "DRAFT";
        if (command.submits()) {
            purchase.steps.add("submitted");
        }
        gathered(purchase, taken);
        return "accepted " + purchase + " @" + books.number;
    }

    private @Nullable PlainPurchase draft(GatherReplenishments command) {
        UUID id = command.draftId();
        PlainPurchase draft = id == null ? null : books.purchases.get(id);
        boolean grows = draft != null
                && draft.status.equals("DRAFT")
                && draft.hold == null
                && draft.supplier.equals(command.supplierId())
                && draft.gathered < Limits.PURCHASE_ORDER_REPLENISHMENTS_MAX;
        return grows ? draft : null;
    }

    /** It buys these as well; lines that it has keep their places. */
    void gathered(PlainPurchase purchase, List<PlainReplenishment> taken) {
        Map<String, Long> before = purchase.incoming();
        books.purchases.put(purchase.id, purchase);
        taken.forEach(books::changed);
        purchase.gathered += taken.size();
        Set<String> skus = new LinkedHashSet<>();
        taken.forEach(each -> skus.add(each.sku()));
        skus.forEach(sku -> purchase.lines.put(sku, line(purchase, sku)));
        books.purchased("gathered", purchase, before, taken);
    }

    /** What must be bought of a SKU for all that its purchase order gathered. */
    PlainPurchase.Line line(PlainPurchase purchase, String sku) {
        long shortfall = 0;
        long units = 0;
        BigDecimal toRound = BigDecimal.ZERO;
        for (PlainReplenishment each : books.replenishments.values()) {
            if (each.isBoughtBy(purchase.id) && each.sku().equals(sku)) {
                shortfall += each.shortfall();
                Long quantity = each.quantity();
                units += quantity == null ? 0 : quantity;
                toRound = toRound.add(quantity == null ? each.exact() : BigDecimal.ZERO);
            }
        }
        units += toRound.setScale(0, RoundingMode.CEILING).longValueExact();
        return new PlainPurchase.Line(
                shortfall, packed(units, books.sold(sku).is.packaging()), 0);
    }

    private static long packed(long units, Packaging packaging) {
        long enough = units == 0 ? 0 : Math.max(units, packaging.minimumQuantity());
        return (enough + packaging.packSize() - 1) / packaging.packSize() * packaging.packSize();
    }

    /**
     * Units of an order's lines are wanted no more.
     *
     * @return what became of its replenishments
     */
    Unwanted giveUp(PlainOrder order, long[] units) {
        Unwanted unwanted = new Unwanted(new ArrayList<>(), new LinkedHashMap<>());
        for (int position = 0; position < units.length; position++) {
            for (PlainReplenishment each : List.copyOf(books.replenishments.values())) {
                PlainPurchase purchase =
                        each.purchase() == null ? null : Objects.requireNonNull(books.purchases.get(each.purchase()));
                boolean canShrink = purchase == null ? each.isOwed() : purchase.isOurs();
                if (each.order().equals(order.id) && each.line() == position && units[position] > 0 && canShrink) {
                    PlainReplenishment less = each.without(units[position]);
                    books.changed(less);
                    unwanted.updates().add(less);
                    if (less.status().equals("CANCELLED")) {
                        order.lines.get(position).bought = "";
                    }
                    if (purchase != null) {
                        unwanted.before().putIfAbsent(purchase.id, purchase.incoming());
                        purchase.gathered -= less.status().equals("CANCELLED") ? 1 : 0;
                        shrink(purchase, less.sku());
                    }
                }
            }
        }
        return unwanted;
    }

    private void shrink(PlainPurchase purchase, String sku) {
        PlainPurchase.Line line = line(purchase, sku);
        if (line.quantity() == 0) {
            purchase.lines.remove(sku);
        } else {
            purchase.lines.put(sku, line);
        }
        if (purchase.lines.isEmpty()) {
            purchase.status = "CANCELLED";
        }
    }

    /**
     * What became of purchases.
     *
     * @param before what purchase orders that shrank were to bring before
     */
    record Unwanted(List<PlainReplenishment> updates, Map<UUID, Map<String, Long>> before) {
        @Override
        public String toString() {
            return PlainBooks.told(updates);
        }
    }

    /** Purchase orders that became smaller, each an event of its own. */
    void tellShrunk(Unwanted unwanted) {
        unwanted.before().forEach((id, incoming) -> {
            PlainPurchase purchase = Objects.requireNonNull(books.purchases.get(id));
            books.number++;
            books.purchased(purchase.lines.isEmpty() ? "cancelled" : "shrunk", purchase, incoming, List.of());
        });
    }

    String receive(ReceiveGoods command) {
        PlainPurchase purchase = books.purchases.get(command.purchaseOrderId());
        if (purchase == null) {
            return "refused not_found []";
        }
        boolean isMore = purchase.status.equals("RECEIVED") && command.allowsOver();
        if (!TAKES_GOODS.contains(purchase.status) && !isMore) {
            return "refused " + (purchase.isOpen() ? "purchase_order_not_sent" : "purchase_order_closed") + " []";
        }
        List<String> faults = new ArrayList<>();
        List<String> tooMuch = new ArrayList<>();
        for (int position = 0; position < command.arrived().size(); position++) {
            ReceiveGoods.Arrived arrived = command.arrived().get(position);
            PlainPurchase.Line line = purchase.lines.get(arrived.sku());
            String pointer = "/lines/" + position;
            if (line == null) {
                faults.add(pointer + "/sku not_on_purchase_order");
            } else if (books.sold(arrived.sku()).onHand + arrived.quantity() > Limits.ON_HAND_MAX) {
                faults.add(pointer + " overflow");
            } else if (!command.allowsOver() && line.received() + arrived.quantity() > most(line.quantity())) {
                tooMuch.add(pointer + "/quantity over_receipt");
            }
        }
        if (!faults.isEmpty()) {
            return "refused validation_failed " + faults;
        }
        return tooMuch.isEmpty() ? received(command, purchase) : "refused over_receipt " + tooMuch;
    }

    /** A tenth more, in whole units, and never more than a tenth. */
    private static long most(long quantity) {
        return quantity + quantity / 10;
    }

    private String received(ReceiveGoods command, PlainPurchase purchase) {
        long decided = ++books.number;
        Map<String, Long> deltas = purchase.incoming();
        List<String> skus = new ArrayList<>();
        for (ReceiveGoods.Arrived arrived : command.arrived()) {
            String sku = arrived.sku();
            PlainPurchase.Line line = Objects.requireNonNull(purchase.lines.get(sku));
            purchase.lines.put(
                    sku,
                    new PlainPurchase.Line(line.shortfall(), line.quantity(), line.received() + arrived.quantity()));
            books.sold(sku).onHand += arrived.quantity();
            books.moved(sku);
            skus.add(sku);
        }
        boolean isComplete = purchase.lines.values().stream().allMatch(line -> line.outstanding() == 0);
        if (isComplete || !purchase.status.equals("CANCEL_REQUESTED")) {
            purchase.status = isComplete ? "RECEIVED" : "PARTIALLY_RECEIVED";
            purchase.reason = null;
        }
        purchase.version = decided;
        Map<String, Long> after = purchase.incoming();
        deltas.forEach((sku, units) -> after.merge(sku, -units, Long::sum));
        String told = purchase + books.incoming(after);
        int place = books.events.size();
        Map<String, Long> filled = new LinkedHashMap<>();
        books.fill(skus, filled);
        StringBuilder receipt =
                new StringBuilder(command.id() + " for " + command.purchaseOrderId() + " by " + command.deliveryNote());
        command.arrived()
                .forEach(arrived -> receipt.append(" [%s %d %d]"
                        .formatted(arrived.sku(), arrived.quantity(), filled.getOrDefault(arrived.sku(), 0L))));
        books.events.add(place, decided + " goods.received " + command.keyed().key() + " " + receipt + " " + told);
        return "accepted " + receipt + " @" + decided;
    }
}
