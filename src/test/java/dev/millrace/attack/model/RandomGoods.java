package dev.millrace.attack.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** What is done to orders and purchase orders once they are there. The same random numbers give the same wishes. */
final class RandomGoods {
    private static final List<String> SUPPLIERS = List.of("acme", "acme", "acme", "north");
    /** Steps that lead on come more often. */
    private static final List<MovePurchase.Step> STEPS = List.of(
            MovePurchase.Step.SENT,
            MovePurchase.Step.SENT,
            MovePurchase.Step.ACKNOWLEDGED,
            MovePurchase.Step.SUBMIT,
            MovePurchase.Step.CLOSE,
            MovePurchase.Step.CANCEL);

    private final Random random;
    private final Supplier<Key> newKey;
    private final Supplier<Key> orderKey;
    private final Supplier<String> sku;
    private final List<Wish> earlier = new ArrayList<>();
    private int gathered;

    RandomGoods(Random random, Supplier<Key> newKey, Supplier<Key> orderKey, Supplier<String> sku) {
        this.random = random;
        this.newKey = newKey;
        this.orderKey = orderKey;
        this.sku = sku;
    }

    /** Any. */
    Wish any() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> gather();
            case 4, 5, 6, 7, 8, 9 -> move();
            case 10 -> new Read.OfPurchase(purchase());
            case 11, 12 -> earlier.isEmpty() ? keyed() : oneOf(earlier);
            default -> keyed();
        };
    }

    /** One under a key, or a delivery note. */
    Wish keyed() {
        Wish wish = switch (random.nextInt(8)) {
            case 0, 1, 2 -> receive();
            case 3, 4 -> new Change.Ship(newKey.get(), orderKey.get(), random.nextBoolean() ? List.of() : lines());
            case 5 -> new Change.TakeBack(newKey.get(), orderKey.get(), lines());
            default -> new Change.Edit(newKey.get(), orderKey.get(), lines());
        };
        earlier.add(wish);
        return wish;
    }

    /** Something else under the same key. */
    Wish otherContent(Change of) {
        List<Change.Line> lines = new ArrayList<>(of.lines());
        if (lines.isEmpty()) {
            lines.add(new Change.Line(0, 1, true));
        } else {
            Change.Line first = lines.getFirst();
            lines.set(0, new Change.Line(first.line(), first.units() + 1, first.restocked()));
        }
        return of.of(lines);
    }

    /** Something else under the same delivery note. */
    Wish otherContent(Receive of) {
        List<Receive.Line> lines = new ArrayList<>(of.lines());
        Receive.Line first = lines.getFirst();
        lines.set(0, new Receive.Line(first.sku(), first.units() + 1));
        return new Receive(of.note(), of.purchase(), lines, of.allowsOver());
    }

    private Wish gather() {
        gathered++;
        return new Gather(newKey.get(), oneOf(SUPPLIERS), random.nextInt(3) > 0);
    }

    private Wish move() {
        MovePurchase.Step step =
                random.nextInt(3) > 0 ? oneOf(STEPS) : oneOf(Arrays.asList(MovePurchase.Step.values()));
        Tag tag = random.nextInt(6) == 0 ? oneOf(Arrays.asList(Tag.values())) : Tag.NONE;
        return new MovePurchase(newKey.get(), purchase(), step, tag);
    }

    private Receive receive() {
        List<Receive.Line> lines = new ArrayList<>();
        lines.add(new Receive.Line(sku.get(), 1 + random.nextInt(8)));
        String other = sku.get();
        if (random.nextInt(4) == 0 && !other.equals(lines.getFirst().sku())) {
            lines.add(new Receive.Line(other, 1 + random.nextInt(4)));
        }
        return new Receive(newKey.get(), purchase(), lines, random.nextBoolean());
    }

    private List<Change.Line> lines() {
        List<Change.Line> lines = new ArrayList<>();
        int first = random.nextInt(4) / 2;
        lines.add(new Change.Line(first, 1 + random.nextInt(6), random.nextInt(3) > 0));
        if (random.nextInt(3) == 0) {
            lines.add(new Change.Line(1 - first, 1 + random.nextInt(6), random.nextBoolean()));
        }
        return lines;
    }

    /** A late one more often; not each gathering makes one, and what is rejected is bought again. */
    private int purchase() {
        int most = gathered + 1;
        return random.nextInt(10) == 0 ? random.nextInt(most + 3) : Math.max(0, most / 3 - random.nextInt(3));
    }

    private <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
