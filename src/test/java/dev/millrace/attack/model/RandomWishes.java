package dev.millrace.attack.model;

import dev.millrace.attack.model.Place.Price;
import dev.millrace.domain.model.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What clients of one merchant might wish for next: few SKUs and small numbers, so that everything meets everything. The
 * same random numbers give the same wishes.
 */
final class RandomWishes {
    private static final List<String> SKUS = List.of("A", "B", "C", "Größe 4/5 \"%\"", "E", "F");
    /** These exist from the beginning. */
    private static final int USUAL_SKUS = 4;

    private static final List<ProductChange> CHANGES = List.of(ProductChange.values());
    /** What keeps orders from being placed, and so is rare. */
    private static final Set<ProductChange> GLOOMY = Set.of(ProductChange.INACTIVE, ProductChange.DEAR);

    private static final String NO_SUCH = "NO-SUCH";
    /** Is ordered, bought, received, shipped and taken back once, before everything else. */
    private static final String CIRCLE = "CIRCLE";

    private static final List<String> SUPPLIERS = List.of("acme", "north", "süd/ost");

    private final Random random;
    private final List<Place> places = new ArrayList<>();
    private final List<Adjust> adjusts = new ArrayList<>();
    private final RandomGoods goods;
    private int lastKey;

    RandomWishes(Random random) {
        this.random = random;
        this.goods = new RandomGoods(random, this::newKey, this::orderKey);
    }

    /** What a merchant begins with, so that most of what comes later finds something. */
    List<Wish> first() {
        List<Wish> first = new ArrayList<>();
        first.add(new CreateSupplier("acme", "one name"));
        for (String sku : SKUS.subList(0, USUAL_SKUS)) {
            first.add(new CreateProduct(
                    sku, random.nextBoolean() ? List.of() : List.of(ProductChange.BACKORDER_FROM_ACME)));
            first.add(new Adjust(newKey(), "counted", List.of(new Adjust.Line(sku, true, random.nextInt(20)))));
        }
        Place ordered = new Place(newKey(), null, List.of(new Place.Line(CIRCLE, 5, Price.UNSAID)), false);
        first.add(new CreateProduct(CIRCLE, List.of(ProductChange.BACKORDER_FROM_ACME)));
        first.add(ordered);
        first.addAll(goods.circle(ordered.key()));
        return first;
    }

    /**
     * Something that is impossible; what may make it possible; and something of the same sort again, which must then be
     * possible.
     */
    List<Wish> turn() {
        String sku = random.nextInt(3) > 0 ? "NEW-" + newKey() : sku();
        Wish change = sku.startsWith("NEW")
                ? new CreateProduct(sku, List.of())
                : new ReplaceProduct(sku, List.of(ProductChange.ACTIVE, change()), Tag.ANY);
        return random.nextBoolean()
                ? List.of(place(sku), change, place(sku))
                : List.of(
                        new ReplaceProduct(sku, List.of(), Tag.RIGHT),
                        change,
                        new ReplaceProduct(sku, List.of(ProductChange.CHEAP), Tag.RIGHT));
    }

    private Place place(String sku) {
        Place place = new Place(newKey(), null, List.of(new Place.Line(sku, quantity(), Price.RIGHT)), false);
        places.add(place);
        return place;
    }

    /** A wish under a key. */
    Wish keyed() {
        return switch (random.nextInt(6)) {
            case 0 -> adjust();
            case 1 -> goods.keyed();
            default -> place();
        };
    }

    /** Any. */
    Wish any() {
        if (random.nextInt(3) == 0) {
            return goods.any();
        }
        int chance = random.nextInt(100);
        if (chance < 38) {
            return place();
        } else if (chance < 46) {
            return again();
        } else if (chance < 58) {
            return adjust();
        } else if (chance < 72) {
            return new Cancel(orderKey(), tag(Tag.NONE));
        } else if (chance < 82) {
            return product();
        } else if (chance < 85) {
            return new CreateSupplier(oneOf(SUPPLIERS), oneOf(List.of("one name", "another")));
        } else if (chance < 87) {
            return new Malformed(oneOf(Arrays.asList(Malformed.Form.values())), newKey());
        }
        return read();
    }

