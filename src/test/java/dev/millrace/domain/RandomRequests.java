package dev.millrace.domain;

import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.model.Version;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.stock.AdjustStock;
import dev.millrace.domain.stock.PutProduct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What clients might ask for next: few SKUs and small numbers, so that everything meets everything. */
final class RandomRequests {
    private static final List<String> SKUS = List.of("A", "B", "C", "D", "E", "F");
    private static final List<String> SUPPLIERS = List.of("acme", "north", "south");

    private final Random random;
    private final PlainMerchant known;
    private final RandomPurchases purchases;
    private final List<UUID> orders = new ArrayList<>();

    RandomRequests(Random random, PlainMerchant known) {
        this.random = random;
        this.known = known;
        this.purchases = new RandomPurchases(random, known);
    }

    /** What a merchant begins with, so that most of what comes later finds something. */
    List<Request> first() {
        List<Request> first = new ArrayList<>();
        first.add(Requests.createSupplier("acme", "one name"));
        for (String sku : SKUS.subList(0, 4)) {
            Draft draft = Draft.of(sku);
            first.add(Requests.createProduct(random.nextBoolean() ? draft : draft.policyBackorder()));
            first.add(Requests.adjust(Requests.set(sku, random.nextInt(20))));
        }
        return first;
    }

    Request next() {
        int chance = random.nextInt(100);
        if (chance < 30) {
            return place();
        } else if (chance < 38) {
            return adjust();
        } else if (chance < 46) {
            return cancel();
        } else if (chance < 52) {
            return product();
        } else if (chance < 53) {
            String sku = sku();
            return Requests.deactivate(sku, version(known.versionOf(sku)));
        } else if (chance < 54) {
            return Requests.fill(sku());
        } else if (chance < 56) {
            return Requests.createSupplier(any(SUPPLIERS), any(List.of("one name", "another")));
        }
        return chance < 72 ? afterwards() : purchase();
    }

    /** Of an order. */
    private Request afterwards() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> purchases.ship();
            case 2 -> purchases.takeBack();
            default -> purchases.edit();
        };
    }

    private Request purchase() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> purchases.gather();
            case 2, 3 -> purchases.receive();
            default -> purchases.move();
        };
    }

    private Request place() {
        List<PlaceOrder.RequestedLine> wanted = new ArrayList<>();
        for (int lines = 1 + random.nextInt(4); lines > 0; lines--) {
            String sku = sku();
            ProductDraft product = known.product(sku);
            Money expected = product == null || random.nextInt(4) > 0 ? null : product.price();
            if (random.nextInt(40) == 0) {
                expected = Requests.euros(3);
            }
            long quantity = random.nextInt(60) == 0 ? Limits.QUANTITY_MAX : 1 + random.nextInt(6);
            wanted.add(Requests.line(sku, quantity, expected));
        }
        Request placing = Requests.place(wanted);
        return arrival -> {
            orders.add(arrival.id());
            return placing.arriving(arrival);
        };
    }

    private Request adjust() {
        List<String> skus = new ArrayList<>(SKUS);
        Collections.shuffle(skus, random);
        List<AdjustStock.Correction> corrections = new ArrayList<>();
        skus.removeIf(sku -> known.product(sku) == null && random.nextInt(20) > 0);
        for (String sku : skus.subList(0, Math.min(skus.size(), 1 + random.nextInt(3)))) {
            corrections.add(
                    random.nextInt(3) == 0
                            ? Requests.set(sku, random.nextInt(20))
                            : Requests.delta(sku, random.nextInt(14) - 4));
        }
        if (corrections.isEmpty() || random.nextInt(20) == 0) {
            corrections.add(Requests.delta("NO-SUCH", 1));
        }
        return Requests.adjust(corrections);
    }

    private Request cancel() {
        UUID id = order();
        return Requests.cancel(id, version(known.versionOf(id)));
    }

    private UUID order() {
        return orders.isEmpty() || random.nextInt(20) == 0
                ? Request.Arrival.number(1 + random.nextInt(300)).id()
                : any(orders);
    }

    private Request product() {
        String sku = sku();
        ProductDraft is = known.product(sku);
        Draft draft = is == null ? Draft.of(sku) : Draft.of(is);
        draft.active(draft.draft().active() || random.nextBoolean());
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            change(draft);
        }
        return Requests.putProduct(draft, any(List.of(PutProduct.Mode.values())), version(known.versionOf(sku)));
    }

    private void change(Draft draft) {
        switch (random.nextInt(9)) {
            case 0 -> draft.policyReject();
            case 1, 2 -> draft.policy(StockPolicy.BACKORDER, any(SUPPLIERS));
            case 3 -> draft.surplusBps(any(List.of(0, 1, 2_000, 5_000, 100_000)));
            case 4 -> draft.rounding(any(List.of(Rounding.values())));
            case 5 -> draft.backorderMax(any(List.of(0L, 5L, 20L, 2_000_000L)));
            case 6 -> draft.packaging(any(List.of(Packaging.SINGLE, new Packaging(6, 1), new Packaging(4, 10))));
            case 7 -> draft.active(random.nextInt(6) > 0);
            default ->
                draft.price(
                        random.nextInt(9) == 0
                                ? new Money(7, "USD")
                                : Requests.euros(
                                        any(List.of(0L, 3L, 99L, random.nextInt(3) == 0 ? Limits.PRICE_MAX : 1L))));
        }
        if (random.nextInt(30) == 0) {
            draft.policy(StockPolicy.BACKORDER, null);
        }
    }

    private @Nullable Version version(long right) {
        return switch (random.nextInt(6)) {
            case 0 -> new Version(Books.HISTORY, right);
            case 1 -> new Version(Books.HISTORY, Math.max(1, right - 1));
            default -> null;
        };
    }

    private String sku() {
        return random.nextInt(100) == 0 ? "NO-SUCH" : any(SKUS.subList(0, random.nextInt(10) == 0 ? 6 : 4));
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