    private Place place() {
        List<Place.Line> lines = new ArrayList<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            lines.add(new Place.Line(sku(), quantity(), price()));
        }
        String customerRef = random.nextInt(4) == 0 ? "customer \\ \"" + random.nextInt(9) + "\" ü" : null;
        Place place = new Place(newKey(), customerRef, lines, false);
        places.add(place);
        return place;
    }

    private long quantity() {
        return switch (random.nextInt(80)) {
            case 0 -> Limits.QUANTITY_MAX;
            case 1 -> oneOf(List.of(0L, -1L, Limits.QUANTITY_MAX + 1));
            default -> 1 + random.nextInt(6);
        };
    }

    private Price price() {
        return random.nextInt(4) > 0 ? Price.UNSAID : random.nextInt(10) == 0 ? Price.WRONG : Price.RIGHT;
    }

    private Adjust adjust() {
        List<String> skus = new ArrayList<>(SKUS.subList(0, random.nextInt(20) == 0 ? SKUS.size() : USUAL_SKUS));
        Collections.shuffle(skus, random);
        List<Adjust.Line> lines = new ArrayList<>();
        for (String sku : skus.subList(0, 1 + random.nextInt(3))) {
            lines.add(adjustLine(sku));
        }
        if (random.nextInt(30) == 0) {
            lines.add(adjustLine(oneOf(List.of(NO_SUCH, lines.getFirst().sku()))));
        }
        Adjust adjust = new Adjust(newKey(), oneOf(List.of("counted", "stolen \"€\"")), lines);
        adjusts.add(adjust);
        return adjust;
    }

    private Adjust.Line adjustLine(String sku) {
        return switch (random.nextInt(60)) {
            case 0 -> new Adjust.Line(sku, false, Limits.ON_HAND_MAX);
            case 1 -> new Adjust.Line(sku, random.nextBoolean(), Limits.ON_HAND_MAX + 1);
            case 2 -> new Adjust.Line(sku, true, -1);
            default ->
                random.nextInt(3) == 0
                        ? new Adjust.Line(sku, true, random.nextInt(20))
                        : new Adjust.Line(sku, false, random.nextInt(14) - 4);
        };
    }

    /** A keyed wish of before: the same, the same in other bytes, or other content under the same key. */
    private Wish again() {
        if (!adjusts.isEmpty() && random.nextInt(4) == 0) {
            Adjust earlier = oneOf(adjusts);
            return random.nextInt(4) == 0 ? otherContent(earlier) : earlier;
        }
        if (places.isEmpty()) {
            return place();
        }
        Place earlier = oneOf(places);
        return switch (random.nextInt(6)) {
            case 0 -> otherContent(earlier);
            case 1 -> new Place(earlier.key(), earlier.customerRef(), earlier.lines(), true);
            // The key of an order is another key for an adjustment.
            case 2 -> new Adjust(earlier.key(), "counted", List.of(adjustLine(sku())));
            default -> earlier;
        };
    }

    /** Something else under the same key. */
    Wish otherContent(Wish of) {
        return switch (of) {
            case Adjust adjust -> new Adjust(adjust.key(), "another reason", adjust.lines());
            case Place(Key key, @Nullable String customerRef, var lines, var _) -> {
                Place.Line first = lines.getFirst();
                List<Place.Line> changed = new ArrayList<>(lines);
                changed.set(0, new Place.Line(first.sku(), first.quantity() + 1, first.price()));
                yield new Place(key, customerRef, changed, false);
            }
            case Change change -> goods.otherContent(change);
            case Receive receive -> goods.otherContent(receive);
            default -> of;
        };
    }

    private Wish product() {
        String sku = sku();
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> new CreateProduct(sku, changes());
            case 3 -> new Deactivate(sku, tag(Tag.NONE));
            case 4, 5, 6, 7 -> bulk();
            case 8, 9, 10, 11 -> new ReplaceProduct(sku, List.of(ProductChange.ACTIVE), Tag.ANY);
            default -> new ReplaceProduct(sku, changes(), tag(Tag.ANY));
        };
    }

    private BulkProducts bulk() {
        List<BulkProducts.Line> lines = new ArrayList<>();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            lines.add(new BulkProducts.Line(sku(), changes()));
        }
        return new BulkProducts(lines);
    }

    private ProductChange change() {
        ProductChange change = oneOf(CHANGES);
        return GLOOMY.contains(change) && random.nextInt(6) > 0 ? ProductChange.CHEAP : change;
    }

    private List<ProductChange> changes() {
        List<ProductChange> changes = new ArrayList<>();
        for (int count = random.nextInt(3); count > 0; count--) {
            changes.add(change());
        }
        // So that the shop does not close little by little.
        if (random.nextBoolean()) {
            changes.add(ProductChange.ACTIVE);
        }
        return changes;
    }

    private Wish read() {
        return switch (random.nextInt(5)) {
            case 0 -> new Read.OfProduct(sku());
            case 1 -> new Read.OfOrder(orderKey());
            case 2 -> new Read.OfOrderByKey(orderKey());
            case 3 -> new Read.OfSupplier(oneOf(SUPPLIERS));
            default -> new Read.OfStock(sku());
        };
    }

    private Tag tag(Tag usual) {
        return random.nextInt(2) == 0 ? usual : oneOf(Arrays.asList(Tag.values()));
    }

    /** Of an order, most often a late one. */
    private Key orderKey() {
        if (places.isEmpty() || random.nextInt(20) == 0) {
            return new Key(1 + random.nextInt(lastKey + 1));
        }
        int late = Math.min(places.size(), 12);
        return random.nextBoolean()
                ? oneOf(places).key()
                : places.get(places.size() - 1 - random.nextInt(late)).key();
    }

    Key newKey() {
        return new Key(++lastKey);
    }

    private String sku() {
        return random.nextInt(100) == 0
                ? NO_SUCH
                : oneOf(SKUS.subList(0, random.nextInt(10) == 0 ? SKUS.size() : USUAL_SKUS));
    }

    private <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
